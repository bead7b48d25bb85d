/**
 * How many of the largest values an estimator uses when nobody says.
 *
 * The double bootstrap finds the k₀ with the least mean squared error of Hill's estimator. There the bias is of the order of the
 * standard error (√(1/(−2ρ)) of it: 0.71 for the second-order index ρ = −1 of stable tails, 0.5 for Cauchy), and a plain
 * interval at k₀ would cover too rarely. Bias over standard error grows like k^{1/2−ρ}: with k₀/2 it is 0.25 at ρ = −1, which
 * costs 1 % of coverage. This undersmoothing (Hall, J. Multivariate Anal. 32, 1990, for the bootstrap of Hill's estimator)
 * is enough for ρ ≤ −1 and not for slower tails, ρ > −1.
 */
import { doubleBootstrap, FEWEST_BEHIND, mostBehind } from './hillBootstrap.ts';
import { positiveLogs } from './positiveLogs.ts';
import type { TailSample } from './tailSample.ts';

/** Part of k₀ that is used. */
const UNDERSMOOTHING = 0.5;

/** Fewer values than this have no tail to speak of: no estimate. */
export const FEWEST_VALUES = 20;

const known = new WeakMap<TailSample, Map<number, number>>();

/** k₀ of a sample with at least FEWEST_VALUES values other than zero. */
export function bootstrapSize(sample: TailSample, seed: number): number {
  let bySeed = known.get(sample);
  if (bySeed === undefined) {
    bySeed = new Map();
    known.set(sample, bySeed);
  }
  let size = bySeed.get(seed);
  if (size === undefined) {
    size = doubleBootstrap(positiveLogs(sample), seed);
    bySeed.set(seed, size);
  }
  return size;
}

/** factor·k₀/2 of a sample, from 5 to a quarter of its values. */
export function tailSize(sample: TailSample, seed: number, factor = 1): number {
  const n = positiveLogs(sample).length;
  const k = Math.round(factor * UNDERSMOOTHING * bootstrapSize(sample, seed));
  return Math.max(FEWEST_BEHIND, Math.min(mostBehind(n), k));
}
