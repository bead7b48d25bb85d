import { describe, expect, it } from 'vitest';
import { energyDistance, wasserstein1, wasserstein1ToLaw } from '../../src/statistics/distances.ts';
import { fixtures, relativeError } from './fixtures.ts';
import { draws, seeded } from './seeded.ts';

/** Symmetric law with survival (1 + x)^{−α}/2 for x ≥ 0. */
function pareto(alpha: number) {
  const survival = (x: number): number => (x >= 0 ? (1 + x) ** -alpha / 2 : 1 - survival(-x));
  const upperQuantile = (p: number): number =>
    p <= 0.5 ? (2 * p) ** (-1 / alpha) - 1 : -upperQuantile(1 - p);
  return {
    survival,
    upperQuantile,
    cdf: (x: number) => survival(-x),
    quantile: (p: number) => -upperQuantile(p),
  };
}

describe('wasserstein1 and energyDistance', () => {
  it('agree with SciPy for samples of different sizes', () => {
    const { a, b, wasserstein1: w1, energy } = fixtures.distances;
    expect(wasserstein1(a, b)).toBeCloseTo(w1, 13);
    expect(energyDistance(a, b)).toBeCloseTo(energy, 13);
    expect(wasserstein1(b, a)).toBeCloseTo(w1, 13);
  });

  it('are the shift and 2·gap for a shifted sample and two points', () => {
    const a = draws(100, seeded(2).normal);
    expect(
      wasserstein1(
        a,
        a.map((v) => v + 0.75),
      ),
    ).toBeCloseTo(0.75, 13);
    expect(wasserstein1(a, a)).toBe(0);
    expect(energyDistance([0], [3])).toBe(6);
  });

  it('refuse infinities and nothing', () => {
    expect(() => wasserstein1([Infinity], [1])).toThrow(/Infinity given/);
    expect(() => energyDistance([], [1])).toThrow(/0 given/);
  });
});

describe('wasserstein1ToLaw', () => {
  it('agrees with the closed form for a heavy-tailed law to 1e-10 (mpmath)', () => {
    for (const { alpha, sample, value } of fixtures.toPareto) {
      const measured = wasserstein1ToLaw(sample, pareto(alpha));
      expect(relativeError(measured, value), `α = ${alpha}, n = ${sample.length}`).toBeLessThan(1e-10);
    }
  });

  it('is 1/4 for one value in the middle of the uniform law, 1/(4n) for its n midpoints', () => {
    const law = {
      cdf: (x: number) => Math.min(1, Math.max(0, x)),
      survival: (x: number) => 1 - x,
      quantile: (p: number) => p,
      upperQuantile: (p: number) => 1 - p,
    };
    expect(wasserstein1ToLaw([0.5], law)).toBeCloseTo(0.25, 12);
    const n = 7;
    expect(
      wasserstein1ToLaw(
        Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n),
        law,
      ),
    ).toBeCloseTo(1 / (4 * n), 12);
  });

  it('shrinks with the sample like n^{1/α−1}, slower than n^{−1/2}', () => {
    // α = 1.5, 64 times the sample: theory 64^{1/3} = 4, from below (W₁ ≈ A·n^{−1/3} − B·n^{−1/2}), 8 for light
    // tails. Over 40 other seeds log(ratio of medians) had mean log 3.08 and deviation 0.067: bounds at 5 of them.
    const random = seeded(9);
    const law = pareto(1.5);
    const median = (n: number) => {
      const w = draws(31, () =>
        wasserstein1ToLaw(
          draws(n, () => law.quantile(random.uniform())),
          law,
        ),
      ).sort();
      return w[15];
    };
    const ratio = median(50) / median(3200);
    expect(ratio).toBeGreaterThan(2.2);
    expect(ratio).toBeLessThan(4.31);
  });
});
