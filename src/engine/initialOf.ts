/** The start of a problem's particles: its initial law, with what the law needs of the model and of the data. */
import { createInitial, type Initial, type InitialSpec } from '../models/initial.ts';
import { networkStart } from '../models/networkStart.ts';
import type { ModelSpec } from '../models/spec.ts';

/** What the start depends on; a Problem has all of it. */
interface Starting {
  readonly plan: { readonly model: ModelSpec; readonly initial: InitialSpec; readonly particles: number };
  readonly start?: Float64Array | undefined;
}

/** @throws Error when the law does not fit the model */
export function initialOf({ plan, start }: Starting, dim: number): Initial {
  return createInitial(plan.initial, dim, { network: networkStart(plan.model, dim, plan.particles), start });
}
