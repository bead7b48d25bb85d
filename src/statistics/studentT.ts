/**
 * Student's t law, as intervals and tests here use it. The numbers are @stdlib's (relative error about
 * 1e-14 against mpmath, in test/statistics); this file only names them and guards the degrees of freedom.
 */
import { lazily } from '../results/lazily.ts';

const t = lazily<typeof import('@stdlib/stats-base-dists-t')>('@stdlib/stats-base-dists-t');

/** The half-width factor of a two-sided interval: P(|T| ≤ factor) = confidence, 0 < confidence < 1. */
export function twoSidedFactor(confidence: number, degrees: number): number {
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence is ${confidence}; it must lie strictly between 0 and 1.`);
  }
  if (!(degrees >= 1)) {
    throw new RangeError(`An interval over replicas needs at least 2 replicas, ${degrees + 1} given.`);
  }
  return -t().quantile((1 - confidence) / 2, degrees);
}

/** P(|T| ≥ |value|), with full relative accuracy in the tail. */
export function twoSidedPValue(value: number, degrees: number): number {
  return Math.min(1, 2 * t().cdf(-Math.abs(value), degrees));
}

/** x ≥ 0 with P(|T| > x) = q, 0 < q ≤ 1; degrees of freedom of any size above 0. */
export function twoSidedQuantile(q: number, degrees: number): number {
  return q === 1 ? 0 : -t().quantile(q / 2, degrees);
}
