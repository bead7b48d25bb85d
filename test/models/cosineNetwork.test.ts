import { describe, expect, it } from 'vitest';
import { cos, sin } from '../../src/math/elementary.ts';
import { createModel } from '../../src/models/createModel.ts';
import type { ModelSpec } from '../../src/models/spec.ts';
import { modelContract, positions } from './contract.ts';

const one: ModelSpec = { name: 'cosine-network', amplitude: 1.6, phase: 0.7 };
const two: ModelSpec = { name: 'cosine-network', amplitude: [1.6, 1.1], phase: [0.7, -0.3] };

/** N R with R = Σ_c ½ E_x (f_c(x) − A_c cos(x − φ_c))², x on 16 equally spaced points (exact for this degree). */
function energy(amplitudes: number[], phases: number[]): (x: Float64Array) => number {
  return (x) => {
    const dim = amplitudes.length;
    const n = x.length / dim;
    let risk = 0;
    for (let c = 0; c < dim; c++) {
      for (let p = 0; p < 16; p++) {
        const at = (2 * Math.PI * p) / 16;
        let f = 0;
        for (let i = 0; i < n; i++) f += Math.cos(at - x[i * dim + c]) / n;
        risk += (f - amplitudes[c] * Math.cos(at - phases[c])) ** 2 / 32;
      }
    }
    return n * risk;
  };
}

modelContract('the cosine network', {
  make: () => createModel(one),
  x: positions(8),
  energy: energy([1.6], [0.7]),
});
modelContract('the cosine network in two dimensions', {
  make: () => createModel(two),
  x: positions(12),
  energy: energy([1.6, 1.1], [0.7, -0.3]),
});

// Faults planted, each fails here: one lane for all particles; lanes not cleared.
it('the cosine network sums even and odd particles in two lanes, to the bit', () => {
  const x = positions(2 * 11);
  const model = createModel(two);
  const sum = new Float64Array(4);
  model.gather(x, 0, 2, sum);
  sum.fill(0);
  model.gather(x, 2, 11, sum);
  const lane = (f: (s: number) => number, c: number, first: number): number => {
    let s = 0;
    for (let i = first; i < 11; i += 2) s += f(x[2 * i + c]);
    return s;
  };
  const pair = (f: (s: number) => number, c: number) => lane(f, c, 2) + lane(f, c, 3);
  expect([...sum]).toEqual([pair(cos, 0), pair(sin, 0), pair(cos, 1), pair(sin, 1)]);
});

describe('the cosine network describes its field', () => {
  it('with the risk that a quadrature over x gives', () => {
    const x = positions(8);
    const model = createModel(one);
    const sum = new Float64Array(2);
    model.gather(x, 0, 8, sum);
    const { risk, rho1 } = model.describeField(sum.map((s) => s / 8));
    expect(risk).toBeCloseTo(energy([1.6], [0.7])(x) / 8, 13);
    expect(rho1).toEqual([sum[0] / 8, sum[1] / 8]);
  });

  it('by marginal in two dimensions', () => {
    const described = createModel(two).describeField(Float64Array.of(0.1, 0.2, 0.3, 0.4));
    expect(described['rho(1,0)']).toEqual([0.1, 0.2]);
    expect(described['rho(0,1)']).toEqual([0.3, 0.4]);
  });
});
