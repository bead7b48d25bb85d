/** One call for every kind of study. */
import { runChaos } from './chaos.ts';
import { runDiscretisation } from './discretisation.ts';
import type { MeasuredRate } from './measureRate.ts';
import { runMinibatch } from './minibatch.ts';
import { runRandomBatch } from './randomBatch.ts';
import type { StudyContext } from './replicas.ts';
import type { Study } from './study.ts';

/** Runs a study: one rate for chaos and random batches, one per metric for discretisation, one per
 * exponent for minibatches. @throws RunFailure, Interrupted */
export async function runStudy(study: Study, context: StudyContext): Promise<MeasuredRate[]> {
  switch (study.study) {
    case 'chaos':
      return [await runChaos(study, context)];
    case 'discretisation':
      return runDiscretisation(study, context);
    case 'random-batch':
      return [await runRandomBatch(study, context)];
    case 'minibatch':
      return runMinibatch(study, context);
  }
}

/** Names of the numbers that one replica of a study gives. */
export function studyColumns(study: Study): string[] {
  if (study.study === 'chaos') return study.particles.map((n) => `N${n}`);
  if (study.study === 'minibatch')
    return study.exponents.flatMap((beta) => study.particles.map((n) => `beta${beta}_N${n}`));
  if (study.study === 'random-batch') return study.steps.map((s) => `steps${s}`);
  return study.metrics.flatMap((metric) => study.steps.map((s) => `${metric.kind}_steps${s}`));
}
