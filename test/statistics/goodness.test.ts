import { describe, expect, it } from 'vitest';
import { chiSquareTail, normalTwoSided } from '../../src/statistics/chiSquare.ts';
import {
  andersonDarling,
  kolmogorovSmirnov,
  kolmogorovSmirnovTwoSample,
} from '../../src/statistics/goodness.ts';
import { kolmogorovPValue, kolmogorovTail } from '../../src/statistics/kolmogorov.ts';
import { fixtures, relativeError } from './fixtures.ts';
import { draws, seeded } from './seeded.ts';

const cauchyCdf = (x: number) => 0.5 + Math.atan(x) / Math.PI;

describe('the Kolmogorov–Smirnov law', () => {
  it('agrees with SciPy: 1e-10 where exact, 1e-4 where expanded, 1 % relative in the far tail', () => {
    for (const { n, d, p } of fixtures.kolmogorov) {
      const error = Math.abs(kolmogorovPValue(d, n) - p);
      const exact = n <= 140 && n * d * d < 2.2;
      const tail = n * d * d >= 2.2;
      const allowed = exact ? 1e-10 : tail ? 1e-2 * p : 1e-4;
      expect(error, `n = ${n}, d = ${d}, p = ${p}`).toBeLessThan(allowed);
    }
  });

  it('has Kolmogorov’s limit to 1e-13', () => {
    for (const { x, p } of fixtures.kolmogorovLimit)
      expect(relativeError(kolmogorovTail(x), p)).toBeLessThan(1e-12);
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
});

describe('andersonDarling', () => {
  const uniform = (x: number) => x;
  const rest = (x: number) => 1 - x;

  it('has the published critical values of the limit law: 1.933, 2.492, 3.857 at 10, 5, 1 %', () => {
    // D'Agostino & Stephens, Goodness-of-Fit Techniques, table 4.2. Samples with a chosen A² by bisection.
    for (const [critical, level] of [
      [1.933, 0.1],
      [2.492, 0.05],
      [3.857, 0.01],
    ]) {
      let low = 0;
      let high = 1;
      const sample = (shift: number) =>
        Float64Array.from({ length: 5000 }, (_, i) => ((i + 0.5) / 5000) ** (1 + shift));
      for (let k = 0; k < 60; k++) {
        const middle = (low + high) / 2;
        if (andersonDarling(sample(middle), uniform, rest).statistic < critical) low = middle;
        else high = middle;
      }
      expect(andersonDarling(sample(low), uniform, rest).pValue).toBeCloseTo(level, 3);
    }
  });

  it('has the exact law at n = 1, where P(A² < z) = √(1 − 4e^{−1−z})', () => {
    // Planted fault: the finite-n correction with the other sign.
    for (let k = 1; k < 50; k++) {
      const { statistic, pValue } = andersonDarling([k / 100], uniform, rest);
      expect(Math.abs(pValue - (1 - Math.sqrt(1 - 4 * Math.exp(-1 - statistic))))).toBeLessThan(AD_TOL);
    }
  });

  it('refuses functions that are no probabilities', () => {
    expect(() => andersonDarling([1], () => -1, rest)).toThrow(/outside \[0, 1\]/);
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
