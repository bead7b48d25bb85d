import { describe, expect, it } from 'vitest';
import { jackknifeInterval, meanInterval, powerMeanInterval } from '../../src/statistics/interval.ts';
import { medianInterval, quantileInterval } from '../../src/statistics/quantileInterval.ts';
import { twoSidedFactor } from '../../src/statistics/studentT.ts';
import { fixtures, relativeError } from './fixtures.ts';
import { draws, seeded } from './seeded.ts';

describe('twoSidedFactor', () => {
  it("has Student's t quantiles to 1e-12 (mpmath)", () => {
    for (const { p, v, value } of fixtures.tQuantile) {
      // The upper tail 1 − p as its decimal says, not as 1 − (the nearest float64 of p).
      const tail = Number((1 - Number(p)).toPrecision(10));
      expect(relativeError(twoSidedFactor(1 - 2 * tail, v), value), `p = ${p}, v = ${v}`).toBeLessThan(
        Math.max(1e-12, 1e-16 / tail),
      );
    }
  });
});

describe('meanInterval', () => {
  it('is mean ± t·s/√n', () => {
    const { estimate, interval, standardError, replicas } = meanInterval([1, 2, 3, 4]);
    expect(estimate).toBe(2.5);
    expect(replicas).toBe(4);
    expect(standardError).toBeCloseTo(Math.sqrt(5 / 12), 14);
    expect(interval[1] - 2.5).toBeCloseTo(3.182446305284263 * Math.sqrt(5 / 12), 12);
  });

  it('refuses one replica', () => {
    expect(() => meanInterval([1])).toThrow('An interval over replicas needs at least 2 replicas, 1 given.');
  });
});

describe('jackknifeInterval', () => {
  it('of the mean is the t interval of the mean', () => {
    const values = [3, 1, 4, 1, 5, 9];
    const sum = 23;
    const direct = meanInterval(values);
    const jackknife = jackknifeInterval(
      sum / 6,
      values.map((v) => (sum - v) / 5),
    );
    expect(jackknife.standardError).toBeCloseTo(direct.standardError, 13);
    expect(jackknife.interval[0]).toBeCloseTo(direct.interval[0], 12);
  });
});

describe('powerMeanInterval', () => {
  // docs/theory.md (47): at α = 1.2, p = 1 covers 45 % and p = ½ 94 %. 1000 trials of 200 replicas, fixed seed; a share
  // of 0.94 falls below 0.90 with probability < 1e−6. Planted fault: p = 1 for p = ½ gives 0.51.
  it('covers (E|X|^½)² of a stable law at α = 1.2', () => {
    const random = seeded(12);
    const alpha = 1.2;
    // E|X|^p = 2^p Γ((1+p)/2) Γ(1−p/α) / (Γ(1−p/2) Γ(½)) at p = ½: Γ(0.75) and Γ(0.75) cancel, Γ(7/12) remains.
    const gamma7over12 = 1.5230928496;
    const truth = ((Math.SQRT2 * gamma7over12) / Math.sqrt(Math.PI)) ** 2;
    let covered = 0;
    for (let k = 0; k < 1000; k++) {
      const samples = draws(200, () => Math.sqrt(Math.abs(random.stable(alpha))));
      const { interval } = powerMeanInterval(samples, 0.5, 0.95, alpha);
      if (interval[0] <= truth && truth <= interval[1]) covered++;
    }
    expect(covered / 1000).toBeGreaterThan(0.9);
    expect(covered / 1000).toBeLessThan(0.985);
  });

  it('refuses a power with no second moment, and a mean without a logarithm', () => {
    expect(() => powerMeanInterval([1, 2], 1, 0.95, 1.5)).toThrow(
      'power is 1: errors with tail index 1.5 have an interval only for power below 0.75.',
    );
    expect(() => powerMeanInterval([0, 0], 1)).toThrow('The sum of the samples is 0');
    expect(() => powerMeanInterval([1, Number.NaN], 1)).toThrow('The sum of the samples is NaN');
  });
});

describe('quantileInterval', () => {
  it('takes the order statistics that SciPy’s binomial law says', () => {
    for (const { n, q, lower, upper } of fixtures.medianInterval) {
      const values = Float64Array.from({ length: n }, (_, i) => ((i * 7919) % n) + 1); // 1 … n, shuffled
      const { interval, coverage } = quantileInterval(values, q);
      expect(interval).toEqual([lower, upper > n ? Infinity : upper]);
      expect(coverage).toBeGreaterThanOrEqual(0.95);
    }
  });

  it('states its exact coverage: five values cover the median with probability 1 − 2/32', () => {
    const { estimate, interval, coverage } = medianInterval([5, 1, 4, 2, 3], 0.9);
    expect([estimate, ...interval]).toEqual([3, 1, 5]);
    expect(coverage).toBeCloseTo(0.9375, 14);
    expect(medianInterval([1, 2, 3, 4]).estimate).toBe(2.5);
    expect(medianInterval([1, 2, 3, 4]).interval).toEqual([-Infinity, Infinity]);
  });

  it('refuses NaN, no values and a level outside (0, 1)', () => {
    expect(() => medianInterval([1, Number.NaN])).toThrow(/NaN/);
    expect(() => medianInterval([])).toThrow(/0 given/);
    expect(() => quantileInterval([1], 1)).toThrow(/level is 1/);
  });
});
