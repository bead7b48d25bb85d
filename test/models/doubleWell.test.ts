import { describe, expect, it } from 'vitest';
import { createModel } from '../../src/models/createModel.ts';
import { modelContract, positions } from './contract.ts';

const coupling = 0.8;
const make = () => createModel({ name: 'double-well', coupling });

/** N R with R = mean(x⁴/4 − x²/2) + (k/4N²) Σ_jk (x_j − x_k)². */
function energy(x: Float64Array): number {
  let own = 0;
  let pairs = 0;
  for (const a of x) {
    own += a ** 4 / 4 - (a * a) / 2;
    for (const b of x) pairs += (a - b) ** 2;
  }
  return own + (coupling * pairs) / (4 * x.length);
}

modelContract('the double well', { make, x: positions(8), energy });

describe('the double well', () => {
  // Faults planted, each fails here and above: x² in place of x³; k(x − m) in place of k(m − x).
  it('adds the pull of the wells and of the mean', () => {
    const out = new Float64Array(2);
    make().drift(Float64Array.of(2, -1), 0, 2, Float64Array.of(0.25, Number.NaN), out);
    expect([...out]).toEqual([2 - 8 + coupling * (0.25 - 2), coupling * 1.25]);
  });

  it('gathers the mean and the mean square', () => {
    const sum = new Float64Array(2);
    make().gather(Float64Array.of(7, 7, 1, -3, 2), 2, 5, sum);
    expect([...sum]).toEqual([0, 14]);
    expect(make().describeField(Float64Array.of(0.5, 2))).toEqual({ mean: 0.5, secondMoment: 2 });
  });
});
