/** `explain(plan)`: what a plan means, before anything is run. */
import type { Problem } from '../engine/plan.ts';
import { type Displayed, displayed } from '../results/display.ts';
import { type Explanation, explain as explainProblem } from '../studies/explain.ts';
import { explanationText } from '../studies/explanationText.ts';
import { type PlanInput, problemOf } from './problemOf.ts';

/** Equations with derivatives, scheme, limit, and the rates that theory knows. @throws BadInput in one sentence */
export function explain(
  plan: PlanInput | Problem,
  { baseDir }: { readonly baseDir?: string } = {},
): Explanation & Displayed {
  const explanation = explainProblem(problemOf(plan, baseDir));
  return displayed(explanation, () => explanationText(explanation));
}
