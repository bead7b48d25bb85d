/**
 * The random-batch study: random batches against all pairs, with the same step on the same noise. What is left between
 * the two is the error of the batches alone: the Euler scheme's own error is in both.
 */
import type { Comparison, CoupledSystem } from '../engine/coupling.ts';
import { randomBatchClaim } from './claims.ts';
import { errorFormula, metricLabel, setupOf } from './labels.ts';
import { type MeasuredRate, measureRate } from './measureRate.ts';
import { runReplicas, type StudyContext } from './replicas.ts';
import { type RandomBatchStudy, tailIndexOf } from './study.ts';

export async function runRandomBatch(study: RandomBatchStudy, context: StudyContext): Promise<MeasuredRate> {
  const { problem, steps, particles, metric } = study;
  const { plan } = problem;
  const systems: CoupledSystem[] = steps.flatMap((s) => [
    { particles, steps: s },
    { particles, steps: s, method: { name: 'exact' } },
  ]);
  const comparisons: Comparison[] = steps.map((_, l) => ({ a: 2 * l, b: 2 * l + 1, metric }));
  const samples = await runReplicas(problem, systems, comparisons, context);
  const levels = steps.map((s) => plan.horizon / s);
  const input = { axis: 'step', levels, samples, power: metric.power } as const;
  const tailIndex = tailIndexOf(problem, metric.kind);
  return {
    ...measureRate(randomBatchClaim(problem), { ...input, tailIndex }),
    error: errorFormula(metric),
    metric: metricLabel(metric, 'all pairs'),
    setup: setupOf(plan),
  };
}
