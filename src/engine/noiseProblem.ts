/** A problem of which only the noise is asked: its model has as many coordinates and no parameters that matter. */
import { modelOf } from './modelOf.ts';
import type { Problem } from './plan.ts';

export function noiseProblem(problem: Problem): Problem {
  const zeros = new Array<number>(modelOf(problem).dim).fill(0);
  const model = { name: 'cosine-network' as const, amplitude: zeros, phase: zeros };
  return { plan: { ...problem.plan, model }, data: undefined };
}
