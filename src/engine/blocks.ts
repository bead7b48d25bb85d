/**
 * The one way particles are grouped for sums, whatever the number of threads: blocks of BLOCK particles,
 * each gathered in two lanes, even and odd particle numbers, in order (MeanFieldModel.gather), their sums
 * combined in a fixed tree. Hence the same bits for any sharding.
 */
import { createTreeSum } from '../math/sum.ts';
import type { MeanFieldModel } from '../models/model.ts';

/** Particles per block. Even: every block starts at an even number, and no pair that shares random bits is cut. */
export const BLOCK = 64;

export function blockCount(particles: number): number {
  return Math.ceil(particles / BLOCK);
}

/**
 * `gather(x, particles, sums, from, to)` writes the sums of φ over blocks from ≤ b < to of `x` (particles × dim)
 * into their rows of `sums` (blocks × fieldDim). Owns one row of scratch.
 */
export type BlockGather = (
  x: Float64Array,
  particles: number,
  sums: Float64Array,
  from: number,
  to: number,
) => void;

export function createBlockGather(model: MeanFieldModel): BlockGather {
  const sum = new Float64Array(model.fieldDim);
  return (x, particles, sums, from, to) => {
    for (let b = from; b < to; b++) {
      sum.fill(0);
      model.gather(x, b * BLOCK, Math.min(particles, (b + 1) * BLOCK), sum);
      sums.set(sum, b * sum.length);
    }
  };
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
