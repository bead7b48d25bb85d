/**
 * The discretisation study: the Euler scheme with step η against the same scheme with η/2, on the same noise
 * (the coarse increment is the sum of its fine cells). For an error that is a power of η the slope is exactly
 * that of the distance to the exact solution, which no cell-based simulation has at hand.
 */
import type { Comparison, CoupledSystem } from '../engine/coupling.ts';
import { eulerFieldPath } from '../limits/limit.ts';
import { discretisationClaim } from './claims.ts';
import { exactStepErrors } from './exactErrors.ts';
import { errorFormula, metricLabel, setupOf } from './labels.ts';
import { type MeasuredRate, measureRate } from './measureRate.ts';
import { runReplicas, type StudyContext } from './replicas.ts';
import { type DiscretisationStudy, tailIndexOf } from './study.ts';

/** One rate per metric of the study, in the same order. */
export async function runDiscretisation(
  study: DiscretisationStudy,
  context: StudyContext,
): Promise<MeasuredRate[]> {
  const { plan } = study.problem;
  const { metrics, field } = study;
  const sizes = [...new Set(study.steps.flatMap((s) => [s, 2 * s]))];
  const systems: CoupledSystem[] = sizes.map((steps) => ({
    particles: study.particles,
    steps,
    ...(field === 'exact' ? { field: eulerFieldPath({ ...plan, steps }) } : {}),
  }));
  const comparisons: Comparison[] = metrics.flatMap((metric) =>
    study.steps.map((s) => ({ a: sizes.indexOf(s), b: sizes.indexOf(2 * s), metric })),
  );
  const columns = await runReplicas(study.problem, systems, comparisons, context);
  const levels = study.steps.map((s) => plan.horizon / s);
  return metrics.map((metric, k) => {
    const samples = columns.slice(k * levels.length, (k + 1) * levels.length);
    const claim = discretisationClaim(study.problem, metric.kind);
    const weak = metric.kind === 'weak';
    const input = { axis: 'step', levels, samples, power: weak ? 1 : metric.power, signed: weak } as const;
    const tailIndex = tailIndexOf(study.problem, metric.kind, 'two steps');
    const rate = measureRate(claim, { ...input, tailIndex }, exactStepErrors(plan, metric, field));
    return {
      ...rate,
      error: errorFormula(metric),
      metric: metricLabel(metric, 'half the step'),
      setup: setupOf(plan),
    };
  });
}
