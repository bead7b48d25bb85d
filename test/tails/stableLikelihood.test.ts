/**
 * The likelihood on the log grid against the sum of exact densities over the sample, and its maximum.
 * Watched failing: −n log s left out; the zeros' density left out; Σx²/n for Σx²/(2n) at alpha = 2; crossing at drop z² for z²/2;
 * the search ended at the best of its list.
 * Budget of false alarms: 16 × 4e-8.
 */
import { describe, expect, it } from 'vitest';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { drawStable } from '../../src/tails/drawStable.ts';
import { sampleLaw } from '../../src/tails/laws.ts';
import { bestStableLaw } from '../../src/tails/maximumLikelihood.ts';

function logLikelihood(values: ArrayLike<number>, alpha: number, scale: number): number {
  const law = createSymmetricStable(alpha);
  let total = 0;
  for (let i = 0; i < values.length; i++) total += Math.log(law.density(values[i] / scale) / scale);
  return total;
}

describe('bestStableLaw', () => {
  it.each([0.6, 0.8, 1, 1.5, 1.9, 1.97])('is the exact likelihood of 300 values at alpha = %f', (alpha) => {
    const values = sampleLaw('stable', alpha, 300, { seed: 3, replica: 1 });
    values[7] = 0;
    const best = bestStableLaw(values, 0)!;
    for (const at of [0.7, 1.3, 1.85, 1.99, 1.9999]) {
      const point = best.profile(at);
      const exact = logLikelihood(values, at, Math.exp(point.logScale));
      // Near 2 the few values at the bend of log f (x near 6) are interpolated to 1e−4 each.
      expect(Math.abs(point.logLikelihood - exact)).toBeLessThan(at < 1.9 ? 1e-6 : 1e-3);
      const [below, above] = [0.99, 1.01].map((factor) =>
        logLikelihood(values, at, factor * Math.exp(point.logScale)),
      );
      expect(below).toBeLessThan(exact);
      expect(above).toBeLessThan(exact);
      expect((2 * exact - below - above) / (1e-4 * point.information)).toBeCloseTo(1, 1);
    }
  });

  it('is at its maximum in alpha, and crosses where it says', () => {
    const values = sampleLaw('stable', 1.6, 400, { seed: 4, replica: 0 });
    const best = bestStableLaw(values, 0)!;
    const exact = logLikelihood(values, best.alpha, Math.exp(best.logScale));
    for (const aside of [-1e-3, 1e-3]) {
      const scale = Math.exp(best.profile(best.alpha + aside).logScale);
      expect(logLikelihood(values, best.alpha + aside, scale)).toBeLessThan(exact);
    }
    for (const side of [-1, 1] as const) {
      const end = best.crossing(side, 2);
      const there = logLikelihood(values, end, Math.exp(best.profile(end).logScale));
      expect(Math.abs(exact - there - 2)).toBeLessThan(1e-5);
    }
  });

  it('ends at 2 for a normal sample, in closed form', () => {
    const values = sampleLaw('gaussian', 2, 1000, { seed: 9, replica: 0 });
    const best = bestStableLaw(values, 0)!;
    expect(best.alpha).toBe(2);
    const meanSquare = values.reduce((sum, x) => sum + x * x, 0) / 1000;
    expect(Math.exp(2 * best.logScale)).toBeCloseTo(meanSquare / 2, 12);
    expect(best.logLikelihood).toBeCloseTo(logLikelihood(values, 2, Math.exp(best.logScale)), 8);
    expect(best.crossing(1, 2)).toBe(2);
  });

  it('lets one far value alone take alpha away from 2', () => {
    const values = sampleLaw('gaussian', 2, 1000, { seed: 9, replica: 0 });
    values[0] = 50;
    const { alpha } = bestStableLaw(values, 0)!;
    expect(alpha).toBeGreaterThan(1.95);
    expect(alpha).toBeLessThan(2);
  });

  it('has no maximum where a third of the values are the location', () => {
    expect(bestStableLaw(Float64Array.of(0, 0, 1, 2, -1, 3), 0)).toBeUndefined();
  });
});

describe('drawStable', () => {
  it.each([0.5, 1, 1.4, 2])('draws the law of alpha = %f', (alpha) => {
    const values = new Float64Array(20_000);
    drawStable(alpha, { seed: 2, replica: 5 }, values);
    const law = createSymmetricStable(alpha);
    // Counts beyond quantiles, 5.5 standard deviations: false alarms below 4e−8 each.
    for (const q of [0.5, 0.1, 0.01]) {
      const edge = law.tailQuantile(q);
      const beyond = values.filter((x) => Math.abs(x) > edge).length;
      expect(Math.abs(beyond - 20_000 * q)).toBeLessThan(5.5 * Math.sqrt(20_000 * q * (1 - q)));
    }
    const positive = values.filter((x) => x > 0).length;
    expect(Math.abs(positive - 10_000)).toBeLessThan(5.5 * Math.sqrt(5000));
  });
});
