import { describe, expect, it } from 'vitest';
import { createInitial } from '../../src/models/initial.ts';

const path = { seed: 7, replica: 2 };

function draw(spec: Parameters<typeof createInitial>[0], dim: number, count: number): Float64Array {
  const x = new Float64Array(count * dim);
  createInitial(spec, dim)(path, 0, count, x);
  return x;
}

describe('initial positions', () => {
  it('of a point law are the point', () => {
    expect([...draw({ law: 'point', value: [1, -2] }, 2, 2)]).toEqual([1, -2, 1, -2]);
  });

  // Fault planted: drawing with i − lo in place of i fails here.
  it('belong to the particle: any range and any number of particles give the same bits', () => {
    const spec = { law: 'normal', mean: 0.5, variance: 2 } as const;
    const all = draw(spec, 3, 10);
    expect(draw(spec, 3, 6)).toEqual(all.slice(0, 18));
    const part = new Float64Array(30);
    createInitial(spec, 3)(path, 4, 7, part);
    expect(part.slice(12, 21)).toEqual(all.slice(12, 21));
    expect(part.slice(0, 12).every((v) => v === 0)).toBe(true);
  });

  it('differ between replicas, seeds, particles and coordinates', () => {
    const fill = createInitial({ law: 'uniform', low: 0, high: 1 }, 2);
    const values = new Set<number>();
    for (const address of [path, { ...path, replica: 3 }, { ...path, seed: 8 }]) {
      const x = new Float64Array(8);
      fill(address, 0, 4, x);
      for (const v of x) values.add(v);
    }
    expect(values.size).toBe(24);
  });

  // 40,000 draws; the Kolmogorov–Smirnov bound 2.7/√n is exceeded with probability 2e^{−2·2.7²} = 9e−7.
  // Fault planted: √variance in place of √(variance/2), that is N(0, 2v), fails here.
  it('have the laws that they are named after', () => {
    const n = 40_000;
    const ks = (sorted: Float64Array, cdf: (v: number) => number) =>
      sorted.reduce((worst, v, j) => Math.max(worst, Math.abs(cdf(v) - (j + 0.5) / n)), 0);
    const uniform = draw({ law: 'uniform', low: -1, high: 3 }, 1, n).sort();
    expect(ks(uniform, (v) => (v + 1) / 4)).toBeLessThan(2.7 / Math.sqrt(n));
    const normal = draw({ law: 'normal', mean: -0.5, variance: 0.25 }, 1, n).sort();
    expect(ks(normal, (v) => gaussianCdf((v + 0.5) / 0.5))).toBeLessThan(2.7 / Math.sqrt(n));
  });

  it('refuse lists that do not fit the model', () => {
    expect(() => createInitial({ law: 'point', value: [1, 2] }, 1)).toThrow('a list of 1');
  });
});

/** Φ(z) by its Taylor series about 0 (|z| < 6). */
function gaussianCdf(z: number): number {
  let term = z;
  let sum = z;
  for (let k = 1; k < 200; k++) {
    term *= (z * z) / (2 * k + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
