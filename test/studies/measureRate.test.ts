/**
 * How a claim meets its samples, on samples made to order: 300 replicas of exact·exp(0.05 z)^power.
 * Watched failing: the asymptotic exponent instead of the slope of the exact errors; the verdict at the 95 %
 * that is shown; the allowance left out; the allowance kept where the exact slope is known; the power left
 * out of the exact errors' ratio.
 */
import { describe, expect, it } from 'vitest';
import type { RateClaim } from '../../src/statistics/rate.ts';
import { measureRate, SLACK, VERDICT_CONFIDENCE } from '../../src/studies/measureRate.ts';
import { seeded } from '../statistics/seeded.ts';

const levels = [8, 16, 32, 64];
const claim: RateClaim = {
  id: 'test',
  statement: 'falls like N^(−1/2)',
  axis: 'particles',
  exponent: -1 / 2,
  kind: 'exact',
  asymptotic: false,
  assumptions: 'none',
  source: 'made for this test',
};
const { normal } = seeded(5);
const noise = levels.map(() => Float64Array.from({ length: 300 }, () => Math.exp(0.05 * normal())));

function samplesOf(errors: readonly number[], power: number): Float64Array[] {
  return errors.map((error, l) => noise[l].map((z) => (error * z) ** power));
}

describe('measureRate', () => {
  it('compares with the slope of the exact errors at these levels, not with the asymptotic exponent', () => {
    // Pre-asymptotic: −1/2 only for large N, and −0.66 over these levels.
    const exact = (at: readonly number[]) => at.map((n) => n ** -0.5 * (1 + 8 / n));
    const input = { axis: 'particles' as const, levels, power: 0.5, samples: samplesOf(exact(levels), 0.5) };
    const known = measureRate(claim, input, exact);
    expect(known.exactSlope).toBeLessThan(-0.6);
    expect(known.exactSlope).toBeGreaterThan(-0.8);
    expect(known.verdict).toBe('consistent');
    expect(measureRate(claim, input).verdict).not.toBe('consistent');
    expect(measureRate(claim, input).exactSlope).toBeUndefined();
  });

  it('finds the slope of an exact power law, whatever the samples and the power', () => {
    const exact = (at: readonly number[]) => at.map((n) => 3 / n);
    for (const power of [0.5, 1, 2]) {
      const samples = samplesOf(
        levels.map((n) => n ** -0.7),
        power,
      );
      const { exactSlope, verdict } = measureRate(
        claim,
        { axis: 'particles', levels, power, samples },
        exact,
      );
      expect(exactSlope).toBeCloseTo(-1, 12);
      expect(verdict).toBe('contradicted');
    }
  });

  it('shows the 95 % interval, and judges at 99.99 % with the allowance for finite N', () => {
    const input = {
      axis: 'particles' as const,
      levels,
      power: 1,
      samples: samplesOf(
        levels.map((n) => n ** -0.5),
        1,
      ),
    };
    const { fit } = measureRate(claim, input);
    expect(fit.confidence).toBe(0.95);
    expect(VERDICT_CONFIDENCE).toBe(0.9999);
    const error = (fit.interval[1] - fit.interval[0]) / 2 / 1.96;
    expect(error).toBeLessThan(SLACK / 4);
    const verdictAt = (errors: number) =>
      measureRate({ ...claim, exponent: fit.slope + SLACK + errors * error }, input).verdict;
    expect(verdictAt(3)).toBe('consistent');
    expect(verdictAt(5)).toBe('contradicted');
  });

  it('allows nothing where the exact errors are known', () => {
    const errors = levels.map((n) => n ** -0.5);
    const input = { axis: 'particles' as const, levels, power: 1, samples: samplesOf(errors, 1) };
    const { fit } = measureRate(claim, input);
    const error = (fit.interval[1] - fit.interval[0]) / 2 / 1.96;
    const verdictAt = (off: number) =>
      measureRate({ ...claim, exponent: fit.slope + off * error }, input, (at) =>
        at.map((n) => n ** (fit.slope + off * error)),
      ).verdict;
    expect(verdictAt(3)).toBe('consistent');
    expect(verdictAt(5)).toBe('contradicted');
  });

  it('does not let a closed form excuse a wrong claim', () => {
    // The measurement is right, and the claim is not: an exponent in the registry that no error has.
    const exact = (at: readonly number[]) => at.map((n) => n ** (-1 / 3));
    const input = { axis: 'particles' as const, levels, power: 1, samples: samplesOf(exact(levels), 1) };
    const judged = (exponent: number) => measureRate({ ...claim, exponent }, input, exact);
    expect(judged(-1 / 3).verdict).toBe('consistent');
    for (const wrong of [-1 / 2, -3, 0]) {
      expect(judged(wrong).verdict).toBe('contradicted');
      expect(judged(wrong).reason).toMatch(/does not come to the claimed/);
    }
  });

  it('says inconclusive where the closed form comes to the exponent only far beyond the levels', () => {
    const exact = (at: readonly number[]) => at.map((n) => n ** (-1 / 2) * (1 + 3 * n ** -0.05));
    const input = { axis: 'particles' as const, levels, power: 1, samples: samplesOf(exact(levels), 1) };
    expect(measureRate(claim, input, exact).verdict).toBe('inconclusive');
  });

  it('does not judge the slope of a curve: levels off one line that bend towards the claim decide nothing', () => {
    const errors = levels.map((n) => n ** -0.5 * (1 + 200 / n ** 2));
    const input = { axis: 'particles' as const, levels, power: 1, samples: samplesOf(errors, 1) };
    const judged = measureRate(claim, input);
    expect(judged.fit.curvature!.interval[0]).toBeGreaterThan(0);
    expect(judged.verdict).toBe('inconclusive');
    expect(judged.reason).toMatch(/do not lie on one line: the local slopes move towards the claim/);
    const straight = samplesOf(
      levels.map((n) => n ** -0.7),
      1,
    );
    const line = measureRate(claim, { ...input, samples: straight });
    expect(line.fit.curvature!.interval[0]).toBeLessThan(0);
    expect(line.fit.curvature!.interval[1]).toBeGreaterThan(0);
    expect(line.verdict).toBe('contradicted');
  });

  it('does not call an asymptotic claim contradicted while the slope moves towards it', () => {
    // Replicas spread by a factor exp(0.5 z): too few to see the curve, enough to exclude the exponent.
    const wide = (errors: readonly number[]) =>
      errors.map((error, l) => noise[l].map((z) => error * z ** 10));
    const input = {
      axis: 'particles' as const,
      levels,
      power: 1,
      samples: wide(levels.map((n) => n ** -0.5 * (1 + 5 / n))),
    };
    expect(measureRate(claim, input).verdict).toBe('contradicted');
    expect(measureRate({ ...claim, asymptotic: true }, input).verdict).toBe('inconclusive');
    const away = { ...input, samples: wide(levels.map((n) => n ** -0.5 * (1 + n / 20))) };
    expect(measureRate({ ...claim, asymptotic: true }, away).verdict).toBe('contradicted');
  });
});
