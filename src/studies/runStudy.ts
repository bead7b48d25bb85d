/** One call for either kind of study. */
import { runChaos } from './chaos.ts';
import { runDiscretisation } from './discretisation.ts';
import type { MeasuredRate } from './measureRate.ts';
import type { StudyContext } from './replicas.ts';
import type { Study } from './study.ts';

/** Runs a study: one rate for chaos, one per metric for discretisation. @throws RunFailure, Interrupted */
export async function runStudy(study: Study, context: StudyContext): Promise<MeasuredRate[]> {
  return study.study === 'chaos' ? [await runChaos(study, context)] : runDiscretisation(study, context);
}

/** Names of the numbers that one replica of a study gives. */
export function studyColumns(study: Study): string[] {
  if (study.study === 'chaos') return study.particles.map((n) => `N${n}`);
  return study.metrics.flatMap((metric) => study.steps.map((s) => `${metric.kind}_steps${s}`));
}
