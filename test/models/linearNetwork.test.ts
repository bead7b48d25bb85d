import { describe, expect, it } from 'vitest';
import { createModel } from '../../src/models/createModel.ts';
import { modelContract, positions } from './contract.ts';

const [c, target] = [1.3, 0.4];
const make = () => createModel({ name: 'linear-network', c, target });

/** N R with R = ½ E (Mx − θ*x)², over the inputs x = ±√c. */
function energy(x: Float64Array): number {
  const n = x.length;
  const mean = x.reduce((a, b) => a + b, 0) / n;
  let risk = 0;
  for (const input of [Math.sqrt(c), -Math.sqrt(c)]) risk += (mean * input - target * input) ** 2 / 4;
  return n * risk;
}

modelContract('the linear network', { make, x: positions(8), sameDrift: true, energy });

describe('the linear network', () => {
  // Faults planted, each fails here: drift −c(x − θ*); the entries beyond hi − lo filled as well.
  it('pulls every particle with the distance of the mean to the target', () => {
    const out = new Float64Array(3).fill(7);
    make().drift(Float64Array.of(2, -1, 5, 9), 1, 3, Float64Array.of(0.25), out);
    expect([...out]).toEqual([-c * (0.25 - target), -c * (0.25 - target), 7]);
  });

  // Fault planted: risk without its ½ fails here.
  it('describes its field with the risk', () => {
    const x = positions(8);
    const sum = new Float64Array(1);
    make().gather(x, 0, 8, sum);
    expect(make().describeField(sum.map((s) => s / 8)).risk).toBeCloseTo(energy(x) / 8, 13);
  });
});
