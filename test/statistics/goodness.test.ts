/**
 * Laws of the Kolmogorov–Smirnov and Anderson–Darling statistics against SciPy, closed forms and known faults.
 * Budget of false alarms: 1 × 1e-6.
 */
import { describe, expect, it } from 'vitest';
import { chiSquareTail, normalTwoSided } from '../../src/statistics/chiSquare.ts';
import {
  andersonDarling,
  andersonDarlingPValue,
  kolmogorovSmirnov,
  kolmogorovSmirnovTwoSample,
} from '../../src/statistics/goodness.ts';
import { kolmogorovPValue, kolmogorovTail } from '../../src/statistics/kolmogorov.ts';
import { fixtures, relativeError } from './fixtures.ts';
import { draws, seeded } from './seeded.ts';

const cauchyCdf = (x: number) => 0.5 + Math.atan(x) / Math.PI;

describe('the Kolmogorov–Smirnov law', () => {
  it('agrees with SciPy: 1e-12 where exact, 1e-4 where expanded, 1e-5 relative in the far tail', () => {
    for (const { n, d, p } of fixtures.kolmogorov) {
      const error = Math.abs(kolmogorovPValue(d, n) - p);
      const exact = n <= 140 && n * d * d < 2.2;
      const tail = n * d * d >= 2.2;
      const allowed = exact ? 1e-12 : tail ? 1e-5 * p : 1e-4;
      expect(error, `n = ${n}, d = ${d}, p = ${p}`).toBeLessThan(allowed);
    }
  });

  it('has Kolmogorov’s limit to 1e-13', () => {
    for (const { x, p } of fixtures.kolmogorovLimit)
      expect(relativeError(kolmogorovTail(x), p)).toBeLessThan(1e-13);
  });

  it('has the closed form 2(1 − d) at n = 1', () => {
    for (const d of [0.5, 0.6, 0.75, 0.99]) expect(kolmogorovPValue(d, 1)).toBeCloseTo(2 * (1 - d), 12);
    expect(kolmogorovPValue(1, 1)).toBe(0);
  });
});

describe('kolmogorovSmirnov', () => {
  it('accepts its own law and refuses a scale wrong by 5 %', () => {
    // False-alarm rate 1e−6. Planted fault: scale 1.05, found at 1e5 values.
    const random = seeded(3);
    const sample = draws(100_000, () => Math.tan(Math.PI * (random.uniform() - 0.5)));
    expect(kolmogorovSmirnov(sample, cauchyCdf).pValue).toBeGreaterThan(1e-6);
    expect(kolmogorovSmirnov(sample, (x) => cauchyCdf(x / 1.05)).pValue).toBeLessThan(1e-6);
  });

  it('measures the distance by hand', () => {
    expect(kolmogorovSmirnov([0.2, 0.3, 0.9], (x) => x).statistic).toBeCloseTo(2 / 3 - 0.3, 14);
  });

  it('refuses NaN, nothing, and a cdf outside [0, 1]', () => {
    expect(() => kolmogorovSmirnov([Number.NaN], cauchyCdf)).toThrow(/NaN given/);
    expect(() => kolmogorovSmirnov([], cauchyCdf)).toThrow(/0 given/);
    expect(() => kolmogorovSmirnov([1], () => 2)).toThrow('The cdf is 2 at 1');
  });
});

describe('kolmogorovSmirnovTwoSample', () => {
  it('agrees with SciPy’s exact p-value', () => {
    const { a, b, statistic, p } = fixtures.twoSample;
    const result = kolmogorovSmirnovTwoSample(a, b);
    expect(result.statistic).toBeCloseTo(statistic, 14);
    expect(relativeError(result.pValue, p)).toBeLessThan(1e-12);
  });

  it('has the closed form 2/C(2n, n) for two samples that do not overlap, far into the tail', () => {
    const left = Array.from({ length: 30 }, (_, i) => i);
    const { pValue } = kolmogorovSmirnovTwoSample(
      left,
      left.map((v) => v + 100),
    );
    expect(relativeError(pValue, 2 / 1.1826458156486142e17)).toBeLessThan(1e-12);
    expect(kolmogorovSmirnovTwoSample(left, left).pValue).toBe(1);
  });

  it('joins its limit: exact and asymptotic p-values agree at 2000 against 2000', () => {
    const grid = Array.from({ length: 2000 }, (_, i) => i);
    const shifted = grid.map((v) => v + 80.5);
    const exact = kolmogorovSmirnovTwoSample(grid, shifted);
    expect(Math.abs(exact.pValue - kolmogorovTail(Math.sqrt(1000) * exact.statistic))).toBeLessThan(0.02);
  });

  it('has Kolmogorov’s limit at √(nm/(n + m))·D for large samples of unequal sizes', () => {
    // Watched failing: √n in the place of √(nm/(n + m)).
    const [n, m] = [6000, 1500];
    const a = Float64Array.from({ length: n }, (_, i) => i / n);
    const b = Float64Array.from({ length: m }, (_, j) => (j + 0.5) / m + 0.03);
    const { statistic, pValue } = kolmogorovSmirnovTwoSample(a, b);
    expect(statistic).toBeCloseTo(0.03, 2);
    const x = Math.sqrt((n * m) / (n + m)) * statistic;
    let limit = 0;
    for (let k = 1; k < 20; k++) limit += 2 * (-1) ** (k - 1) * Math.exp(-2 * (k * x) ** 2);
    expect(relativeError(pValue, limit)).toBeLessThan(1e-12);
  });
});

describe('andersonDarling', () => {
  const uniform = (x: number) => x;
  const rest = (x: number) => 1 - x;

  it('agrees in the limit with Anderson and Darling’s series to 2e-5 (mpmath)', () => {
    // Among them the critical values at 10, 5 and 1 % of Marsaglia & Marsaglia: 1.93296, 2.49237, 3.87813.
    for (const { z, p } of fixtures.andersonDarlingLimit) {
      expect(Math.abs(andersonDarlingPValue(z, 1e9) - p), `z = ${z}`).toBeLessThan(2e-5);
    }
  });

  it('agrees with NumPy’s Monte Carlo of 2e6 samples of 5 and of 20 values', () => {
    // 5 standard errors of the fixture and the stated accuracy. Planted fault: the correction's other sign.
    for (const { n, z, p } of fixtures.andersonDarling) {
      const allowed = (n === 5 ? 1e-3 : 5e-4) + 5 * Math.sqrt((p * (1 - p)) / 2e6);
      expect(Math.abs(andersonDarlingPValue(z, n) - p), `n = ${n}, z = ${z}`).toBeLessThan(allowed);
    }
  });

  it('has the statistic of a hand computation', () => {
    const sample = [0.9, 0.1, 0.3, 0.5, 0.6];
    const sorted = [0.1, 0.3, 0.5, 0.6, 0.9];
    const sum = sorted.reduce((s, v, i) => s + (2 * i + 1) * Math.log(v * (1 - sorted[4 - i])), 0);
    expect(andersonDarling(sample, uniform, rest).statistic).toBeCloseTo(-5 - sum / 5, 13);
  });

  it('refuses functions that are no probabilities', () => {
    expect(() => andersonDarling([1, 2, 3, 4, 5], () => -1, rest)).toThrow(/outside \[0, 1\]/);
    expect(() => andersonDarling([0.5], uniform, rest)).toThrow(
      'Anderson–Darling needs at least 5 values, 1 given.',
    );
  });
});

describe('chiSquareTail', () => {
  it('agrees with mpmath to 1e-13', () => {
    for (const { x, k, p } of fixtures.chiSquare) {
      expect(relativeError(chiSquareTail(x, k), p), `x = ${x}, k = ${k}`).toBeLessThan(1e-13);
    }
    expect(relativeError(normalTwoSided(5), 5.733031437583869e-7)).toBeLessThan(1e-12);
    expect(chiSquareTail(Infinity, 3)).toBe(0);
    expect(() => chiSquareTail(1, 1.5)).toThrow(/degrees of freedom is 1.5/);
  });
});
