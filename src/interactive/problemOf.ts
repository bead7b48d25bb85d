/** What a call takes for a plan: the fields of a plan file as an object, or a problem that was read before. */
import type { z } from 'zod';
import { type Problem, type planSchema, readPlan } from '../engine/plan.ts';

/** A plan as it is written: what has a default may be left out. */
export type PlanInput = z.input<typeof planSchema>;

/** @throws BadInput one sentence with field, value and range */
export function problemOf(plan: PlanInput | Problem, baseDir?: string): Problem {
  return isProblem(plan) ? plan : readPlan(plan, baseDir);
}

/** No plan has a field `plan`. */
function isProblem(plan: PlanInput | Problem): plan is Problem {
  return typeof plan === 'object' && plan !== null && 'plan' in plan && 'data' in plan;
}
