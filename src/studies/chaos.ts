/**
 * The chaos study: how far N interacting particles are from the limit particles that share their noise.
 *
 * Reference `exact`: limit particles driven by the exact field of the EULER scheme's limit, so that no floor
 * of order η flattens the slope and no finite stand-in bends it. `doubling`: N against 2N, which has exactly
 * the same slope for a pure power. `frozen`, for bounded fields only: the field of one run with STAND_IN times
 * the particles. Its error adds about 1/STAND_IN to the squared error at the largest N, on average; it is one
 * draw shared by all replicas, which no interval shows.
 */
import type { Comparison, CoupledSystem } from '../engine/coupling.ts';
import { frozenField } from '../limits/frozenField.ts';
import { eulerFieldPath } from '../limits/limit.ts';
import { chaosClaim } from './claims.ts';
import { exactChaosErrors } from './exactErrors.ts';
import { errorFormula, metricLabel, setupOf } from './labels.ts';
import { type MeasuredRate, measureRate } from './measureRate.ts';
import { runReplicas, type StudyContext } from './replicas.ts';
import { type ChaosStudy, tailIndexOf } from './study.ts';

/** A frozen field comes from this many times the largest number of particles studied. */
export const STAND_IN = 64;

export async function runChaos(study: ChaosStudy, context: StudyContext): Promise<MeasuredRate> {
  const { plan } = study.problem;
  const { particles, metric } = study;
  const { systems, comparisons } = await couple(study, context);
  const samples = await runReplicas(study.problem, systems, comparisons, context);
  const claim = chaosClaim(study.problem);
  const closedForm = study.reference === 'exact' ? exactChaosErrors(plan, metric) : undefined;
  const input = { axis: 'particles', levels: particles, samples, power: metric.power } as const;
  const rate = measureRate(
    claim,
    { ...input, tailIndex: tailIndexOf(study.problem, metric.kind) },
    closedForm,
  );
  return {
    ...rate,
    error: errorFormula(metric),
    metric: metricLabel(metric, study.reference),
    setup: setupOf(plan),
  };
}

async function couple(
  study: ChaosStudy,
  context: StudyContext,
): Promise<{ systems: CoupledSystem[]; comparisons: Comparison[] }> {
  const { plan } = study.problem;
  const { particles, metric, reference } = study;
  const { steps } = plan;
  if (reference === 'doubling') {
    const sizes = [...new Set(particles.flatMap((n) => [n, 2 * n]))];
    return {
      systems: sizes.map((n) => ({ particles: n, steps })),
      comparisons: particles.map((n) => ({ a: sizes.indexOf(n), b: sizes.indexOf(2 * n), metric })),
    };
  }
  const most = Math.max(...particles);
  const field =
    reference === 'exact'
      ? eulerFieldPath(plan)
      : await frozenField(study.problem, STAND_IN * most, {
          ...(context.pool ? { pool: context.pool } : { threads: 1 }),
          signal: context.signal,
        });
  const limit: CoupledSystem = { particles: most, steps, field };
  return {
    systems: [...particles.map((n) => ({ particles: n, steps })), limit],
    comparisons: particles.map((_, l) => ({ a: l, b: particles.length, metric })),
  };
}
