/**
 * Pickands' estimator: γ̂ = log₂((X_(k) − X_(2k))/(X_(2k) − X_(4k))), J. Pickands, Statistical inference using extreme order
 * statistics (Ann. Stat. 3, 1975); of any sign, invariant to shifts.
 *
 * √k(γ̂ − γ) is asymptotically normal with variance γ²(2^{2γ+1} + 1)/(2(2^γ − 1) log 2)², 3/(4 log⁴ 2) at γ = 0: Dekkers &
 * de Haan, On the estimation of the extreme-value index and large quantile estimation (Ann. Stat. 17, 1989), Theorem 2.3.
 */
import { exp, expm1, log } from '../math/elementary.ts';
import { createExtremeEstimator } from './extremeEstimator.ts';
import { scoreInterval } from './scoreInterval.ts';
import { tailSize } from './tailSize.ts';

/** γ̂ from logarithms, the largest first; 4k of them are read. NaN where X_(2k) = X_(4k) or X_(k) = X_(2k). */
export function pickandsIndex(logs: Float64Array, k: number): number {
  // Differences over X_(2k), which may be too large or too small for a float64 itself.
  const upper = expm1(logs[k - 1] - logs[2 * k - 1]);
  const lower = -expm1(logs[4 * k - 1] - logs[2 * k - 1]);
  return upper > 0 && lower > 0 ? log(upper / lower) / Math.LN2 : Number.NaN;
}

/** Standard deviation of √k(γ̂ − γ) for k → ∞, k/n → 0. */
export function pickandsDeviation(gamma: number): number {
  // γ/(2^γ − 1) → 1/log 2.
  const slope = gamma === 0 ? 1 / Math.LN2 : gamma / expm1(gamma * Math.LN2);
  return (slope * Math.sqrt(2 * exp(2 * gamma * Math.LN2) + 1)) / (2 * Math.LN2);
}

export const pickands = createExtremeEstimator({
  name: 'pickands',
  title: 'Pickands, 4k = n^0.6',
  assumptions:
    'independent values of a law in a domain of attraction of extremes, its tail reached within the n^0.6 largest',
  source: 'Pickands, Ann. Stat. 3 (1975); interval: Dekkers & de Haan, Ann. Stat. 17 (1989), Theorem 2.3',
  mostFor: (n) => Math.floor(n / 4),
  index({ logs, k = Math.max(1, Math.floor(tailSize(logs.length) / 4)), confidence }) {
    const gamma = pickandsIndex(logs, k);
    return { gamma, interval: scoreInterval(gamma, k, confidence, pickandsDeviation), k };
  },
});
