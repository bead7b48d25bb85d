/**
 * Weighted means of the scaled log-spacings Z_i = i·(log X_(i) − log X_(i+1)), i ≤ k: above a threshold an exact Pareto tail makes
 * them independent exponentials of mean γ (Rényi). Hill's estimator has equal weights, the kernel estimator decreasing
 * ones, and the bias-reduced one the weights of a least-squares line.
 *
 * For γ̂ = Σ w_i Z_i / Σ w_i, γ̂/γ has mean 1, variance s² = Σw²/(Σw)² and skewness c = 2Σw³/(Σw²)^{3/2}. The interval takes it for
 * a shifted gamma law (Pearson III) of these three moments: exact for equal weights, k·γ̂/γ ~ Gamma(k).
 */
import { gammaQuantile } from '../statistics/gammaLaw.ts';

export interface SpacingsEstimate {
  readonly gamma: number;
  readonly interval: readonly [number, number];
}

/** Weights by u = (i − ½)/k in (0, 1). */
export type SpacingsWeight = (u: number) => number;

/** Hill. */
export const equalWeight: SpacingsWeight = () => 1;

/** Biweight kernel, at half its argument's range: K(u) = (1 − u²)². */
export const biweight: SpacingsWeight = (u) => (1 - u * u) * (1 - u * u);

/**
 * The intercept of the least-squares line of Z_i on i/k: no bias where E Z_i = γ + b·i/k, the second-order bias at ρ = −1, and
 * half of Hill's with the other sign at ρ = −2. Its variance is four times that of Hill's with the same k. A. Feuerverger &
 * P. Hall, Estimating a tail exponent by modelling departure from a Pareto distribution (Ann. Stat. 27, 1999); J. Beirlant,
 * G. Dierckx, Y. Goegebeur & G. Matthys, Tail index estimation and an exponential regression model (Extremes 2, 1999).
 */
export const interceptWeight: SpacingsWeight = (u) => 4 - 6 * u;

/**
 * @param logs of magnitudes, the largest first, more than k
 * @returns NaN where all spacings are 0; an interval [0, 0] where γ̂ ≤ 0, which no heavy tail explains
 */
export function spacingsEstimate(
  logs: Float64Array,
  k: number,
  weight: SpacingsWeight,
  confidence: number,
): SpacingsEstimate {
  let sum = 0;
  let first = 0;
  let second = 0;
  let third = 0;
  for (let i = 1; i <= k; i++) {
    const w = weight((i - 0.5) / k);
    sum += w * i * (logs[i - 1] - logs[i]);
    first += w;
    second += w * w;
    third += w * w * w;
  }
  if (logs[0] === logs[k]) return { gamma: Number.NaN, interval: [Number.NaN, Number.NaN] };
  const gamma = sum / first;
  if (gamma <= 0) return { gamma, interval: [0, 0] };
  const deviation = Math.sqrt(second) / first;
  const skewness = (2 * third) / (second * Math.sqrt(second));
  const shape = 4 / (skewness * skewness);
  const tail = (1 - confidence) / 2;
  const factor = (p: number) => 1 + (deviation * (gammaQuantile(p, shape) - shape)) / Math.sqrt(shape);
  const least = factor(tail);
  return {
    gamma,
    interval: [gamma / factor(1 - tail), least > 0 ? gamma / least : Number.POSITIVE_INFINITY],
  };
}
