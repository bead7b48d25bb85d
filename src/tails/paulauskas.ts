/**
 * Paulauskas' estimator: the sample is cut into k blocks in its order, κ_b is the second largest over the largest magnitude of
 * block b, and S the mean of the κ_b; κ^α is nearly uniform, E κ = α/(1 + α), so α̂ = S/(1 − S), γ̂ = 1/S − 1.
 * V. Paulauskas, A new estimator for a tail index (Acta Appl. Math. 79, 2003), (5).
 *
 * The blocks are independent, so S has a Student t interval with the κ's own variance, which is carried to γ. Depends on the order of
 * the values: for independent ones any order will do. The blocks have ⌊n/k⌋ values each; up to k − 1 at the end are left out.
 */

import { meanAndError } from '../statistics/interval.ts';
import { twoSidedFactor } from '../statistics/studentT.ts';
import { createExtremeEstimator } from './extremeEstimator.ts';
import { smallTailSize } from './tailSize.ts';

export const paulauskas = createExtremeEstimator({
  name: 'paulauskas',
  title: 'Paulauskas, k = √n blocks',
  assumptions:
    'independent values whose tail is C·x^(−α)(1 + D·x^(−β) + …) with β ≥ α, reached in the two largest of a block of √n',
  source: 'Paulauskas, Acta Appl. Math. 79 (2003), (5)',
  mostFor: (n) => Math.floor(n / 2),
  index({ sample: { values }, logs, k = smallTailSize(logs.length), confidence }) {
    const length = Math.floor(values.length / k);
    const ratios: number[] = [];
    for (let block = 0; block < k; block++) {
      let largest = 0;
      let second = 0;
      for (let i = block * length; i < (block + 1) * length; i++) {
        const size = Math.abs(values[i]);
        if (size > largest) {
          second = largest;
          largest = size;
        } else if (size > second) second = size;
      }
      if (largest > 0) ratios.push(second / largest);
    }
    if (ratios.length < 2) return { gamma: Number.NaN, interval: [Number.NaN, Number.NaN], k };
    const { mean, standardError } = meanAndError(ratios);
    if (mean === 0) return { gamma: Number.NaN, interval: [Number.NaN, Number.NaN], k };
    const half = twoSidedFactor(confidence, ratios.length - 1) * standardError;
    const lowest = mean - half;
    const empty = k - ratios.length;
    return {
      gamma: 1 / mean - 1,
      interval: [1 / (mean + half) - 1, lowest > 0 ? 1 / lowest - 1 : Number.POSITIVE_INFINITY],
      k,
      ...(empty > 0 ? { warning: `${empty} of ${k} blocks hold zeros only and are left out.` } : {}),
    };
  },
});
