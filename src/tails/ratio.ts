/**
 * de Haan's ratio: γ̂ = (log X_(1) − log X_(k))/log k. L. de Haan & S. Resnick, A simple asymptotic estimate for the index of a stable
 * distribution (J. R. Stat. Soc. B 42, 1980).
 *
 * It converges like 1/log k only. For an exact Pareto tail log X_(1) − log X_(k) is γ times the largest of k − 1 exponentials
 * (Rényi), P(max ≤ t) = (1 − e^{−t})^{k−1}: the interval is exact there. γ̂ itself is larger than γ on average, by
 * 0.577·γ/log k.
 */
import { expm1, log } from '../math/elementary.ts';
import { createExtremeEstimator } from './extremeEstimator.ts';
import { smallTailSize } from './tailSize.ts';

/** t with (1 − e^{−t})^{count} = p. */
function largestExponential(p: number, count: number): number {
  return -log(-expm1(log(p) / count));
}

export const ratio = createExtremeEstimator({
  name: 'ratio',
  title: 'de Haan’s ratio, k = √n',
  assumptions:
    'independent values whose tail is C·x^(−α)(1 + D·x^(−β) + …) with β ≥ α, reached within the √n largest; the interval stays wide, since only two values count',
  source: 'de Haan & Resnick, J. R. Stat. Soc. B 42 (1980)',
  mostFor: (n) => n,
  index({ logs, k = smallTailSize(logs.length), confidence }) {
    const spread = logs[0] - logs[k - 1];
    if (spread === 0) return { gamma: Number.NaN, interval: [Number.NaN, Number.NaN], k };
    const tail = (1 - confidence) / 2;
    return {
      gamma: spread / log(k),
      interval: [spread / largestExponential(1 - tail, k - 1), spread / largestExponential(tail, k - 1)],
      k,
    };
  },
});
