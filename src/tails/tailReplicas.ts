/** Replicas of the tails study: a sample of a known law, and what every estimator says of it. A job for a thread. */
import type { EstimatorName } from './estimate.ts';
import { ESTIMATORS } from './estimators.ts';
import { type LawName, sampleLaw } from './laws.ts';
import { createTailSample } from './tailSample.ts';

export interface TailBatch {
  readonly law: LawName;
  readonly alpha: number;
  readonly count: number;
  readonly estimators: readonly EstimatorName[];
  readonly confidence: number;
  readonly seed: number;
  /** One sample each: the replica of its address, and the seed of what estimators draw. */
  readonly replicas: readonly number[];
}

/** Numbers of one estimator and sample: α̂, the ends of its interval, and 1 where it warned. */
export const NUMBERS = ['alpha', 'low', 'high', 'warned'] as const;

/** One row per replica: NUMBERS of every estimator. */
export function runTailReplicas(batch: TailBatch): Float64Array[] {
  const { law, alpha, count, confidence, seed, replicas } = batch;
  const estimators = batch.estimators.map((name) => ESTIMATORS.find((known) => known.name === name)!);
  return replicas.map((replica) => {
    const sample = createTailSample(sampleLaw(law, alpha, count, { seed, replica }));
    return Float64Array.from(
      estimators.flatMap((estimator) => {
        const { alpha, interval, warnings } = estimator.estimate(sample, { confidence, seed: replica });
        return [alpha, interval[0], interval[1], warnings.length > 0 ? 1 : 0];
      }),
    );
  });
}
