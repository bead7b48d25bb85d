/**
 * The fitted stable law and its calibrated tests.
 * Uniform p-values: test/thorough/stableFit.test.ts.
 * Watched failing: copies drawn with the same address; √n left out of the comparison of n with MOST; A² with cdf and survival
 * exchanged; the 1 left out of p = (1 + …)/(1 + replicas).
 */
import { describe, expect, it } from 'vitest';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { andersonDarling, kolmogorovSmirnov } from '../../src/statistics/goodness.ts';
import { sampleLaw } from '../../src/tails/laws.ts';
import { maximumLikelihood } from '../../src/tails/maximumLikelihood.ts';
import { stableFit } from '../../src/tails/stableFit.ts';
import { createTailSample } from '../../src/tails/tailSample.ts';

const values = sampleLaw('stable', 1.5, 400, { seed: 6, replica: 0 });
const options = { replicas: 39, seed: 4 };
const fit = stableFit(createTailSample(values), options);

describe('stableFit', () => {
  it('is maximum likelihood about the median, with statistics against the exact law', () => {
    const { alpha, interval, scale } = maximumLikelihood.estimate(createTailSample(values));
    const ordered = [...values].sort((a, b) => a - b);
    expect(fit.location).toBe((ordered[199] + ordered[200]) / 2);
    expect([fit.alpha, fit.intervals.alpha]).toEqual([alpha, interval]);
    expect([fit.scale, fit.intervals.scale]).toEqual([scale!.estimate, scale!.interval]);
    const law = createSymmetricStable(fit.alpha);
    const standard = values.map((x) => (x - fit.location) / fit.scale);
    expect(fit.ks.statistic).toBeCloseTo(kolmogorovSmirnov(standard, law.cdf).statistic, 8);
    expect(fit.andersonDarling.statistic).toBeCloseTo(
      andersonDarling(standard, law.cdf, law.survival).statistic,
      6,
    );
  });

  it('accepts a stable sample, and says how it was judged', () => {
    expect(fit.warnings.join()).not.toContain('rejected');
    expect(fit.calibration).toEqual({ replicas: 39, count: 400, seed: 4 });
    for (const { pValue } of [fit.ks, fit.andersonDarling]) {
      expect(Number.isInteger(Math.round(pValue * 40 * 1e9) / 1e9)).toBe(true);
      // With copies that are all one, p would be 1/40 or 1.
      expect(pValue).toBeGreaterThan(1 / 40);
      expect(pValue).toBeLessThan(1);
    }
  });

  it('compares a large sample with smaller copies on one scale', () => {
    const large = sampleLaw('stable', 1.5, 30_000, { seed: 6, replica: 0 });
    const { ks, andersonDarling } = stableFit(createTailSample(large), options);
    for (const { pValue } of [ks, andersonDarling]) {
      expect(pValue).toBeGreaterThan(1 / 40);
      expect(pValue).toBeLessThan(1);
    }
  });

  it('is a function of the sample and the seed, and does not feel shift, scale and order', () => {
    expect(stableFit(createTailSample(values), options)).toEqual(fit);
    const moved = values.map((x) => 64 * x - 4096).sort();
    const other = stableFit(createTailSample(moved), options);
    expect(other.ks.pValue).toBe(fit.ks.pValue);
    expect(other.andersonDarling.pValue).toBe(fit.andersonDarling.pValue);
    expect(other.ks.statistic).toBeCloseTo(fit.ks.statistic, 7);
    expect(stableFit(createTailSample(values), { ...options, seed: 5 })).not.toEqual(fit);
  });

  it('rejects a mixture of normal laws', () => {
    // One value in ten has five times the scale: α̂ is 1.5, far from the light tail that it has.
    const mixture = sampleLaw('gaussian', 2, 20_000, { seed: 1, replica: 0 }).map((x, i) =>
      i % 10 === 0 ? 5 * x : x,
    );
    const { ks, andersonDarling, warnings, calibration } = stableFit(createTailSample(mixture), {
      replicas: 119,
    });
    expect(ks.pValue).toBeLessThan(0.03);
    expect(andersonDarling.pValue).toBe(1 / 120);
    expect(calibration.count).toBe(2000);
    expect(warnings.join()).toContain('The stable law is rejected');
  });

  it('gives no fit where there is none', () => {
    const none = stableFit(createTailSample(new Float64Array(100)));
    expect(none.alpha).toBeNaN();
    expect(none.ks.pValue).toBeNaN();
    expect(none.warnings.join()).toContain('the likelihood has no maximum');
    expect(() => stableFit(createTailSample(values), { replicas: 5 })).toThrow('replicas is 5');
  });
});
