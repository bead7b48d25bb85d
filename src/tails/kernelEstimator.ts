/**
 * The kernel estimator: γ̂ = Σ_{i≤k} K(u_i)·Z_i / Σ_{i≤k} K(u_i), Z_i = i·(log X_(i) − log X_(i+1)), u_i = (i − ½)/k, with the
 * biweight K(u) = (1 − u²)². S. Csörgő, P. Deheuvels & D. Mason, Kernel estimates of the tail index of a distribution (Ann. Stat. 13,
 * 1985), (1.5), whose integral of K is the sum here: unbiased for an exact Pareto tail at any k. Hill's is K = 1.
 *
 * Its variance is 1.43 times and its bias at ρ = −1 5/8 of that of Hill's with the same k; the interval knows no bias.
 */
import { createExtremeEstimator } from './extremeEstimator.ts';
import { biweight, spacingsEstimate } from './logSpacings.ts';
import { smallTailSize } from './tailSize.ts';

export const kernel = createExtremeEstimator({
  name: 'kernel',
  title: 'kernel (biweight), k = √n',
  assumptions:
    'independent values whose tail is C·x^(−α)(1 + D·x^(−β) + …) with β ≥ α, reached within the √n largest',
  source: 'Csörgő, Deheuvels & Mason, Ann. Stat. 13 (1985), (1.5)',
  mostFor: (n) => n - 1,
  index({ logs, k = smallTailSize(logs.length), confidence }) {
    return { ...spacingsEstimate(logs, k, biweight, confidence), k };
  },
});
