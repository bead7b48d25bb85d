/** The start of a problem's particles: its initial law, with what the law needs of the model and of the data. */
import { fanIns } from '../models/fanIn.ts';
import { createInitial, type Initial } from '../models/initial.ts';
import type { Problem } from './plan.ts';

/** @throws Error when the law does not fit the model */
export function initialOf({ plan, start }: Problem, dim: number): Initial {
  return createInitial(plan.initial, dim, { fanIn: fanIns(plan.model, dim), start });
}
