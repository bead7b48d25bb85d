/**
 * How many of the largest values Hill's estimator should use: the double bootstrap of Danielsson, de Haan, Peng & de Vries,
 * Using a bootstrap method to choose the sample fraction in tail index estimation (J. Multivariate Anal. 76, 2001).
 *
 * With M⁽ʲ⁾(k) = (1/k) Σ_{i≤k} (log X_(i) − log X_(k+1))^j, the mean of (M⁽²⁾ − 2(M⁽¹⁾)²)² over resamples of size m is least
 * at k*(m); with n₁ = n^0.9 and n₂ = n₁²/n (their Corollary 6)
 *   k₀ = k*(n₁)²/k*(n₂) · (log²k*(n₁)/(2 log n₁ − log k*(n₁))²)^{(log n₁ − log k*(n₁))/log n₁}
 * minimises the asymptotic mean squared error for tails C·x^{−α}(1 + D·x^{−β} + …).
 *
 * Only the top of a resample is drawn, exactly: the largest of m uniform ranks are 1 − exp(−T_i), T_i − T_{i−1} an exponential
 * over m − i + 1 (Rényi). Random numbers by address (Role.bootstrap, replica 0; particle i, cell = resample, coordinate = 0 for
 * n₁ and 1 for n₂). k is searched from 5 (fewer are ruled by ties of the resamples) to a quarter of the resample, at most
 * 20 000.
 */
import { expm1, log, pow } from '../math/elementary.ts';
import { createBitSource, Role } from '../random/address.ts';
import { uniform53 } from '../random/uniform.ts';

export const FEWEST_BEHIND = 5;
const MOST_BEHIND = 20_000;
const RESAMPLES = 100;

/** The largest number of values that is searched for a sample of n. */
export function mostBehind(n: number): number {
  return Math.min(MOST_BEHIND, Math.floor(n / 4));
}

/**
 * @param logs logarithms of n positive magnitudes, the largest first; n ≥ 20
 * @returns k₀, rounded, from 5 to n/4 (the formula may leave that range where a minimum is at the end of its search)
 */
export function doubleBootstrap(logs: Float64Array, seed: number): number {
  const n = logs.length;
  const n1 = Math.floor(pow(n, 0.9));
  const n2 = Math.floor((n1 * n1) / n);
  const k1 = smallestError(logs, n1, 0, seed);
  const k2 = smallestError(logs, n2, 1, seed);
  const ratio = log(k1) / (2 * log(n1) - log(k1));
  const exponent = (log(n1) - log(k1)) / log(n1);
  const k = ((k1 * k1) / k2) * pow(ratio * ratio, exponent);
  return Math.max(FEWEST_BEHIND, Math.min(mostBehind(n), Math.round(k)));
}

/** k at which the resamples of size m have the smallest mean of (M⁽²⁾ − 2(M⁽¹⁾)²)². */
function smallestError(logs: Float64Array, m: number, coordinate: number, seed: number): number {
  const n = logs.length;
  const most = Math.max(FEWEST_BEHIND, mostBehind(m));
  // Differences to one of the values that are drawn: their squares then lose no digits.
  const origin = logs[Math.floor(n / 4)];
  const bits = createBitSource({ seed, replica: 0 }, Role.bootstrap);
  const words = new Uint32Array(4);
  const errors = new Float64Array(most + 1);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let time = 0;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i <= most; i++) {
      const half = 2 * (i & 1);
      if (half === 0) bits.pair(i >>> 1, resample, coordinate, words);
      time -= log(uniform53(words[half], words[half + 1])) / (m - i);
      const x = logs[Math.min(n - 1, Math.floor(-n * expm1(-time)))] - origin;
      if (i >= FEWEST_BEHIND) {
        const m1 = sum / i - x;
        const m2 = squares / i - (2 * x * sum) / i + x * x;
        const difference = m2 - 2 * m1 * m1;
        errors[i] += difference * difference;
      }
      sum += x;
      squares += x * x;
    }
  }
  let best = FEWEST_BEHIND;
  for (let k = FEWEST_BEHIND; k <= most; k++) if (errors[k] < errors[best]) best = k;
  return best;
}
