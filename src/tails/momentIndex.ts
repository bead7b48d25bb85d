/**
 * The moment estimator of the extreme-value index γ of any sign, as a number: the estimator and the warning of light tails share it.
 *
 *   M_j = (1/k) Σ_{i≤k} (log X_(i) − log X_(k+1))^j,  γ̂ = M_1 + 1 − ½(1 − M_1²/M_2)^{−1}.
 * A. Dekkers, J. Einmahl & L. de Haan, A moment estimator for the index of an extreme-value distribution
 * (Ann. Stat. 17, 1989), (1.7) and Theorem 3.1 for the variance.
 */
import { scoreInterval } from './scoreInterval.ts';

/** γ̂ from the k largest of the logarithms, the largest first; NaN where these are all equal. */
export function momentIndex(logs: Float64Array, k: number): number {
  const threshold = logs[k];
  let m1 = 0;
  let m2 = 0;
  for (let i = 0; i < k; i++) {
    const excess = logs[i] - threshold;
    m1 += excess;
    m2 += excess * excess;
  }
  m1 /= k;
  m2 /= k;
  return m1 + 1 - 0.5 / (1 - (m1 * m1) / m2);
}

/** Standard deviation of √k(γ̂ − γ) for k → ∞, k/n → 0. */
export function momentDeviation(gamma: number): number {
  if (gamma >= 0) return Math.sqrt(1 + gamma * gamma);
  const g = gamma;
  const spread =
    4 - (8 * (1 - 2 * g)) / (1 - 3 * g) + ((5 - 11 * g) * (1 - 2 * g)) / ((1 - 3 * g) * (1 - 4 * g));
  return (1 - g) * Math.sqrt((1 - 2 * g) * spread);
}

/**
 * The interval for γ. For an exact Pareto tail 1 − ½(1 − M_1²/M_2)^{−1} does not depend on γ, and its mean is −3/k + O(k^{−2}) (delta
 * method with the moments of the exponential law): the interval is centred at γ̂ + 3/k.
 */
export function momentInterval(gamma: number, k: number, confidence: number): readonly [number, number] {
  return scoreInterval(gamma + 3 / k, k, confidence, momentDeviation);
}
