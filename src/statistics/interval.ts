/**
 * Intervals over replicas. The unit of replication is a whole N-particle system, never a particle:
 * particles of one system share its field (in the mean-field OU system their coupled errors are identical).
 *
 * Which statistic may have one of these intervals is a question of moments. Raw states and errors with
 * symmetric α-stable tails have no second moment: mean |e|^p has a valid t interval only for p < α/2
 * (p = ½ serves every α > 1), else use quantiles, log-moments or bounded functions. At α = 1.2 a nominal
 * 95 % t interval of the mean covers 45 % at p = 1 and 94 % at p = ½. Source: docs/theory.md, (47).
 */
import { exp, log } from '../math/elementary.ts';
import { twoSidedFactor } from './studentT.ts';

/** An estimate over replicas with its interval. */
export interface Estimate {
  readonly estimate: number;
  readonly interval: readonly [number, number];
  readonly standardError: number;
  /** Number of replicas behind it. */
  readonly replicas: number;
}

/** Mean and standard error of the mean (two passes; NaN in, NaN out; replicas ≥ 2 for a finite error). */
export function meanAndError(values: ArrayLike<number>): { mean: number; standardError: number } {
  const n = values.length;
  let sum = 0;
  for (let r = 0; r < n; r++) sum += values[r];
  const mean = sum / n;
  let squares = 0;
  for (let r = 0; r < n; r++) squares += (values[r] - mean) * (values[r] - mean);
  return { mean, standardError: Math.sqrt(squares / (n - 1) / n) };
}

/** Mean with its Student t interval; one number per replica, at least 2. Needs a finite second moment. */
export function meanInterval(values: ArrayLike<number>, confidence = 0.95): Estimate {
  const factor = twoSidedFactor(confidence, values.length - 1);
  const { mean, standardError } = meanAndError(values);
  const half = factor * standardError;
  return { estimate: mean, interval: [mean - half, mean + half], standardError, replicas: values.length };
}

/**
 * Delete-one jackknife: `full` is the statistic of all replicas, `deleted[r]` the same without replica r.
 * Standard error √((R−1)/R · Σ(deleted − mean of deleted)²), interval with R − 1 degrees of freedom.
 * For smooth functions of means only (not for quantiles). Source: Efron & Tibshirani, ch. 11.
 */
export function jackknifeInterval(full: number, deleted: ArrayLike<number>, confidence = 0.95): Estimate {
  const n = deleted.length;
  const factor = twoSidedFactor(confidence, n - 1);
  const standardError = (n - 1) * meanAndError(deleted).standardError;
  const half = factor * standardError;
  return { estimate: full, interval: [full - half, full + half], standardError, replicas: n };
}

/** Refuses a power mean whose t interval would be invalid: |e|^p of errors with tail index α needs p < α/2. */
export function requirePowerBelowHalfTail(power: number, tailIndex: number): void {
  if (tailIndex < 2 && !(power < tailIndex / 2)) {
    throw new RangeError(
      `power is ${power}: errors with tail index ${tailIndex} have an interval only for power below ${tailIndex / 2}.`,
    );
  }
}

/**
 * (mean over replicas of samples)^{1/p}, samples[r] = mean |e|^p in replica r ≥ 0, p > 0. The interval is
 * the jackknife's on the logarithm, so it is positive and not symmetric. Give `tailIndex` where the errors
 * have stable tails: p ≥ α/2 is refused. Throws if the mean is zero or not finite.
 */
export function powerMeanInterval(
  samples: ArrayLike<number>,
  power: number,
  confidence = 0.95,
  tailIndex = 2,
): Estimate {
  requirePowerBelowHalfTail(power, tailIndex);
  const n = samples.length;
  let sum = 0;
  for (let r = 0; r < n; r++) sum += samples[r];
  if (!(sum > 0 && sum < Infinity)) {
    throw new RangeError(`The sum of the samples is ${sum}; a power mean needs a positive finite one.`);
  }
  const deleted = Float64Array.from(samples, (s) => log((sum - s) / (n - 1)) / power);
  const onLog = jackknifeInterval(log(sum / n) / power, deleted, confidence);
  const estimate = exp(onLog.estimate);
  return {
    estimate,
    interval: [exp(onLog.interval[0]), exp(onLog.interval[1])],
    standardError: estimate * onLog.standardError,
    replicas: n,
  };
}
