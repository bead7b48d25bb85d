/**
 * The relative best k-term error: by hand, and its identities on random arrays.
 * Watched failing: one unit too many kept, one too few in the mask, the share of one unit more lost; the target itself
 * refused; sums of numbers that are not scaled, not sorted.
 */
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

  it('squares the error where asked, and takes a target that is met exactly', () => {
    const curve = createErrorCurve([3, -4, 0, 0], 2);
    expect([0, 1, 2].map((kept) => curve.relativeError(kept, true))).toEqual([1, 0.36, 0]);
    expect([0.6, 0.36].map((target) => curve.keptFor(target, true))).toEqual([1, 1]);
    expect(createErrorCurve([1, 3, 1, 3], 1).relativeError(2, true)).toBe(0.0625);
  });

  it('does not see the order of the units, to the bit, and masks those that its order has first', () => {
    const sizes = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1 });
    fc.assert(
      fc.property(sizes, fc.double({ min: 0.1, max: 4, noNaN: true }), (values, power) => {
        const curve = createErrorCurve(values, power);
        const sorted = createErrorCurve([...values].sort(), power);
        for (let kept = 0; kept <= curve.units; kept++) {
          expect(sorted.relativeError(kept)).toBe(curve.relativeError(kept));
          const mask = new Uint8Array(curve.units);
          for (const unit of curve.order.slice(0, kept)) mask[unit] = 1;
          expect(curve.keptMask(kept)).toEqual(mask);
        }
      }),
    );
  });

  it('refuses what is not finite', () => {
    expect(() => createErrorCurve([1, Number.NaN], 2)).toThrow('unit 1 is NaN');
    expect(() => createErrorCurve([], 2)).toThrow('nothing to prune');
    expect(() => createErrorCurve([1], 0)).toThrow('power is 0');
    for (const kept of [-1, 2, 0.5, Number.NaN])
      expect(() => createErrorCurve([1], 2).keptMask(kept)).toThrow(`kept is ${kept}`);
  });
});
