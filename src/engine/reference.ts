/** The readable arithmetic: what src/models, src/noise and src/schemes say, block by block. */
import { advance, tame } from '../schemes/advance.ts';
import type { Move } from '../schemes/scheme.ts';
import type { Arithmetic } from './arithmetic.ts';
import { BLOCK, blocksOf, createBlockGather, createSpanGather } from './blocks.ts';
import { createIncrements } from './increments.ts';
import { createMinibatches } from './minibatch.ts';
import { modelOf } from './modelOf.ts';
import type { Problem } from './plan.ts';

export function createReferenceArithmetic(problem: Problem): Arithmetic {
  const { plan } = problem;
  const model = modelOf(problem);
  const { dim } = model;
  const addIncrements = createIncrements(plan, model);
  const batches = createMinibatches(problem, model);
  const path = { seed: plan.seed, replica: 0 };
  const drift = new Float64Array(BLOCK * dim);
  const increment = new Float64Array(BLOCK * dim);
  const factors = new Float64Array(model.noiseFactor ? BLOCK * dim : 0);
  const gatherBlocks = createBlockGather(model);
  const gatherSpans = createSpanGather(model.fieldDim, new Float64Array(model.fieldDim));
  let field: Float64Array = new Float64Array(model.fieldDim);
  let now: Move = { drift: 0, noise: 1, taming: 0 };

  /** Moves block b by the increments from `at` on; returns whether its numbers stayed finite. */
  function moveBlock(x: Float64Array, particles: number, b: number, by: Float64Array, at: number): boolean {
    const lo = b * BLOCK;
    const hi = Math.min(particles, lo + BLOCK);
    const count = (hi - lo) * dim;
    model.drift(x, lo, hi, field, drift);
    if (now.taming !== 0) tame(drift, hi - lo, dim, now.taming);
    if (!model.noiseFactor) return advance(x, lo * dim, count, now, drift, by, at) === 0;
    model.noiseFactor(x, lo, hi, field, factors);
    for (let j = 0; j < count; j++) factors[j] *= by[at + j];
    return advance(x, lo * dim, count, now, drift, factors, 0) === 0;
  }

  return {
    model,
    floats: (length) => new Float64Array(length),
    incrementsLength: (particles) => particles * dim,
    storedLength: () => 0,
    useReplica(replica) {
      path.replica = replica;
      batches.useReplica(replica);
    },
    draw(first, particles, fromCell, toCell, out) {
      out.fill(0);
      addIncrements(path, first, first + particles, fromCell, toCell, out);
    },
    accumulate(into, increments) {
      for (let j = 0; j < into.length; j++) into[j] += increments[j];
    },
    gather({ x, particles }, sums, from, to) {
      gatherSpans(particles, sums, from, to, (rows, first, end) => {
        gatherBlocks(x, particles, rows, first, end);
      });
    },
    selectBatch: batches.select,
    prepare(present, move) {
      field = present;
      now = move;
    },
    move({ x, particles }, increments) {
      let bad = -1;
      for (let b = 0; b * BLOCK < particles; b++) {
        if (!moveBlock(x, particles, b, increments, b * BLOCK * dim) && bad < 0) bad = b;
      }
      return bad;
    },
    advance({ x, particles }, from, to, fromCell, toCell) {
      let bad = -1;
      const [first, end] = blocksOf(particles, from, to);
      for (let b = first; b < end; b++) {
        increment.fill(0);
        const hi = Math.min(particles, (b + 1) * BLOCK);
        addIncrements(path, b * BLOCK, hi, fromCell, toCell, increment);
        if (!moveBlock(x, particles, b, increment, 0) && bad < 0) bad = b;
      }
      return bad;
    },
  };
}
