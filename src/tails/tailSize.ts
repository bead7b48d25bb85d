/**
 * How many of the largest values an estimator uses when nobody says: a power of their number n, below the power with the
 * least mean squared error.
 *
 * For a tail C·x^{−α}(1 + D·x^{−β} + …) the second-order index is ρ = −β/α and the error is least at k of the order of
 * n^{2|ρ|/(1 + 2|ρ|)}: n^{2/3} for stable laws (ρ = −1). There the bias is √(1/(2|ρ|)) standard errors, and an interval that
 * ignores it covers too rarely. With a smaller power the bias vanishes beside the standard error (undersmoothing: P. Hall, Using
 * the bootstrap to estimate mean squared error and select smoothing parameter in nonparametric problems,
 * J. Multivariate Anal. 32, 1990). Whether n is large enough for that, `mckean study docs/studies/tails.yaml` measures; for
 * stable laws of α near 2 it is not.
 */
import { pow } from '../math/elementary.ts';

/** Fewer values than this have no tail to speak of: no estimate. */
export const FEWEST_VALUES = 20;

/** ⌊n^0.6⌋: for estimators whose bias is of second order or whose variance is large. */
export function tailSize(n: number): number {
  return Math.floor(pow(n, 0.6));
}

/** ⌊√n⌋: for the others. */
export function smallTailSize(n: number): number {
  return Math.floor(Math.sqrt(n));
}
