/**
 * Minibatches of a plan: which batch a step sees, and handing it to the model. A division of a pairwise model's particles
 * into random batches has a number in the same way: that of the finest cell at which the step starts.
 *
 * Drawn with replacement, a batch belongs to the finest cell at which its step starts, so that systems of other steps on the
 * same noise share it where their steps start together; by epochs, it belongs to the number of the step.
 */
import type { MeanFieldModel } from '../models/model.ts';
import { createBatches } from '../random/batches.ts';
import type { Problem } from './plan.ts';

/** Whether something of a step is drawn by a number of its own: a minibatch, or a division of the particles. */
export function hasBatches({ scheme, model }: Pick<Problem['plan'], 'scheme' | 'model'>): boolean {
  return scheme.name === 'sgd' || model.name === 'pairwise';
}

/** Number of the batch of step k of a system with `steps` steps; undefined where all data points are seen. */
export function batchNumber(
  { scheme, model, cells }: Problem['plan'],
  k: number,
  steps: number,
): number | undefined {
  if (k >= steps) return undefined;
  if (model.name === 'pairwise') return k * (cells / steps);
  if (scheme.name !== 'sgd') return undefined;
  return scheme.replacement ? k * (cells / steps) : k;
}

export interface Minibatches {
  useReplica(replica: number): void;
  /** Has the model see this batch, or all points. */
  select(number: number | undefined): void;
}

/** The two batches that a step and the next one see are kept. */
const KEPT = 2;

/** @param model what selects: the model, or its compiled kernels */
export function createMinibatches(
  { plan, data }: Problem,
  model: Pick<MeanFieldModel, 'selectPoints'>,
): Minibatches {
  const { scheme, seed } = plan;
  if (scheme.name !== 'sgd' || data === undefined) return { useReplica() {}, select() {} };
  const { batch: size, replacement } = scheme;
  const kept = new Map<number, Int32Array>();
  let batches = (_step: number, _out: Int32Array): void => {};
  return {
    useReplica(replica) {
      kept.clear();
      batches = createBatches({ seed, replica, points: data.count, size, replacement });
    },
    select(number) {
      if (number === undefined) {
        model.selectPoints?.(undefined);
        return;
      }
      let points = kept.get(number);
      if (points === undefined) {
        const [oldest] = kept.keys();
        points = kept.size < KEPT ? new Int32Array(size) : (kept.get(oldest) as Int32Array);
        if (kept.size >= KEPT) kept.delete(oldest);
        batches(number, points);
        kept.set(number, points);
      }
      model.selectPoints?.(points);
    },
  };
}
