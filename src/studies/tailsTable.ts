/** The outcomes of a tails study as a tidy table: one row per law, α, n and estimator. */
import type { PlainTable } from '../results/csv.ts';
import type { TailsOutcome } from './tailsOutcomes.ts';

const COLUMNS = [
  'law',
  'alpha',
  'count',
  'estimator',
  'replicas',
  'trueAlpha',
  'alphaMeanBias',
  'alphaMedianBias',
  'gammaMeanBias',
  'gammaMedianBias',
  'gammaDeviation',
  'logError',
  'coverage',
  'coverageLow',
  'coverageHigh',
  'warned',
  'infinite',
  'without',
  'assumptionsHold',
  'reason',
  'tailBias',
];

/** `tailBias` is NaN where the estimator or the law has none. */
export function tailsTable(outcomes: readonly TailsOutcome[]): PlainTable {
  return {
    columns: COLUMNS,
    rows: outcomes.map((o) => [
      o.law,
      o.alpha,
      o.count,
      o.estimator,
      o.replicas,
      o.trueAlpha,
      o.alphaBias.mean,
      o.alphaBias.median,
      o.gammaBias.mean,
      o.gammaBias.median,
      o.gammaDeviation,
      o.logError,
      o.coverage.estimate,
      ...o.coverage.interval,
      o.warned.estimate,
      o.infinite.estimate,
      o.without.estimate,
      o.assumption.hold ? 1 : 0,
      o.assumption.reason,
      o.assumption.bias ?? Number.NaN,
    ]),
  };
}
