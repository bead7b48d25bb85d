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
 * `gather(x, particles, rows, from, to)` writes the sums of φ over blocks from ≤ b < to of `x` (particles × dim)
 * into the rows of `rows` from 0 on. Owns one row of scratch.
 */
export type BlockGather = (
  x: Float64Array,
  particles: number,
  rows: Float64Array,
  from: number,
  to: number,
) => void;

export function createBlockGather(model: MeanFieldModel): BlockGather {
  const sum = new Float64Array(model.fieldDim);
  return (x, particles, rows, from, to) => {
    for (let b = from; b < to; b++) {
      sum.fill(0);
      model.gather(x, b * BLOCK, Math.min(particles, (b + 1) * BLOCK), sum);
      rows.set(sum, (b - from) * sum.length);
    }
  };
}

/** No more spans than this, and where there are enough blocks more than half as many: each is little work. */
const MOST_SPANS = 1024;

/** Blocks of one span: threads share particles by whole spans. A power of two, so that a span is a subtree. */
export function spanBlocks(particles: number): number {
  let blocks = 1;
  while (blockCount(particles) > MOST_SPANS * blocks) blocks *= 2;
  return blocks;
}

export function spanCount(particles: number): number {
  return Math.ceil(blockCount(particles) / spanBlocks(particles));
}

/** The blocks of spans from ≤ s < to, as [first, end). */
export function blocksOf(particles: number, from: number, to: number): [number, number] {
  const size = spanBlocks(particles);
  return [from * size, Math.min(blockCount(particles), to * size)];
}

/** `combine(sums, field)`: field = (tree sum of the span sums, which are tree sums of block sums) / particles. */
export function createFieldMean(
  particles: number,
  fieldDim: number,
): (sums: Float64Array, field: Float64Array) => void {
  const spans = spanCount(particles);
  const tree = createTreeSum(fieldDim, spans);
  return (sums, field) => {
    for (let span = 0; span < spans; span++) tree.push(sums, span * fieldDim);
    tree.finish(field);
    for (let f = 0; f < fieldDim; f++) field[f] /= particles;
  };
}

/** Gathers blocks from ≤ b < to into the rows of `rows` from 0 on. */
type GatherRows = (rows: Float64Array, from: number, to: number) => void;

/**
 * `gather(particles, sums, from, to, gatherRows)` writes the sums of spans from ≤ s < to into their rows of `sums`
 * (spans × fieldDim). `rows` is room for some block sums.
 */
export function createSpanGather(
  fieldDim: number,
  rows: Float64Array,
): (particles: number, sums: Float64Array, from: number, to: number, gatherRows: GatherRows) => void {
  const tree = createTreeSum(fieldDim, 2 ** 31 - 1);
  const room = rows.length / fieldDim;
  return (particles, sums, from, to, gatherRows) => {
    for (let span = from; span < to; span++) {
      const [first, end] = blocksOf(particles, span, span + 1);
      for (let b = first; b < end; b += room) {
        const next = Math.min(end, b + room);
        gatherRows(rows, b, next);
        for (let row = 0; row < next - b; row++) tree.push(rows, row * fieldDim);
      }
      tree.finish(sums.subarray(span * fieldDim, (span + 1) * fieldDim));
    }
  };
}
