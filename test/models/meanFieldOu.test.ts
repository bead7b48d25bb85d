import { describe, expect, it } from 'vitest';
import { createModel } from '../../src/models/createModel.ts';
import { modelContract, positions } from './contract.ts';

const make = () => createModel({ name: 'mean-field-ou', a: 0.5, k: 1 });

modelContract('mean-field OU', { make, x: positions(8) });

describe('mean-field OU', () => {
  // Fault planted: k(x − m) in place of k(m − x) fails here.
  it('pulls to 0 with a and to the mean with k', () => {
    const out = new Float64Array(2);
    make().drift(Float64Array.of(2, -1), 0, 2, Float64Array.of(0.25), out);
    expect([...out]).toEqual([-0.5 * 2 + (0.25 - 2), 0.5 + (0.25 + 1)]);
  });
});
