/**
 * The exact upper bound of a binomial probability: mpmath and SciPy, coverage summed exactly, and the Occam bound of a class.
 * Watched failing on: P(X < k) for P(X ≤ k); n − k + 1 for n − k in the upper end of the bracket's tail; the sum of terms
 * stopped at the first; δ not divided among the classifiers (in the last test itself).
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binomialUpperBound, binomialUpperExponent, logChoose } from '../../src/statistics/binomialBound.ts';
import { seeded } from './seeded.ts';

interface Case {
  errors: number;
  points: number;
  logDelta: number;
  exponent: number;
  scipy?: number;
}
const cases: Case[] = JSON.parse(
  readFileSync(new URL('../fixtures/binomial-bound.json', import.meta.url), 'utf8'),
);

describe('binomialUpperBound', () => {
  it('is the inverse of the binomial distribution function, at levels far below the smallest float64 too', () => {
    expect(cases.length).toBeGreaterThan(100);
    for (const { errors, points, logDelta, exponent, scipy } of cases) {
      const name = `${errors} of ${points} at exp(${logDelta})`;
      const ours = binomialUpperExponent(errors, points, logDelta);
      expect(Math.abs(ours / exponent - 1), name).toBeLessThan(1e-11);
      if (scipy !== undefined)
        expect(Math.abs(binomialUpperBound(errors, points, logDelta) / scipy - 1), name).toBeLessThan(1e-9);
    }
  });

  it('covers every error probability with at least 1 − δ, summed exactly, and hardly more where it can', () => {
    const points = 40;
    for (const delta of [0.5, 0.2, 0.05]) {
      const bounds = Array.from({ length: points + 1 }, (_, k) =>
        binomialUpperBound(k, points, Math.log(delta)),
      );
      expect(bounds[points]).toBe(1);
      let least = 1;
      for (let risk = 0.005; risk < 1; risk += 0.005) {
        let covered = 0;
        for (let k = 0; k <= points; k++)
          if (risk <= bounds[k])
            covered += Math.exp(logChoose(points, k) + k * Math.log(risk) + (points - k) * Math.log1p(-risk));
        expect(covered, `risk ${risk}`).toBeGreaterThan(1 - delta - 1e-9);
        least = Math.min(least, covered);
      }
      expect(least).toBeLessThan(1 - 0.8 * delta);
    }
  });

  it('is below the inversion of the Kullback–Leibler divergence and that of Hoeffding', () => {
    for (const [k, n, logDelta] of [
      [0, 100, -3],
      [7, 100, -5],
      [30, 200, -40],
    ]) {
      const p = binomialUpperBound(k, n, logDelta);
      const q = k / n;
      const kl = (q === 0 ? 0 : q * Math.log(q / p)) + (1 - q) * Math.log((1 - q) / (1 - p));
      expect(n * kl).toBeLessThan(-logDelta * (1 + 1e-9));
      expect(p).toBeLessThan(q + Math.sqrt(-logDelta / (2 * n)));
    }
  });

  // 4000 samples; fails by chance below 1e-9 (z > 6) were the failure probability δ itself.
  it('with δ·2^{−|h|} holds for a whole class at once, which δ alone does not', () => {
    const next = seeded(11).uniform;
    const [classes, domain, points, delta, samples] = [64, 40, 60, 0.1, 4000];
    const wrong = Array.from({ length: classes }, () => Array.from({ length: domain }, () => next() < 0.5));
    const risks = wrong.map((row) => row.filter(Boolean).length / domain);
    const tables = [Math.log(delta / classes), Math.log(delta)].map((logDelta) =>
      Array.from({ length: points + 1 }, (_, k) => binomialUpperBound(k, points, logDelta)),
    );
    const failures = [0, 0];
    for (let s = 0; s < samples; s++) {
      const drawn = Array.from({ length: points }, () => Math.floor(next() * domain));
      const errors = wrong.map((row) => drawn.filter((x) => row[x]).length);
      for (const [t, table] of tables.entries())
        if (errors.some((k, h) => risks[h] > table[k])) failures[t]++;
    }
    const worst = samples * delta + 6 * Math.sqrt(samples * delta * (1 - delta));
    expect(failures[0]).toBeLessThan(worst);
    expect(failures[1]).toBeGreaterThan(worst);
  });

  it('refuses what is no sample and levels that it does not hold for', () => {
    expect(() => binomialUpperBound(0, 0, -1)).toThrow(
      'points is 0; it must be a whole number of at least 1.',
    );
    expect(() => binomialUpperBound(3, 2, -1)).toThrow('errors is 3; it must be a whole number from 0 to 2.');
    expect(() => binomialUpperBound(0, 2, 0)).toThrow('at most 0.5');
  });
});
