/**
 * The arithmetic of pairwise models: before a step the drift of all particles is computed from all positions
 * (src/models/pairDrift.ts), then all are moved. The noise is that of any other model at the same addresses.
 *
 * The division into batches is a pure function of (seed, Role.pairing, replica, finest cell at the step's start): systems
 * on the same noise with the same step and number of particles are divided alike, and nothing has to be saved to resume.
 * A step cannot be cut into spans: every batch reads positions of any particle.
 */

import type { MeanFieldModel } from '../models/model.ts';
import { batchCount, createPairDrift } from '../models/pairDrift.ts';
import type { PairInteraction } from '../models/pairInteraction.ts';
import type { PairMethod } from '../models/pairwiseSpec.ts';
import { Role } from '../random/address.ts';
import { createPermutation } from '../random/permutation.ts';
import { euler } from '../schemes/euler.ts';
import type { Arithmetic, System } from './arithmetic.ts';
import { BLOCK, blocksOf, createBlockGather, createSpanGather } from './blocks.ts';
import { TILE } from './kernels/layout.ts';

/** Blocks whose noise is drawn together. */
const CHUNK = 16;

/** Length of the increments of so many blocks, however they lie. */
export function drawnLength(dim: number): number {
  return CHUNK * BLOCK * dim;
}

export interface PairwiseParts {
  readonly seed: number;
  readonly model: MeanFieldModel;
  readonly pairs: PairInteraction;
  readonly method: PairMethod;
  /** Draws the noise of a model with as many coordinates; nothing else of it is asked. */
  readonly noise: Arithmetic;
  /** How its increments lie: [particle][coordinate], or in tiles, [tile][coordinate][TILE]. */
  readonly layout: 'rows' | 'tiles';
  /** Room for `drawnLength(dim)` increments, where `noise` can work on it. */
  readonly drawn: Float64Array;
}

export function createPairwiseArithmetic(parts: PairwiseParts): Arithmetic {
  const { model, pairs, noise, seed, drawn } = parts;
  const { dim } = model;
  const rowsAsDrawn = parts.layout === 'rows' || dim === 1;
  const rows = rowsAsDrawn ? drawn : new Float64Array(drawnLength(dim));
  const gatherBlocks = createBlockGather(model);
  const gatherSpans = createSpanGather(model.fieldDim, new Float64Array(model.fieldDim));
  const driftOf = createPairDrift(pairs);
  let divide = createPermutation({ seed, replica: 0 }, Role.pairing);
  let drift = new Float64Array(0);
  let order = new Int32Array(0);
  let step = 0;
  let cell = 0;

  /** The drift of all particles at the step's start. */
  function interact({ x, particles, method = parts.method }: System): void {
    if (drift.length !== particles * dim) {
      drift = new Float64Array(particles * dim);
      order = new Int32Array(particles);
    }
    if (method.name === 'exact') {
      for (let i = 0; i < particles; i++) order[i] = i;
      driftOf(x, order, 1, drift);
    } else {
      divide(cell, order);
      driftOf(x, order, batchCount(particles, method.size), drift);
    }
  }

  /** Moves `count` particles from number `first` on by increments as drawn, from `at` on; NaN when one became non-finite. */
  function moveChunk(
    x: Float64Array,
    first: number,
    count: number,
    increments: Float64Array,
    at: number,
  ): number {
    const own = drift.subarray(first * dim, (first + count) * dim);
    if (rowsAsDrawn) return euler.advance(x, first * dim, count * dim, step, own, increments, at);
    for (let i = 0; i < count; i++) {
      const lane = at + Math.floor(i / TILE) * TILE * dim + (i % TILE);
      for (let c = 0; c < dim; c++) rows[i * dim + c] = increments[lane + c * TILE];
    }
    return euler.advance(x, first * dim, count * dim, step, own, rows, 0);
  }

  /** Moves blocks first ≤ b < end by what `increment` gives: an array, and where in it the block's numbers begin. */
  function moveBlocks(
    { x, particles }: System,
    first: number,
    end: number,
    increment: (particle: number, count: number) => readonly [Float64Array, number],
  ): number {
    let bad = -1;
    for (let b = first; b < end; b += CHUNK) {
      const particle = b * BLOCK;
      const count = Math.min(particles, Math.min(end, b + CHUNK) * BLOCK) - particle;
      const [increments, at] = increment(particle, count);
      if (moveChunk(x, particle, count, increments, at) !== 0 && bad < 0) bad = b;
    }
    return bad;
  }

  return {
    model,
    whole: true,
    floats: noise.floats,
    incrementsLength: noise.incrementsLength,
    storedLength: () => 0,
    useReplica(replica) {
      noise.useReplica(replica);
      divide = createPermutation({ seed, replica }, Role.pairing);
    },
    draw: noise.draw,
    accumulate: noise.accumulate,
    gather({ x, particles }, sums, from, to) {
      gatherSpans(particles, sums, from, to, (sumRows, first, end) => {
        gatherBlocks(x, particles, sumRows, first, end);
      });
    },
    prepare(_field, eta, fromCell = 0) {
      step = eta;
      cell = fromCell;
    },
    move(system, increments) {
      interact(system);
      const [, end] = blocksOf(system.particles, 0, Number.POSITIVE_INFINITY);
      return moveBlocks(system, 0, end, (particle) => [increments, particle * dim]);
    },
    advance(system, from, to, fromCell, toCell) {
      interact(system);
      const [first, end] = blocksOf(system.particles, from, to);
      return moveBlocks(system, first, end, (particle, count) => {
        noise.draw(particle, count, fromCell, toCell, drawn);
        return [drawn, 0];
      });
    },
  };
}
