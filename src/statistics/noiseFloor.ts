/**
 * Which levels carry no signal, and why in words: a level whose error is below its Monte Carlo noise bends
 * the fitted line towards flat and its interval lies (docs/theory.md, section 7).
 *
 * Dropped: a level that is not finite, is zero, or is at or below the rounding floor; a signed mean below
 * 3 of its standard errors (with few replicas, as many as are equally unlikely: 4.5 with 8, 9.2 with 4); a mean of |err|^p whose relative standard error exceeds 1/2. (Positive samples
 * cannot sink into Monte Carlo noise, but beyond 1/2 the logarithm of their mean is no longer nearly
 * linear and the jackknife loses its coverage.) A signed level just above its limit is biased upwards, since
 * it was kept for fluctuating up; its weight, which falls with the squared relative error, is small.
 */
import type { Level } from './rate.ts';
import { twoSidedFactor } from './studentT.ts';

/** P(|Z| ≤ 3) for a normal Z: pure noise passes as a signed mean once in 370 levels. */
const SIGNED_CONFIDENCE = 0.9973002039367398;
/** A mean of |err|^p with a larger relative standard error is not used. */
const RELATIVE_LIMIT = 0.5;

export interface MeasuredLevel {
  readonly level: Level;
  readonly logEstimate: number;
  /** Log estimate without replica r. */
  readonly deleted: Float64Array;
  /** Standard error of the mean of the samples over its size. */
  readonly relativeError: number;
  readonly signed: boolean;
  readonly samples: Float64Array;
}

/** The reason to leave a level out of a fit, or undefined where it carries a signal above `floor`. */
export function reasonToDrop(measured: MeasuredLevel, floor: number): string | undefined {
  const { level, samples, relativeError, signed } = measured;
  const bad = samples.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0) return `replica ${bad} gave ${samples[bad]}, which is not finite`;
  const estimate = level.estimate.toPrecision(3);
  if (level.estimate === 0) return 'the error is exactly 0, which has no logarithm';
  if (!Number.isFinite(level.estimate)) return `the estimate is ${level.estimate}, which is not finite`;
  if (level.estimate <= floor)
    return `the error ${estimate} is not above the rounding floor ${floor.toPrecision(3)}`;
  const limit = twoSidedFactor(SIGNED_CONFIDENCE, samples.length - 1);
  if (signed && !(relativeError * limit <= 1)) {
    const size = (1 / relativeError).toPrecision(2);
    return `|mean| ${estimate} is ${size} standard errors, below ${limit.toPrecision(2)}: Monte Carlo noise`;
  }
  if (!(relativeError <= RELATIVE_LIMIT)) {
    const size = relativeError.toPrecision(2);
    return `the relative standard error of mean |err|^p is ${size}, above ${RELATIVE_LIMIT}: too few replicas`;
  }
  const lost = measured.deleted.findIndex((v) => !Number.isFinite(v));
  if (lost >= 0) return `the error is 0 without replica ${lost}: a single replica carries the whole level`;
  return undefined;
}
