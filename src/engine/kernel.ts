/**
 * What a driver, serial or sharded, asks of a kernel: gather some blocks, move some blocks by one step.
 * This file is the readable reference; a compiled kernel has the same two methods and the same bits.
 */
import { createModel } from '../models/createModel.ts';
import { createInitial } from '../models/initial.ts';
import type { MeanFieldModel } from '../models/model.ts';
import { createNoise } from '../noise/createNoise.ts';
import { euler } from '../schemes/euler.ts';
import { BLOCK, createBlockGather } from './blocks.ts';
import type { Problem } from './plan.ts';
import { RunFailure } from './runFailure.ts';

export interface Kernel {
  readonly model: MeanFieldModel;
  /** Draws the initial positions of blocks from ≤ b < to. */
  start(from: number, to: number): void;
  /** Gathers blocks from ≤ b < to into their rows of `sums`, blocks × fieldDim. */
  gather(sums: Float64Array, from: number, to: number): void;
  /**
   * Moves blocks from ≤ b < to over step number `step` (from 0).
   * @throws RunFailure naming the particle and the step when a position becomes non-finite
   */
  advance(field: Float64Array, step: number, from: number, to: number): void;
}

/** A kernel over the shared state `x` (particles × dim) of one replica. */
export function createReferenceKernel({ plan, data }: Problem, replica: number, x: Float64Array): Kernel {
  const model = createModel(plan.model, data);
  const { dim } = model;
  const noise = createNoise(plan.noise, dim, plan.horizon / plan.cells);
  const path = { seed: plan.seed, replica };
  const step = plan.horizon / plan.steps;
  const cellsPerStep = plan.cells / plan.steps;
  const drift = new Float64Array(BLOCK * dim);
  const increment = new Float64Array(BLOCK * dim);
  const initial = createInitial(plan.initial, dim);
  const gatherBlocks = createBlockGather(model, plan.particles);
  const end = (block: number) => Math.min(plan.particles, (block + 1) * BLOCK);
  return {
    model,
    start(from, to) {
      for (let b = from; b < to; b++) initial(path, b * BLOCK, end(b), x);
    },
    gather(sums, from, to) {
      gatherBlocks(x, sums, from, to);
    },
    advance(field, k, from, to) {
      for (let b = from; b < to; b++) {
        const lo = b * BLOCK;
        const hi = end(b);
        model.drift(x, lo, hi, field, drift);
        increment.fill(0);
        noise.addIncrement(path, lo, hi, k * cellsPerStep, (k + 1) * cellsPerStep, increment);
        const finite = euler.advance(x, lo * dim, (hi - lo) * dim, step, drift, increment, 0);
        if (Number.isNaN(finite)) throw nonFinite(x, dim, lo, hi, k, replica);
      }
    },
  };
}

/** The failure of the first non-finite particle among lo ≤ i < hi after step `k`. */
export function nonFinite(
  x: Float64Array,
  dim: number,
  lo: number,
  hi: number,
  k: number,
  replica: number,
): RunFailure {
  let j = lo * dim;
  while (j < hi * dim && Number.isFinite(x[j])) j++;
  return new RunFailure(
    `Particle ${Math.floor(j / dim)} became ${x[j]} at step ${k + 1} of replica ${replica} (coordinate ${j % dim}). ` +
      'The step is too large for this drift, or the noise too large for float64: use more steps or a smaller scale.',
  );
}
