/**
 * Whether a law meets what an estimator's interval assumes, judged without the measured coverage.
 *
 * An estimator of the stable law asks for a symmetric stable law (the Gaussian one included: α = 2; but not the likelihood's
 * interval, which then ends at its range: it covers more often than it says). One from the largest values
 * asks for a heavy tail that is reached: the bias that the law's tail gives γ̂ (idealSample.ts, against an exact Pareto tail) must be
 * at most BIAS standard errors of the interval. With a bias of 0.3 standard errors a normal 95 % interval covers 94.0 %.
 */

import { normalFactor } from '../statistics/normal.ts';
import type { EstimatorName } from '../tails/estimate.ts';
import { EXTREME_ESTIMATORS } from '../tails/extremes.ts';
import { idealSample } from '../tails/idealSample.ts';
import type { TailsCell } from './tailsStudy.ts';

/** Standard errors. */
export const BIAS = 0.3;

/** Whether an estimator's assumptions hold for a law, and why. */
export interface Assumption {
  readonly hold: boolean;
  readonly reason: string;
  /** Bias of γ̂ by the law's tail in standard errors, for an estimator from the largest values of a heavy tail. */
  readonly bias?: number;
}

/** What the estimator estimates: for one from the largest values of a light tail α is infinite. */
export function trueAlpha(name: EstimatorName, { law, alpha }: TailsCell): number {
  const light = law === 'gaussian' || (law === 'stable' && alpha === 2);
  return light && isExtreme(name) ? Number.POSITIVE_INFINITY : alpha;
}

function isExtreme(name: EstimatorName): boolean {
  return EXTREME_ESTIMATORS.some((known) => known.name === name);
}

export function assumptionOf(name: EstimatorName, cell: TailsCell): Assumption {
  const { law, alpha, count } = cell;
  const estimator = EXTREME_ESTIMATORS.find((known) => known.name === name);
  if (estimator === undefined) {
    if (name === 'maximum-likelihood' && alpha === 2 && (law === 'stable' || law === 'gaussian'))
      return {
        hold: false,
        reason: 'α = 2 ends the range of the likelihood: a one-sided interval, too wide',
      };
    if (law === 'stable' || law === 'gaussian')
      return {
        hold: true,
        reason: alpha === 2 ? 'a symmetric stable law, at the end of their range' : 'a symmetric stable law',
      };
    if (law === 'student' && alpha === 1) return { hold: true, reason: 'the Cauchy law, which is stable' };
    return { hold: false, reason: 'not a stable law' };
  }
  if (trueAlpha(name, cell) === Number.POSITIVE_INFINITY) return { hold: false, reason: 'a light tail' };
  if (law === 'pareto') return { hold: true, reason: 'an exact Pareto tail', bias: 0 };
  const confidence = 0.95;
  const middle = (own: TailsCell['law']) => {
    const [low, high] = estimator.index(idealSample(own, alpha, count), { confidence })!.interval;
    return { at: (low + high) / 2, error: (high - low) / 2 / normalFactor(confidence) };
  };
  const pareto = middle('pareto');
  const bias = (middle(law).at - pareto.at) / pareto.error;
  if (!Number.isFinite(bias))
    return { hold: false, reason: 'the interval has no finite ends at so few values' };
  const size = Math.abs(bias).toFixed(2);
  return Math.abs(bias) <= BIAS
    ? { hold: true, reason: `bias of γ is ${size} standard errors`, bias }
    : { hold: false, reason: `the tail is not reached: bias of γ is ${size} standard errors`, bias };
}
