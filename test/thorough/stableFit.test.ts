/**
 * P-values of the fitted stable law are uniform where it holds: with 19 copies p is one of 20 equally likely numbers; how many
 * of 120 samples have p ≤ 0.1, 0.25 and 0.5, within exact binomial bounds of false alarm 1e−6 each. And the coverage of every
 * stable estimator at n = 5000, as in test/tails/stableEstimators.test.ts.
 * Power: half-width intervals cover 67 %. No fault was planted here: it takes minutes.
 * Budget of false alarms: 38 × 2e-6.
 */
import { describe, expect, it } from 'vitest';
import { sampleLaw } from '../../src/tails/laws.ts';
import { STABLE_ESTIMATORS } from '../../src/tails/stableEstimators.ts';
import { stableFit } from '../../src/tails/stableFit.ts';
import { createTailSample } from '../../src/tails/tailSample.ts';
import { binomialBounds } from './binomial.ts';

describe('stableFit', () => {
  it.each([0.8, 1.5, 2])('has uniform p-values at alpha = %f', (alpha) => {
    const samples = 120;
    const pValues: { ks: number[]; andersonDarling: number[] } = { ks: [], andersonDarling: [] };
    for (let replica = 0; replica < samples; replica++) {
      const sample = createTailSample(sampleLaw('stable', alpha, 200, { seed: 21, replica }));
      const fit = stableFit(sample, { replicas: 19, seed: replica });
      pValues.ks.push(fit.ks.pValue);
      pValues.andersonDarling.push(fit.andersonDarling.pValue);
    }
    for (const own of [pValues.ks, pValues.andersonDarling])
      for (const level of [0.1, 0.25, 0.5]) {
        const count = own.filter((p) => p <= level + 1e-9).length;
        const { least, most } = binomialBounds(samples, level, 1e-6);
        expect(count).toBeGreaterThanOrEqual(least);
        expect(count).toBeLessThanOrEqual(most);
      }
  });
});

describe.each(STABLE_ESTIMATORS.map((e) => [e.name, e] as const))('%s', (name, own) => {
  it.each([0.8, 1, 1.2, 1.5, 1.75, 1.9, 2])('covers alpha = %f at n = 5000', (alpha) => {
    const samples = 100;
    let covered = 0;
    for (let replica = 0; replica < samples; replica++) {
      const { interval } = own.estimate(
        createTailSample(sampleLaw('stable', alpha, 5000, { seed: 22, replica })),
      );
      if (interval[0] <= alpha && alpha <= interval[1]) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(binomialBounds(samples, 0.92, 2e-6).least);
    const most = binomialBounds(samples, name === 'maximum-likelihood' && alpha === 2 ? 1 : 0.98, 2e-6).most;
    expect(covered).toBeLessThanOrEqual(most);
  });
});
