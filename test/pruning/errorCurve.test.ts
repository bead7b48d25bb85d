/** The relative best k-term error: by hand, and its identities on random arrays. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createErrorCurve } from '../../src/pruning/errorCurve.ts';

describe('createErrorCurve', () => {
  it('has the errors of (3, −4, 0, 0) by hand', () => {
    const curve = createErrorCurve([3, -4, 0, 0], 2);
    expect([0, 1, 2, 3, 4].map((kept) => curve.relativeError(kept))).toEqual([1, 0.6, 0, 0, 0]);
    expect([...curve.order]).toEqual([1, 0, 2, 3]);
    expect([1, 0.6, 0.59, 0].map((target) => curve.keptFor(target))).toEqual([0, 1, 2, 2]);
  });

  it('is 0 at κ = 1, 1 at κ = 0 and never rises', () => {
    const sizes = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0.1, max: 4, noNaN: true }), (values, power) => {
        const curve = createErrorCurve(values, power);
        const errors = Array.from({ length: curve.units + 1 }, (_, kept) => curve.relativeError(kept));
        expect(errors[curve.units]).toBe(0);
        expect(errors[0]).toBe(values.some((v) => v !== 0) ? 1 : 0);
        for (let k = 0; k < curve.units; k++) expect(errors[k + 1]).toBeLessThanOrEqual(errors[k]);
      }),
    );
  });

  it('refuses what is not finite', () => {
    expect(() => createErrorCurve([1, Number.NaN], 2)).toThrow('unit 1 is NaN');
    expect(() => createErrorCurve([], 2)).toThrow('nothing to prune');
    expect(() => createErrorCurve([1], 0)).toThrow('power is 0');
  });
});
