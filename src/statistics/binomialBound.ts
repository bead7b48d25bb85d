/**
 * The largest error probability p that k errors among n independent points allow at level δ:
 *   p̄(k, n, δ) = max{p : P(Binomial(n, p) ≤ k) ≥ δ},   P(R ≤ p̄(K, n, δ)) ≥ 1 − δ for K ~ Binomial(n, R).
 * Exact (Clopper & Pearson, Biometrika 26 (1934)), and never above Hoeffding's or the kl inversion.
 *
 * δ comes as its logarithm, because a code of |h| bits asks for δ·2^{−|h|}, and p through s = −ln(1 − p), because p may
 * be nearer to 1 than a float64 can say. For δ ≤ ½ the answer is at least k/n (np is a median where it is a whole number:
 * Kaas & Buhrman, Stat. Neerl. 34 (1980)), and at most that of P(X ≤ k) ≤ C(n, k)(1 − p)^{n−k}.
 */
import { exp, expm1, log, log1p } from '../math/elementary.ts';
import { logGamma } from '../math/gamma.ts';

/** ln C(n, k), 0 ≤ k ≤ n whole numbers. */
export function logChoose(n: number, k: number): number {
  if (k === 0 || k === n) return 0;
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/**
 * ln P(Binomial(n, p) ≤ k) at p = 1 − e^{−s} ≥ k/n, s > 0: the terms from k down, each below the one before.
 */
function logTail(k: number, n: number, s: number): number {
  const p = -expm1(-s);
  const odds = exp(-s) / p;
  let sum = 1;
  let term = 1;
  for (let i = k; i > 0 && term > 1e-18 * sum; i--) {
    term *= (i / (n - i + 1)) * odds;
    sum += term;
  }
  return logChoose(n, k) + k * log(p) - (n - k) * s + log(sum);
}

/**
 * @param errors k, a whole number from 0 to `points`
 * @param points n ≥ 1
 * @param logDelta ln δ ≤ ln ½, finite
 * @returns −ln(1 − p̄), rounded up by less than 1e-12 of itself; Infinity where k = n
 */
export function binomialUpperExponent(errors: number, points: number, logDelta: number): number {
  if (!(Number.isInteger(points) && points >= 1))
    throw new RangeError(`points is ${points}; it must be a whole number of at least 1.`);
  if (!(Number.isInteger(errors) && errors >= 0 && errors <= points))
    throw new RangeError(`errors is ${errors}; it must be a whole number from 0 to ${points}.`);
  if (!(logDelta <= log(0.5) && logDelta > -Infinity))
    throw new RangeError(`The level is exp(${logDelta}); it must be above 0 and at most 0.5.`);
  if (errors === points) return Infinity;
  if (errors === 0) return -logDelta / points;
  let low = -log1p(-errors / points);
  let high = (logChoose(points, errors) - logDelta) / (points - errors);
  while (high - low > 1e-12 * high) {
    const middle = low + (high - low) / 2;
    if (logTail(errors, points, middle) >= logDelta) low = middle;
    else high = middle;
  }
  return high;
}

/** p̄ itself, from 0 to 1. */
export function binomialUpperBound(errors: number, points: number, logDelta: number): number {
  return -expm1(-binomialUpperExponent(errors, points, logDelta));
}
