/**
 * The chaos study: how far N interacting particles are from the limit particles that share their noise.
 *
 * Reference `exact`: limit particles driven by the exact field of the EULER scheme's limit, so that no floor
 * of order η flattens the slope and no finite stand-in bends it. `doubling`: N against 2N, which has exactly
 * the same slope for a pure power. `frozen`: the field of a run with STAND_IN times the particles; its error
 * bends the fitted slope by less than 1/(2·STAND_IN·ln(levels' range)).
 */
import type { Comparison, CoupledSystem } from '../engine/coupling.ts';
import { frozenField } from '../limits/frozenField.ts';
import { eulerFieldPath } from '../limits/limit.ts';
import { chaosClaim } from './claims.ts';
import { exactChaosErrors } from './exactErrors.ts';
import { errorFormula, metricLabel, setupOf } from './labels.ts';
import { measureRate } from './measureRate.ts';
import { type MeasuredRate, runReplicas, type StudyContext } from './runStudy.ts';
import type { ChaosStudy } from './study.ts';

/** A frozen field comes from this many times the largest number of particles studied. */
export const STAND_IN = 64;

export async function runChaos(study: ChaosStudy, context: StudyContext): Promise<MeasuredRate> {
  const { plan } = study.problem;
  const { particles, metric } = study;
  const { systems, comparisons } = await couple(study, context);
  const samples = await runReplicas(study.problem, systems, comparisons, context);
  const claim = chaosClaim(plan);
  const exact = study.reference === 'exact' ? exactChaosErrors(plan, particles, metric) : undefined;
  const rate = measureRate(claim, {
    axis: 'particles',
    levels: particles,
    samples,
    power: metric.power,
    exact,
  });
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
          threads: context.pool?.threads ?? 1,
          signal: context.signal,
        });
  const limit: CoupledSystem = { particles: most, steps, field };
  return {
    systems: [...particles.map((n) => ({ particles: n, steps })), limit],
    comparisons: particles.map((_, l) => ({ a: l, b: particles.length, metric })),
  };
}
