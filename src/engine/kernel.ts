/** What a driver, serial or sharded, asks of a system: start some spans of blocks, gather some, step some. */
import type { MeanFieldModel } from '../models/model.ts';
import type { Arithmetic, System } from './arithmetic.ts';
import { BLOCK, blocksOf, spanCount } from './blocks.ts';
import { initialOf } from './initialOf.ts';
import { batchNumber, hasBatches } from './minibatch.ts';
import { createMoves } from './moves.ts';
import type { Problem } from './plan.ts';
import { RunFailure } from './runFailure.ts';

/** Bytes of state and activations that one core's cache holds with certainty. */
const CACHE = 256 * 1024;

export interface Kernel {
  readonly model: MeanFieldModel;
  /** Draws the initial positions of spans from ≤ s < to. */
  start(from: number, to: number): void;
  /** Gathers spans from ≤ s < to, before step `k`, into their rows of `sums`, spans × fieldDim. */
  gather(k: number, sums: Float64Array, from: number, to: number): void;
  /**
   * Moves spans from ≤ s < to over step number `k` (from 0) and gathers them, moved, into their rows of `sums`: some
   * spans at a time, so that what one half leaves is still in the cache when the other needs it.
   * @throws RunFailure naming the particle and the step when a position becomes non-finite
   */
  step(field: Float64Array, k: number, sums: Float64Array, from: number, to: number): void;
}

/** A kernel over the system of one replica. */
export function createKernel(
  problem: Problem,
  replica: number,
  arithmetic: Arithmetic,
  system: System,
): Kernel {
  const { plan } = problem;
  const { model } = arithmetic;
  const { x } = system;
  const moves = createMoves(plan, plan.steps);
  const batchOf = (k: number) => batchNumber(plan, k, plan.steps);
  const batches = hasBatches(plan);
  const cellsPerStep = plan.cells / plan.steps;
  const initial = initialOf(problem, model.dim);
  const bytes = 8 * (x.length + (system.stored?.length ?? 0));
  const cached = Math.max(1, Math.floor((CACHE * spanCount(plan.particles)) / bytes));
  const together = arithmetic.whole ? spanCount(plan.particles) : cached;
  /** The end of the particles of spans below `to`. */
  const lastParticle = (to: number) => Math.min(plan.particles, blocksOf(plan.particles, 0, to)[1] * BLOCK);
  arithmetic.useReplica(replica);
  return {
    model,
    start(from, to) {
      const [first] = blocksOf(plan.particles, from, to);
      initial({ seed: plan.seed, replica }, first * BLOCK, lastParticle(to), x);
    },
    gather(k, sums, from, to) {
      if (batches) arithmetic.selectBatch(batchOf(k));
      arithmetic.gather(system, sums, from, to);
    },
    step(field, k, sums, from, to) {
      arithmetic.prepare(field, moves(k));
      for (let first = from; first < to; first += together) {
        const next = Math.min(to, first + together);
        if (batches) arithmetic.selectBatch(batchOf(k));
        const bad = arithmetic.advance(system, first, next, k * cellsPerStep, (k + 1) * cellsPerStep);
        if (bad >= 0) requireFinite(x, model.dim, bad * BLOCK, lastParticle(next), k, replica);
        if (batches) arithmetic.selectBatch(batchOf(k + 1));
        arithmetic.gather(system, sums, first, next);
      }
    },
  };
}

/**
 * The field of the last state: no step comes after it that would show a non-finite one in the positions.
 * @throws RunFailure naming the entry of the field
 */
export function requireFiniteField(field: Float64Array, steps: number, replica: number): void {
  const f = field.findIndex((v) => !Number.isFinite(v));
  if (f < 0) return;
  throw new RunFailure(
    `The field became ${field[f]} after step ${steps} of replica ${replica} (entry ${f}): particles are too far out for its numbers. ` +
      'Use more steps or a smaller scale.',
  );
}

/** @throws RunFailure when a particle lo ≤ i < hi has a non-finite coordinate after step `k` */
export function requireFinite(
  x: Float64Array,
  dim: number,
  lo: number,
  hi: number,
  k: number,
  replica: number,
): void {
  let j = lo * dim;
  while (j < hi * dim && Number.isFinite(x[j])) j++;
  if (j === hi * dim) return;
  throw new RunFailure(
    `Particle ${Math.floor(j / dim)} became ${x[j]} at step ${k + 1} of replica ${replica} (coordinate ${j % dim}). ` +
      'The step is too large for this drift, the noise too large for its numbers, or a function outside its domain: use more steps, a smaller scale, tamed-euler for a superlinear drift, or mode strict if it is float32.',
  );
}
