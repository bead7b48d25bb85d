/**
 * The moment estimator of Dekkers, Einmahl & de Haan, of γ of any sign: it finds light tails. momentIndex.ts has the formula, the
 * variance, (1 + γ²)/k for γ ≥ 0, and the interval, which takes out the bias of order 1/k.
 */
import { createExtremeEstimator } from './extremeEstimator.ts';
import { momentIndex, momentInterval } from './momentIndex.ts';
import { tailSize } from './tailSize.ts';

export const moment = createExtremeEstimator({
  name: 'moment',
  title: 'Dekkers–Einmahl–de Haan, k = n^0.6',
  assumptions:
    'independent values of a law in a domain of attraction of extremes, its tail reached within the n^0.6 largest',
  source: 'Dekkers, Einmahl & de Haan, Ann. Stat. 17 (1989), (1.7), Theorem 3.1',
  mostFor: (n) => n - 1,
  index({ logs, k = tailSize(logs.length), confidence }) {
    const gamma = momentIndex(logs, k);
    return { gamma, interval: momentInterval(gamma, k, confidence), k };
  },
});
