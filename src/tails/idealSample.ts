/**
 * A sample without chance: the i-th largest of n magnitudes is the quantile at its expected place, P(|X| > x) = exp(−h_i),
 * h_i = 1/i + … + 1/n, the mean of −log P(|X| > X_(i)) (Rényi). What an estimator finds in it, against what it finds in the
 * ideal Pareto sample of the same α, is the bias that the law's own tail gives it.
 *
 * Quantiles are computed at 400 ranks and between them interpolated on logarithms; the values stand in a random order (for the
 * estimator that looks at blocks), the same for every law.
 */
import { exp, log, pow } from '../math/elementary.ts';
import { createSymmetricStable } from '../noise/symmetricStable.ts';
import { Role } from '../random/address.ts';
import { createPermutation } from '../random/permutation.ts';
import { twoSidedQuantile } from '../statistics/studentT.ts';
import type { LawName } from './laws.ts';
import { createTailSample, type TailSample } from './tailSample.ts';

const RANKS = 400;

/** x with P(|X| > x) = q. */
function tailQuantile(law: LawName, alpha: number): (q: number) => number {
  if (law === 'pareto') return (q) => pow(q, -1 / alpha);
  if (law === 'student') return (q) => twoSidedQuantile(q, alpha);
  return createSymmetricStable(law === 'gaussian' ? 2 : alpha).tailQuantile;
}

/** @param n at least 2 */
export function idealSample(law: LawName, alpha: number, n: number): TailSample {
  const quantile = tailQuantile(law, alpha);
  const heights = new Float64Array(n + 1);
  for (let i = n; i >= 1; i--) heights[i - 1] = heights[i] + 1 / i;
  const order = new Int32Array(n);
  createPermutation({ seed: 0, replica: 0 }, Role.data)(0, order);
  const ranks: number[] = [];
  for (let j = 0; j < RANKS; j++) {
    const rank = Math.round(pow(n, j / (RANKS - 1))) - 1;
    if (rank !== ranks.at(-1)) ranks.push(rank);
  }
  const values = new Float64Array(n);
  const sizeAt = (rank: number) => log(quantile(exp(-heights[rank])));
  let from = sizeAt(0);
  values[order[0]] = exp(from);
  for (let j = 1; j < ranks.length; j++) {
    const to = sizeAt(ranks[j]);
    const span = heights[ranks[j - 1]] - heights[ranks[j]];
    for (let rank = ranks[j - 1] + 1; rank <= ranks[j]; rank++)
      values[order[rank]] = exp(from + ((to - from) * (heights[ranks[j - 1]] - heights[rank])) / span);
    from = to;
  }
  return createTailSample(values);
}
