import { describe, expect, it } from 'vitest';
import type { RateClaim, RateFit } from '../../src/statistics/rate.ts';
import { fitRate } from '../../src/statistics/rateFit.ts';
import { judge } from '../../src/statistics/verdict.ts';
import { draws, seeded } from './seeded.ts';

function claim(axis: RateClaim['axis'], exponent: number, kind: RateClaim['kind']): RateClaim {
  return {
    id: 'test',
    statement: 'a rate',
    axis,
    exponent,
    kind,
    asymptotic: false,
    assumptions: 'none',
    source: 'here',
  };
}

function measured(axis: RateFit['axis'], low: number, high: number, levels = 4): RateFit {
  const level = { level: 1, estimate: 1, interval: [1, 1] as const, replicas: 8 };
  return {
    axis,
    slope: (low + high) / 2,
    interval: [low, high],
    confidence: 0.95,
    intercept: 0,
    levels: Array.from({ length: levels }, () => level),
    dropped: [],
    localSlopes: [],
    band: [],
  };
}

describe('judge', () => {
  // In N, exponent −1/2: more negative is faster. In η, exponent 1: larger is faster.
  // Planted fault: with the sign of the particle axis flipped, the three `upper` cases off the bound fail.
  it.each([
    ['particles', 'exact', -0.52, -0.47, 'consistent'],
    ['particles', 'exact', -0.62, -0.55, 'contradicted'],
    ['particles', 'exact', -0.45, -0.4, 'contradicted'],
    ['particles', 'exact', -0.8, -0.3, 'inconclusive'],
    ['particles', 'exact', -0.4, 0.4, 'contradicted'],
    ['particles', 'upper', -0.52, -0.47, 'consistent'],
    ['particles', 'upper', -0.62, -0.55, 'faster than the bound'],
    ['particles', 'upper', -0.45, -0.4, 'contradicted'],
    ['particles', 'upper', -0.8, -0.3, 'inconclusive'],
    ['particles', 'upper', -1.5, -0.55, 'faster than the bound'],
    ['step', 'exact', 0.95, 1.02, 'consistent'],
    ['step', 'exact', 1.05, 1.1, 'contradicted'],
    ['step', 'exact', 0.85, 0.95, 'contradicted'],
    ['step', 'exact', 0.5, 1.5, 'inconclusive'],
    ['step', 'exact', -0.2, 0.6, 'contradicted'],
    ['step', 'upper', 0.95, 1.02, 'consistent'],
    ['step', 'upper', 1.05, 1.1, 'faster than the bound'],
    ['step', 'upper', 0.85, 0.95, 'contradicted'],
    ['step', 'upper', 0.5, 1.5, 'inconclusive'],
    ['step', 'upper', 1.05, 2, 'faster than the bound'],
  ] as const)('in %s, %s, interval [%f, %f]: %s', (axis, kind, low, high, verdict) => {
    const theory = claim(axis, axis === 'particles' ? -0.5 : 1, kind);
    expect(judge(theory, measured(axis, low, high)).verdict).toBe(verdict);
  });

  it('is inconclusive with fewer than three levels, however narrow the interval', () => {
    const { verdict, reason } = judge(claim('step', 1, 'exact'), measured('step', 0.99, 1.01, 2));
    expect(verdict).toBe('inconclusive');
    expect(reason).toBe('2 usable levels, 3 needed.');
  });

  it('is inconclusive where the fit has no slope', () => {
    expect(judge(claim('step', 1, 'exact'), measured('step', Number.NaN, Number.NaN)).verdict).toBe(
      'inconclusive',
    );
  });

  it('prints the slack that turned a contradiction into agreement', () => {
    const theory = claim('step', 1, 'exact');
    const fit = measured('step', 0.9, 0.97);
    expect(judge(theory, fit).verdict).toBe('contradicted');
    const lenient = judge(theory, fit, { slack: 0.05 });
    expect(lenient.verdict).toBe('consistent');
    expect(lenient.reason).toMatch(/1 ± 0\.05 allowed for pre-asymptotic bias/);
    expect(judge(claim('step', 1, 'upper'), measured('step', 1.02, 1.04), { slack: 0.05 }).verdict).toBe(
      'consistent',
    );
  });

  it('gives the numbers that decided', () => {
    expect(judge(claim('particles', -0.5, 'upper'), measured('particles', -0.62, -0.55)).reason).toBe(
      'slope -0.585, 95 % interval [-0.62, -0.55]: faster than the bound -0.5.',
    );
  });

  it('takes a resolution in place of 0.3 times the exponent', () => {
    const theory = claim('particles', -1 / 3, 'exact');
    const fit = measured('particles', -0.44, -0.22);
    expect(judge(theory, fit).verdict).toBe('inconclusive');
    expect(judge(theory, fit, { resolution: 0.15 }).verdict).toBe('consistent');
  });

  it('refuses a fit in the other variable, negative slack and no resolution', () => {
    const theory = claim('particles', -0.5, 'exact');
    expect(() => judge(theory, measured('step', 0, 1))).toThrow(
      /rate in the particles and the fit one in the step/,
    );
    expect(() => judge(theory, measured('particles', -1, 0), { slack: -1 })).toThrow(/slack is -1/);
    expect(() => judge(theory, measured('particles', -1, 0), { resolution: 0 })).toThrow(/resolution is 0/);
  });

  // Planted rate faults, end to end: errors that decay at another rate than claimed (η^{1/α} for η, and so on).
  it.each([
    ['particles', -0.5, -0.5, 'consistent'],
    ['particles', -0.5, -0.33, 'contradicted'],
    ['particles', -0.5, -0.7, 'faster than the bound'],
    ['step', 1, 1, 'consistent'],
    ['step', 1, 1 / 1.5, 'contradicted'],
    ['step', 1, 1.25, 'faster than the bound'],
  ] as const)('in %s, bound %f, errors that decay with %f: %s', (axis, bound, truth, verdict) => {
    const random = seeded(7);
    const levels = axis === 'particles' ? [64, 128, 256, 512] : [1 / 64, 1 / 32, 1 / 16, 1 / 8];
    const shared = draws(16, random.normal);
    const samples = levels.map((v) =>
      shared.map((z) => Math.exp(0.3 * z + 0.05 * random.normal()) * v ** truth),
    );
    // At 1 − 1e−6 confidence the fixed seed is one of at most 1e−6 unlucky ones.
    const fit = fitRate({ axis, levels, samples, power: 1, confidence: 1 - 1e-6 });
    expect(judge(claim(axis, bound, 'upper'), fit).verdict).toBe(verdict);
  });
});
