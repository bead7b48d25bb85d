/**
 * Dependence is found where it is planted, and not where there is none.
 * Budget of false alarms: 2 × 1e-6.
 */
import { describe, expect, it } from 'vitest';
import { pairDependence, spearman } from '../../src/statistics/independence.ts';
import { fixtures } from './fixtures.ts';
import { draws, seeded } from './seeded.ts';

const random = seeded(21);

describe('spearman', () => {
  it('agrees with SciPy, ties included', () => {
    const { x, y, rho, p } = fixtures.spearman;
    const result = spearman(x, y);
    expect(result.statistic).toBeCloseTo(rho, 13);
    expect(result.pValue).toBeCloseTo(p, 12);
  });

  it('is blind to monotone maps and sees a weak dependence of stable numbers', () => {
    const a = draws(2000, () => random.stable(1.2));
    const b = a.map((v) => 0.3 * v + random.stable(1.2));
    expect(
      spearman(
        a,
        a.map((v) => Math.atan(v)),
      ),
    ).toEqual({ statistic: 1, pValue: 0 });
    expect(spearman(a, b).pValue).toBeLessThan(1e-6);
    expect(
      spearman(
        a,
        draws(2000, () => random.stable(1.2)),
      ).pValue,
    ).toBeGreaterThan(1e-6);
    expect(() => spearman([1, 2], [1, 2])).toThrow(/at least 4; 2 and 2 given/);
  });
});

describe('pairDependence', () => {
  const independent = (replicas: number, n: number) =>
    Array.from({ length: replicas }, () => draws(n, () => random.stable(1.5)));

  it('averages over all ordered pairs, as a double loop does', () => {
    const systems = [
      draws(5, random.normal),
      draws(5, random.normal),
      draws(5, random.normal),
      draws(5, random.normal),
    ];
    const [u, v] = [0.7, 1.3];
    const mean = (f: (x: Float64Array) => number) => systems.reduce((s, x) => s + f(x), 0) / systems.length;
    const pairs = (g: (angle: number) => number) =>
      mean((x) => {
        let sum = 0;
        for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) if (i !== j) sum += g(u * x[i] + v * x[j]);
        return sum / 20;
      });
    const one = (w: number, g: (angle: number) => number) =>
      mean((x) => x.reduce((s, xi) => s + g(w * xi), 0) / 5);
    const [a, b, c, d] = [one(u, Math.cos), one(u, Math.sin), one(v, Math.cos), one(v, Math.sin)];
    const { estimate } = pairDependence(systems, u, v);
    expect(estimate[0]).toBeCloseTo(pairs(Math.cos) - (a * c - b * d), 13);
    expect(estimate[1]).toBeCloseTo(pairs(Math.sin) - (a * d + b * c), 13);
  });

  // 500 trials at 95 %: a share below 0.90 has probability < 1e−6 (conservative intervals sit above 0.95).
  it('has intervals that cover zero for independent particles and the truth for a shared shift', () => {
    let independentCovered = 0;
    let sharedCovered = 0;
    // θ_i = g_i + 0.5·s with Gaussian s shared: φ₁₂ − φ₁φ₂ = e^{−(u²+v²)/2}(e^{−(u+v)²/8} − e^{−(u²+v²)/8}).
    const [u, v] = [1, -0.6];
    const own = Math.exp(-(u * u + v * v) / 2);
    const truth = own * (Math.exp(-((u + v) ** 2) / 8) - Math.exp(-(u * u + v * v) / 8));
    for (let k = 0; k < 500; k++) {
      const zero = pairDependence(independent(12, 8), u, v);
      if (zero.interval[0] === 0) independentCovered++;
      const systems = Array.from({ length: 12 }, () => {
        const shift = 0.5 * random.normal();
        return draws(8, () => random.normal() + shift);
      });
      const { interval } = pairDependence(systems, u, v);
      if (interval[0] <= Math.abs(truth) && Math.abs(truth) <= interval[1]) sharedCovered++;
    }
    expect(independentCovered / 500).toBeGreaterThan(0.9);
    expect(sharedCovered / 500).toBeGreaterThan(0.9);
  });

  it('finds a field that all particles share (the planted fault) and passes independent ones', () => {
    expect(pairDependence(independent(64, 32), 1, -1).pValue).toBeGreaterThan(1e-6);
    const shared = independent(64, 32).map((x) => {
      const shift = random.normal();
      return x.map((v) => v + shift);
    });
    const found = pairDependence(shared, 1, -1);
    expect(found.pValue).toBeLessThan(1e-6);
    expect(found.interval[0]).toBeGreaterThan(0);
  });

  it('refuses fewer than 4 replicas and a single particle', () => {
    expect(() => pairDependence(independent(3, 4), 1, 1)).toThrow(/at least 4 replicas, 3 given/);
    expect(() => pairDependence(independent(4, 1), 1, 1)).toThrow(/at least 2 particles, 1 given/);
  });
});
