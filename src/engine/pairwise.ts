/**
 * The arithmetic of pairwise models: before a step the drift of all particles is computed from all positions
 * (src/models/pairDrift.ts); then the arithmetic inside draws the noise and moves them, as with any other model.
 *
 * The division into batches is a pure function of (seed, Role.pairing, replica, finest cell at the step's start): systems
 * on the same noise with the same step and number of particles are divided alike, and nothing has to be saved to resume.
 * A step cannot be cut into spans: every particle may meet any other.
 */
import { batchCount, createPairDrift } from '../models/pairDrift.ts';
import type { PairInteraction } from '../models/pairInteraction.ts';
import { isPairwise, type PairwiseModel } from '../models/pairwise.ts';
import { Role } from '../random/address.ts';
import { createPermutation } from '../random/permutation.ts';
import type { Arithmetic, System } from './arithmetic.ts';
import type { Problem } from './plan.ts';

/** @param inside the arithmetic of the problem's model, which takes the drift that it is given */
export function createPairwiseArithmetic(
  { plan: { seed, model: spec } }: Problem,
  pairs: PairInteraction,
  inside: Arithmetic,
): Arithmetic {
  if (spec.name !== 'pairwise' || !isPairwise(inside.model))
    throw new Error(`The model ${spec.name} has formulas of pairs but is no pairwise model.`);
  const model: PairwiseModel = inside.model;
  const planned = spec.method;
  const driftOf = createPairDrift(pairs);
  let divide = createPermutation({ seed, replica: 0 }, Role.pairing);
  let orders = new Int32Array(0);
  let drifts = new Float64Array(0);
  let cell = 0;

  /** Computes the drift of all particles at the step's start, and gives it to the model. */
  function meet({ x, particles, method = planned }: System): void {
    if (orders.length < particles) {
      orders = new Int32Array(particles);
      drifts = new Float64Array(particles * model.dim);
    }
    const order = orders.subarray(0, particles);
    const drift = drifts.subarray(0, particles * model.dim);
    if (method.name === 'random-batch') {
      divide(cell, order);
      driftOf(x, order, batchCount(particles, method.size), drift);
    } else {
      for (let i = 0; i < particles; i++) order[i] = i;
      driftOf(x, order, 1, drift);
    }
    model.useDrift(drift);
  }

  return {
    ...inside,
    whole: true,
    useReplica(replica) {
      inside.useReplica(replica);
      divide = createPermutation({ seed, replica }, Role.pairing);
    },
    selectBatch(number) {
      if (number !== undefined) cell = number;
    },
    move(system, increments) {
      meet(system);
      return inside.move(system, increments);
    },
    advance(system, from, to, fromCell, toCell) {
      meet(system);
      return inside.advance(system, from, to, fromCell, toCell);
    },
  };
}
