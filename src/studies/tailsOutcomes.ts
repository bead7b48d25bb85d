/** What a tails study found: bias, spread and coverage of every estimator at every law, α and n. */
import { log } from '../math/elementary.ts';
import { meanAndError } from '../statistics/interval.ts';
import { type Proportion, proportionInterval } from '../statistics/proportionInterval.ts';
import type { EstimatorName } from '../tails/estimate.ts';
import { NUMBERS } from '../tails/tailReplicas.ts';
import { type Assumption, assumptionOf, trueAlpha } from './tailsAssumptions.ts';
import type { TailsCell, TailsStudy } from './tailsStudy.ts';

/**
 * Means are over the samples with a finite estimate, medians over all that have one, infinite ones included; NaN where the truth is
 * infinite (for α) or nothing was estimated.
 */
export interface TailsOutcome extends TailsCell {
  readonly estimator: EstimatorName;
  readonly trueAlpha: number;
  /** α̂ − α. */
  readonly alphaBias: { readonly mean: number; readonly median: number };
  /** γ̂ − γ, γ = 1/α; γ̂ counts as 0 where α̂ is infinite. */
  readonly gammaBias: { readonly mean: number; readonly median: number };
  /** Standard deviation of γ̂. */
  readonly gammaDeviation: number;
  /** √ mean (log α̂ − log α)², over finite estimates. */
  readonly logError: number;
  /** Part of the intervals that cover the true α, an infinite one by an infinite end; one without ends covers nothing. */
  readonly coverage: Proportion;
  readonly warned: Proportion;
  /** Part of the samples with α̂ = ∞. */
  readonly infinite: Proportion;
  /** Part without an estimate (NaN). */
  readonly without: Proportion;
  readonly assumption: Assumption;
}

/** Coverage, bias and warnings of every estimator at every law, α and n. */
export function tailsOutcomes(study: TailsStudy, found: readonly Float64Array[][]): TailsOutcome[] {
  return study.cells.flatMap((cell, c) =>
    study.estimators.map((name, e) => outcomeOf(cell, name, found[c], e * NUMBERS.length)),
  );
}

const NONE = { mean: Number.NaN, median: Number.NaN };

function outcomeOf(
  cell: TailsCell,
  estimator: EstimatorName,
  rows: readonly Float64Array[],
  at: number,
): TailsOutcome {
  const truth = trueAlpha(estimator, cell);
  const heavy = truth < Number.POSITIVE_INFINITY;
  const known = rows.map((row) => row[at]).filter((alpha) => !Number.isNaN(alpha));
  const finite = known.filter((alpha) => alpha < Number.POSITIVE_INFINITY);
  const gammas = known.map((alpha) => 1 / alpha);
  const part = (holds: (row: Float64Array) => boolean) =>
    proportionInterval(rows.filter(holds).length, rows.length);
  const { mean: gamma, standardError } = meanAndError(gammas);
  return {
    ...cell,
    estimator,
    trueAlpha: truth,
    alphaBias: heavy ? { mean: mean(finite) - truth, median: median(known) - truth } : NONE,
    gammaBias: { mean: gamma - 1 / truth, median: median(gammas) - 1 / truth },
    gammaDeviation: standardError * Math.sqrt(gammas.length),
    logError: heavy
      ? Math.sqrt(mean(finite.map((alpha) => log(alpha / truth) * log(alpha / truth))))
      : Number.NaN,
    coverage: part((row) => row[at + 1] <= truth && truth <= row[at + 2]),
    warned: part((row) => row[at + 3] === 1),
    infinite: part((row) => row[at] === Number.POSITIVE_INFINITY),
    without: part((row) => Number.isNaN(row[at])),
    assumption: assumptionOf(estimator, cell),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN;
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
