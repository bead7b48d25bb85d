/**
 * Predictions of a compressibility study are those of the exact law for the particle's own law, and N* is where the exact law
 * says, to the percent that a figure needs.
 * Watched failing on: δ for 1 − δ in the search; ε not raised to p; a squared target not rooted; the law of another α.
 */
import { expect, it } from 'vitest';
import { exactError } from '../../src/pruning/theory/exactError.ts';
import { stableMagnitude } from '../../src/pruning/theory/laws.ts';
import { prunableFraction } from '../../src/pruning/theory/prunable.ts';
import { readCompressibility } from '../../src/studies/compressibilityStudy.ts';
import { compressibilityTheory } from '../../src/studies/compressibilityTheory.ts';

const STUDY = {
  study: 'compressibility',
  plan: {
    model: { name: 'mean-field-ou', a: 0.5, k: 1 },
    noise: { type: 'II', scale: 0.7 },
    initial: { law: 'point', value: 0 },
    horizon: 1,
    steps: 4,
  },
  alphas: [1.5],
  particles: [100],
  replicas: 2,
  kept: [0.1],
  thresholds: [0.4],
  // so much that few units are kept, whose exact mean is soon summed
  target: { error: 0.9, squared: true },
};

it('predicts the mean, the prunable fraction and N* of stable neurons', async () => {
  const { errors, prunable, needed } = (await compressibilityTheory(readCompressibility(STUDY)))!;
  // The limit of mean-field OU is stable, and errors do not depend on its scale.
  const exact = (alpha: number, units: number, kept: number) =>
    exactError(stableMagnitude(alpha), 2, { units, kept });
  expect(errors.map(({ alpha }) => alpha)).toEqual([1.5, 2]);
  for (const { alpha, mean } of errors) expect(mean[0]).toBeCloseTo(exact(alpha, 100, 10).mean, 8);
  expect(prunable.map(({ alpha }) => alpha)).toEqual([1.5, 2]);
  expect(prunable[0].fraction[0]).toBeCloseTo(
    prunableFraction(stableMagnitude(1.5), 2, Math.sqrt(0.9), 100),
    5,
  );
  const [heavy, light] = needed.map(({ neurons }) => neurons[0]);
  expect(exact(1.5, Math.round(heavy * 1.02), Math.ceil(heavy * 0.102)).survival(0.16)).toBeLessThan(0.1);
  expect(exact(1.5, Math.round(heavy * 0.98), Math.ceil(heavy * 0.098)).survival(0.16)).toBeGreaterThan(0.1);
  expect(light).toBe(Number.POSITIVE_INFINITY);
});

it('is silent where the law of one particle is not known', async () => {
  const plan = {
    ...STUDY.plan,
    model: { name: 'cosine-network', amplitude: [1, 1], phase: [0, 0] },
    initial: { law: 'point', value: [0, 0] },
  };
  expect(await compressibilityTheory(readCompressibility({ ...STUDY, plan }))).toBeUndefined();
});
