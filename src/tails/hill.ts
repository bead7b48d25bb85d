/**
 * Hill's estimator: γ̂ = (1/k) Σ_{i≤k} log X_(i) − log X_(k+1), B. M. Hill, A simple general approach to inference about the
 * tail of a distribution (Ann. Stat. 3, 1975).
 *
 * At a k that is given, the interval is exact for an exact Pareto tail above X_(k+1), whatever n: k·γ̂/γ ~ Gamma(k); it knows no
 * bias. Where none is given, k is the double bootstrap's, made for a small mean squared error, at which bias and standard error are
 * of one size: the interval is then that of the bias-reduced mean of ⌊n^0.6⌋ log-spacings (logSpacings.ts), which need not be
 * centred at α̂; where α̂ lies outside, a warning says so. γ̂ is never negative: for a light tail it is finite all the same.
 */
import { createExtremeEstimator } from './extremeEstimator.ts';
import { doubleBootstrap } from './hillBootstrap.ts';
import { equalWeight, interceptWeight, spacingsEstimate } from './logSpacings.ts';
import { tailSize } from './tailSize.ts';

export const hill = createExtremeEstimator({
  name: 'hill',
  title: 'Hill, k by double bootstrap; interval with reduced bias',
  assumptions:
    'independent values whose tail is C·x^(−α)(1 + D·x^(−β) + …) with β ≥ α, reached within the n^0.6 largest; for stable laws of α near 2 that needs a very large n',
  source:
    'Hill, Ann. Stat. 3 (1975); k: Danielsson, de Haan, Peng & de Vries, J. Multivariate Anal. 76 (2001), Corollary 6; interval: Feuerverger & Hall, Ann. Stat. 27 (1999)',
  mostFor: (n) => n - 1,
  index({ logs, k: told, confidence, seed }) {
    const k = told ?? doubleBootstrap(logs, seed);
    const { gamma, interval: plain } = spacingsEstimate(logs, k, equalWeight, confidence);
    if (told !== undefined) return { gamma, interval: plain, k };
    const size = tailSize(logs.length);
    const { interval } = spacingsEstimate(logs, size, interceptWeight, confidence);
    const inside = gamma >= interval[0] && gamma <= interval[1];
    const warning = inside
      ? undefined
      : `Hill’s estimate from the ${k} largest values lies outside the interval, which reduces its bias: the tail is not reached there.`;
    return { gamma, interval, k, warning: Number.isNaN(gamma) ? undefined : warning };
  },
});
