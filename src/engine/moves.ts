/**
 * The moves of a run, step by step. With a schedule the steps differ in length and their sum is the horizon; the noise of a
 * step, drawn over cells of equal length, is scaled by (η_k·steps/horizon)^{1/α}, so that its law is that of L over η_k.
 */
import { pow } from '../math/elementary.ts';
import { createSchedule } from '../schemes/schedule.ts';
import type { Move } from '../schemes/scheme.ts';
import { createScheme, hasConstantSteps, type SchemeSpec } from '../schemes/schemeSpec.ts';

/** What the moves depend on; a plan has all of it. */
export interface MovePlan {
  readonly scheme: SchemeSpec;
  readonly noise: { readonly alpha: number };
  readonly horizon: number;
}

/** `moves(k)`: the move of step number k < steps. */
export function createMoves({ scheme, noise, horizon }: MovePlan, steps: number): (k: number) => Move {
  const { move } = createScheme(scheme, noise.alpha);
  const step = horizon / steps;
  if (hasConstantSteps(scheme)) {
    const same = move(step);
    return () => same;
  }
  const lengths = createSchedule(scheme.schedule ?? { name: 'constant' }, { horizon, steps });
  return (k) => {
    const { drift, noise: factor, taming } = move(lengths[k]);
    return { drift, noise: factor * pow(lengths[k] / step, 1 / noise.alpha), taming };
  };
}
