import { describe, expect, it } from 'vitest';
import { createModel } from '../../src/models/createModel.ts';
import { modelContract, positions } from './contract.ts';

const make = () => createModel({ name: 'mean-field-ou', a: 0.5, k: 1 });

modelContract('mean-field OU', { make, x: positions(8) });

describe('mean-field OU', () => {
  // Faults planted, each fails here: one lane; pairs added before the lanes; the last of an odd number left out.
  it('sums even and odd particles in two lanes, each in increasing order', () => {
    const sum = Float64Array.of(0.5);
    make().gather(Float64Array.of(7, 7, 1e16, 1, 3, 2 ** -53, -1e16), 2, 7, sum);
    // even: 1e16 + 3 is rounded to 1e16 + 4; odd: 1
    expect(sum[0]).toBe(0.5 + (4 + 1));
  });

  // Fault planted: k(x − m) in place of k(m − x) fails here.
  it('pulls to 0 with a and to the mean with k', () => {
    const out = new Float64Array(2);
    make().drift(Float64Array.of(2, -1), 0, 2, Float64Array.of(0.25), out);
    expect([...out]).toEqual([-0.5 * 2 + (0.25 - 2), 0.5 + (0.25 + 1)]);
  });
});
