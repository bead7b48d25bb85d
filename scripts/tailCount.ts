/**
 * The compiled sampler against the exact law of |X|: draws increments in one dimension, over cells of length 1 and with
 * scale 1, so that every number is one standard sample, and counts those beyond exact quantiles.
 *
 * Types I and II have the same samples in one dimension when their seeds are the same: give every series its own.
 */

import { createCompiledArithmetic } from '../src/engine/kernels/compiled.ts';
import { createRunMemory, type RunMemory } from '../src/engine/kernels/runMemory.ts';
import { readPlan } from '../src/engine/plan.ts';
import type { NoiseType } from '../src/noise/noiseLaw.ts';

/** Samples of one cell: particle numbers 0 … BATCH − 1. */
export const BATCH: number = 2 ** 20;
/** Samples drawn at a time, as many as the second-level cache holds. */
const CHUNK = 2 ** 14;

export interface TailCount {
  /** Cells of BATCH samples drawn so far; the next one goes on from here. */
  cells: number;
  /** NaN and infinities. */
  nonFinite: number;
  largest: number;
  /** How many |X| lie above each level. */
  readonly above: number[];
}

export function emptyCount(levels: readonly number[]): TailCount {
  return { cells: 0, nonFinite: 0, largest: 0, above: levels.map(() => 0) };
}

/**
 * Draws cells count.cells ≤ cell < toCell and adds them to `count`.
 *
 * @param levels increasing: |X| above each of them is counted, NaN above none
 * @param prepare changes the run's tables before anything is drawn
 */
export function createTailCounter(
  { type, alpha, seed }: { type: NoiseType; alpha: number; seed: number },
  levels: readonly number[],
  prepare: (memory: RunMemory) => void = () => {},
): (count: TailCount, toCell: number) => void {
  const cells = 2 ** 20;
  const problem = readPlan({
    model: { name: 'mean-field-ou', a: 0, k: 0 },
    noise: { type, alpha, scale: 1 },
    initial: { law: 'point', value: 0 },
    horizon: cells,
    steps: cells,
    particles: BATCH,
    seed,
  });
  const memory = createRunMemory(problem);
  prepare(memory);
  const arithmetic = createCompiledArithmetic(problem, memory.place(), memory.arena.floats);
  const x = arithmetic.floats(arithmetic.incrementsLength(CHUNK));
  arithmetic.useReplica(0);
  const lowest = levels[0];

  function add(count: TailCount): void {
    for (let i = 0; i < CHUNK; i++) {
      const size = Math.abs(x[i]);
      if (size <= lowest) continue;
      if (!(size < Infinity)) count.nonFinite++;
      if (size > count.largest) count.largest = size;
      for (let j = 0; j < levels.length && size > levels[j]; j++) count.above[j]++;
    }
  }

  return (count, toCell) => {
    for (; count.cells < toCell; count.cells++) {
      for (let first = 0; first < BATCH; first += CHUNK) {
        arithmetic.draw(first, CHUNK, count.cells, count.cells + 1, x);
        add(count);
      }
    }
  };
}
