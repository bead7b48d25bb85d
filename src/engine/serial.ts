/** The serial driver: gather every span of blocks, take the field, step every span; resumable at any step. */
import type { Arithmetic, System } from './arithmetic.ts';
import { createFieldMean, spanCount } from './blocks.ts';
import { createKernel, type Kernel, requireFiniteField } from './kernel.ts';
import type { Problem } from './plan.ts';

/** One replica in the making. */
export interface SerialRun {
  readonly kernel: Kernel;
  /** Steps taken so far. */
  readonly taken: number;
  /** Takes steps, one at least, until `taken` is `until` or the clock passes `deadline` (milliseconds). */
  advance(until: number, deadline?: number): void;
  /** Gathers the field of the present state into row `taken` of `fields`. @throws RunFailure if it is not finite */
  finish(): void;
}

/**
 * @param system the positions are filled with the initial law here
 * @param sums room for span sums, spans × fieldDim, from the arithmetic's memory
 * @param fields (steps + 1) × fieldDim: the field at every grid time, written as the run goes
 */
export function startSerial(
  problem: Problem,
  replica: number,
  arithmetic: Arithmetic,
  system: System,
  sums: Float64Array,
  fields: Float64Array,
): SerialRun {
  const kernel = createKernel(problem, replica, arithmetic, system);
  const { fieldDim } = kernel.model;
  const spans = spanCount(problem.plan.particles);
  const mean = createFieldMean(problem.plan.particles, fieldDim);
  const fieldAt = (k: number) => fields.subarray(k * fieldDim, (k + 1) * fieldDim);
  let taken = 0;
  kernel.start(0, spans);
  let gathered = false;
  const gather = () => {
    if (!gathered) kernel.gather(taken, sums, 0, spans);
    gathered = true;
    mean(sums, fieldAt(taken));
    return fieldAt(taken);
  };
  return {
    kernel,
    get taken() {
      return taken;
    },
    advance(until, deadline = Infinity) {
      while (taken < until) {
        kernel.step(gather(), taken, sums, 0, spans);
        taken++;
        if (performance.now() > deadline) return;
      }
    },
    finish: () => requireFiniteField(gather(), taken, replica),
  };
}
