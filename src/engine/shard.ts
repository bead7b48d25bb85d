/**
 * One worker's share of a sharded run: it loops over the steps itself and meets the others once a step.
 * Span sums are double-buffered by the parity of the step, so that one barrier a step is enough: nobody
 * writes a buffer that somebody may still be reading.
 */
import type { System } from './arithmetic.ts';
import { CONTROL, cross, STOP, stopAll } from './barrier.ts';
import { createFieldMean, spanCount } from './blocks.ts';
import { createArithmetic } from './createArithmetic.ts';
import { createKernel, requireFiniteField } from './kernel.ts';
import type { Place } from './place.ts';
import type { Problem } from './plan.ts';

export interface ShardTask {
  readonly problem: Problem;
  readonly replica: number;
  /** In shared memory; positions as they are after `fromStep` steps. */
  readonly system: System;
  /** (steps + 1) × fieldDim, in shared memory; written by shard 0. */
  readonly fields: Float64Array;
  /** Two buffers of span sums, spans × fieldDim each, in shared memory. */
  readonly sums: readonly [Float64Array, Float64Array];
  readonly control: Int32Array;
  readonly fromStep: number;
  readonly shard: number;
  readonly shards: number;
  readonly spins: number;
  readonly place: Place;
}

/** Runs to the end, or until the run is stopped. Resolves to the number of steps taken in all. */
export function runShard(task: ShardTask): number {
  const { problem, replica, system, fields, control, shard, shards } = task;
  const { plan } = problem;
  try {
    const kernel = createKernel(problem, replica, createArithmetic(problem, task.place), system);
    const { fieldDim } = kernel.model;
    const spans = spanCount(plan.particles);
    const from = Math.floor((spans * shard) / shards);
    const to = Math.floor((spans * (shard + 1)) / shards);
    const mean = createFieldMean(plan.particles, fieldDim);
    const field = new Float64Array(fieldDim);
    kernel.gather(task.fromStep, task.sums[task.fromStep & 1], from, to);
    for (let k = task.fromStep; k <= plan.steps; k++) {
      if (!cross(control, shards, task.spins)) return k;
      mean(task.sums[k & 1], field);
      if (shard === 0) {
        fields.set(field, k * fieldDim);
        Atomics.store(control, CONTROL.progress, k);
      }
      if (k < plan.steps) kernel.step(field, k, task.sums[(k + 1) & 1], from, to);
      else requireFiniteField(field, k, replica);
    }
    return plan.steps;
  } catch (error) {
    stopAll(control, STOP.failed);
    throw error;
  }
}
