/**
 * What a tail-index estimator is: a sample in, an estimate with its interval out, nothing clamped.
 *
 * α is the tail index: P(|X| > x) ≈ x^{−α}. Extreme-value estimators find γ = 1/α; where γ ≤ 0 is found the tail is
 * light, α is infinite, and the estimate says so. An end of an interval may be infinite.
 */
import type { TailSample } from './tailSample.ts';

/** A tail index with its interval. */
export interface TailEstimate {
  readonly name: EstimatorName;
  /** Tail index; +Infinity for a light tail; NaN where the sample does not allow an estimate (`warnings` tells why). */
  readonly alpha: number;
  /** For α, at the confidence asked for; ends may be +Infinity, or NaN where there is none. */
  readonly interval: readonly [number, number];
  /** Order statistics or blocks behind the estimate, where the estimator has such a number. */
  readonly k?: number;
  /** Scale s of sX, X standard SαS (or as `scaleOf` says), where the estimator has one. */
  readonly scale?: { readonly estimate: number; readonly interval: readonly [number, number] };
  /** One sentence each: what in the sample contradicts the assumptions. */
  readonly warnings: readonly string[];
}

/** Grows with the estimators; the names on the command line and in JSON. */
export type EstimatorName =
  | 'hill'
  | 'pickands'
  | 'moment'
  | 'ratio'
  | 'paulauskas'
  | 'kernel'
  | 'log-moment'
  | 'log-moment-multivariate'
  | 'quantile'
  | 'characteristic-function'
  | 'maximum-likelihood';

/** Options of an estimator. */
export interface EstimatorOptions {
  /** Coverage of the intervals, in (0, 1); 0.95 unless told. */
  readonly confidence?: number;
  /**
   * Order statistics or blocks, where the estimator would choose them itself: those from the largest values and the log-moments,
   * which throw a RangeError for a k out of range. quantile, characteristic-function and maximum-likelihood have none and ignore it.
   */
  readonly k?: number;
  /** Of what the estimator draws (bootstrap); 0 unless told. */
  readonly seed?: number;
  /** Stable estimators: take the sample median off first (each column's, for vectors); true unless told. The log-moments and maximum-likelihood read it. */
  readonly centre?: boolean;
}

/** An estimator of the tail index: its assumptions, its source, and itself. */
export interface Estimator {
  readonly name: EstimatorName;
  /** For people: `Hill, k by double bootstrap`. */
  readonly title: string;
  /** One sentence, under which the interval holds. */
  readonly assumptions: string;
  /** Paper and equation. */
  readonly source: string;
  /** The tail index of a sample. */
  estimate(sample: TailSample, options?: EstimatorOptions): TailEstimate;
}
