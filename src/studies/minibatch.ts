/**
 * The minibatch study: how far stochastic gradient descent is from full-batch descent on the same start and noise, as the
 * width N grows and the step shrinks with it like η = η₀ (N/N₀)^{β−1}.
 *
 * De Bortoli, Durmus, Fontaine & Şimşekli (NeurIPS 2020) have two regimes in the mean-field scaling: for β < 1 the noise of
 * the batches vanishes with the step and the limit is deterministic; for β = 1 the step stays what it is, and so does that
 * noise. A batch's drift is right on average and independent from step to step, so that its errors add up to the order of
 * √η: the distance falls like N^{(β−1)/2}.
 */
import type { Comparison, CoupledSystem } from '../engine/coupling.ts';
import type { Plan } from '../engine/plan.ts';
import type { RateClaim } from '../statistics/rate.ts';
import { errorFormula, metricLabel, setupOf } from './labels.ts';
import { type MeasuredRate, measureRate } from './measureRate.ts';
import { type MinibatchStudy, stepsOf } from './minibatchStudy.ts';
import { runReplicas, type StudyContext } from './replicas.ts';

function claimOf(plan: Plan, beta: number): RateClaim {
  return {
    id: `minibatch/${plan.model.name}/beta=${beta}`,
    statement: `Noise of the minibatches (${plan.model.name}, η ∝ N^(β−1), β = ${beta}): ${beta < 1 ? `it vanishes like N^((β−1)/2)` : 'it stays, however wide the network'}`,
    axis: 'particles',
    exponent: (beta - 1) / 2,
    kind: 'exact',
    asymptotic: true,
    assumptions:
      'mean-field scaling, batches drawn independently at every step, smooth drift of every batch, fixed horizon; distance to full-batch descent on the same start and noise',
    source:
      'regimes: De Bortoli, Durmus, Fontaine & Şimşekli, Quantitative propagation of chaos for SGD in wide neural networks (NeurIPS 2020), Theorems 1 and 3; exponent: square root of the step by the martingale of the batches',
  };
}

/** One rate per exponent of the study. @throws RunFailure, Interrupted */
export async function runMinibatch(study: MinibatchStudy, context: StudyContext): Promise<MeasuredRate[]> {
  const { problem, particles, exponents } = study;
  const metric = { kind: 'horizon', power: 1 } as const;
  const systems: CoupledSystem[] = [];
  const comparisons: Comparison[] = [];
  for (const beta of exponents) {
    for (const n of particles) {
      const steps = stepsOf(study, n, beta);
      comparisons.push({ a: systems.length, b: systems.length + 1, metric });
      systems.push({ particles: n, steps }, { particles: n, steps, fullBatch: true });
    }
  }
  const columns = await runReplicas(problem, systems, comparisons, context);
  return exponents.map((beta, k) => {
    const samples = columns.slice(k * particles.length, (k + 1) * particles.length);
    const input = {
      axis: 'particles',
      levels: particles,
      samples,
      power: metric.power,
      tailIndex: 2,
    } as const;
    return {
      ...measureRate(claimOf(problem.plan, beta), input),
      error: errorFormula(metric),
      metric: metricLabel(metric, 'full batches'),
      setup: setupOf(problem.plan),
    };
  });
}
