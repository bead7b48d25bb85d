/** Exact limits that a study will be driven by, computed once before it runs. */
import { eulerFieldPath } from '../limits/limit.ts';
import type { Study } from './study.ts';

/** @throws Error where an exact field that the study will be driven by cannot be had to full accuracy */
export function settleLimits(study: Study): void {
  const { plan } = study.problem;
  if (study.study === 'chaos') {
    if (study.reference === 'exact') eulerFieldPath(plan);
  } else if (study.study === 'discretisation' && study.field === 'exact') {
    for (const steps of new Set(study.steps.flatMap((s) => [s, 2 * s]))) eulerFieldPath({ ...plan, steps });
  }
}
