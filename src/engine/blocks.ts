/**
 * The one way particles are grouped for sums, whatever the number of threads: blocks of BLOCK particles,
 * each gathered in order, their sums combined in a fixed tree. Hence the same bits for any sharding.
 */
import { createTreeSum } from '../math/sum.ts';
import type { MeanFieldModel } from '../models/model.ts';

/** Particles per block. Even, so that no block cuts a pair of particles that share a random block. */
export const BLOCK = 64;

export function blockCount(particles: number): number {
  return Math.ceil(particles / BLOCK);
}

/** The rows of `sums` (blocks × fieldDim), one view per block. */
export function blockRows(sums: Float64Array, blocks: number, fieldDim: number): Float64Array[] {
  return Array.from({ length: blocks }, (_, b) => sums.subarray(b * fieldDim, (b + 1) * fieldDim));
}

/** Gathers blocks from ≤ b < to of `x` into their rows. */
export function gatherBlocks(
  model: MeanFieldModel,
  x: Float64Array,
  particles: number,
  rows: readonly Float64Array[],
  from: number,
  to: number,
): void {
  for (let b = from; b < to; b++) {
    rows[b].fill(0);
    model.gather(x, b * BLOCK, Math.min(particles, (b + 1) * BLOCK), rows[b]);
  }
}

/** `combine(sums, field)`: field = (tree sum of the block sums) / particles. */
export function createFieldMean(
  particles: number,
  fieldDim: number,
): (sums: Float64Array, field: Float64Array) => void {
  const blocks = blockCount(particles);
  const treeSum = createTreeSum(fieldDim, blocks);
  return (sums, field) => {
    treeSum(sums, blocks, field);
    for (let f = 0; f < fieldDim; f++) field[f] /= particles;
  };
}
