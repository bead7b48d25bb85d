/**
 * Weighted least squares of a straight line, and the smoothing of variances that feeds its weights.
 */

import { exp, log } from '../math/elementary.ts';

export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** Minimises Σ w_l (y_l − intercept − slope·x_l)²; w_l > 0, at least two different x. */
export function lineFit(x: readonly number[], y: readonly number[], weights: readonly number[]): Line {
  let total = 0;
  let xMean = 0;
  let yMean = 0;
  for (let l = 0; l < x.length; l++) {
    total += weights[l];
    xMean += weights[l] * x[l];
    yMean += weights[l] * y[l];
  }
  xMean /= total;
  yMean /= total;
  let xx = 0;
  let xy = 0;
  for (let l = 0; l < x.length; l++) {
    xx += weights[l] * (x[l] - xMean) * (x[l] - xMean);
    xy += weights[l] * (x[l] - xMean) * (y[l] - yMean);
  }
  const slope = xy / xx;
  return { slope, intercept: yMean - slope * xMean };
}

/** Squared relative rounding error: a smaller variance says nothing, and a zero one would own the whole fit. */
const ROUNDING_VARIANCE = 1e-30;

/**
 * Variances estimated from few replicas, replaced by exp(line through (x, log variance)): exact where the
 * relative variance is a power of the level, as it is for a fixed number of replicas and a smooth law.
 * With two levels the line meets both and nothing changes. Scaled so that the largest is 1.
 */
export function smoothVariances(x: readonly number[], variances: readonly number[]): number[] {
  const logs = variances.map((v) => log(Math.max(v, ROUNDING_VARIANCE)));
  const line = lineFit(
    x,
    logs,
    x.map(() => 1),
  );
  const fitted = x.map((xl) => line.intercept + line.slope * xl);
  const largest = Math.max(...fitted);
  return fitted.map((f) => exp(f - largest));
}
