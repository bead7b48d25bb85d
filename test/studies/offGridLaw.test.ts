/**
 * Single errors of the OU system, on and off the grid, have their exact stable law at every level: one limit
 * particle per replica, Kolmogorov–Smirnov at a false alarm of 5e-7 for each of 12 levels.
 * Watched failing: the lag left out of the exact scale; the coarse path read half a step late.
 * Budget of false alarms: 12 × 5e-7.
 */
import { expect, it } from 'vitest';
import { runCoupling } from '../../src/engine/coupling.ts';
import { readPlan } from '../../src/engine/plan.ts';
import { eulerDifferenceScale } from '../../src/limits/meanFieldOuErrors.ts';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { kolmogorovSmirnov } from '../../src/statistics/goodness.ts';
import { ouPlan } from '../engine/plans.ts';

const STEPS = [4, 16, 64];
const REPLICAS = 2000;

it.each([1.5, 1.9])('errors of the OU system have their exact law at every level, α = %f', (alpha) => {
  const finest = 128;
  const problem = readPlan({
    ...ouPlan,
    noise: { type: 'II', alpha, scale: 0.7 },
    steps: finest,
    particles: 1,
    replicas: REPLICAS,
  });
  const law = createSymmetricStable(alpha);
  const sizes = STEPS.flatMap((s) => [s, 2 * s]);
  const systems = sizes.map((steps) => ({ particles: 1, steps, field: new Float64Array(steps + 1) }));
  const comparisons = STEPS.flatMap((_, l) =>
    (['horizon', 'off-grid'] as const).map((kind) => ({
      a: 2 * l,
      b: 2 * l + 1,
      metric: { kind, power: 1 },
    })),
  );
  const errors = Array.from({ length: REPLICAS }, (_, replica) =>
    runCoupling({ problem, replica, systems, comparisons }),
  );
  for (const [c, { a, metric }] of comparisons.entries()) {
    const steps = sizes[a];
    const offGrid = metric.kind === 'off-grid';
    const scale = eulerDifferenceScale(
      { a: 0.5, k: 1, alpha, sigma: 0.7 },
      { fineStep: 1 / (2 * steps), ratio: 2, coarseSteps: offGrid ? steps / 2 : steps, lag: offGrid ? 1 : 0 },
    );
    const sample = Float64Array.from(errors, (row) => row[c] / scale);
    const { pValue } = kolmogorovSmirnov(sample, (x) => 1 - 2 * law.survival(x));
    expect(pValue, `${metric.kind}, ${steps} steps`).toBeGreaterThan(5e-7);
  }
});
