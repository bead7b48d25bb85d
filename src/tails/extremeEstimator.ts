/**
 * What the estimators from the largest values have in common: how many values they need, which k, what they warn of, and α = 1/γ
 * with its interval, whose ends are infinite where γ may be 0 or below.
 */
import type { Estimator, EstimatorName, EstimatorOptions, TailEstimate } from './estimate.ts';
import { positiveLogs } from './positiveLogs.ts';
import type { TailSample } from './tailSample.ts';
import { FEWEST_VALUES } from './tailSize.ts';
import { lightTailWarning, sampleWarnings } from './warnings.ts';

/** γ̂ and its interval; NaN where the values have none. */
export interface IndexEstimate {
  readonly gamma: number;
  readonly interval: readonly [number, number];
  readonly k: number;
  /** One sentence of this estimator's own, beside the warnings of all. */
  readonly warning?: string | undefined;
}

export interface IndexRequest {
  readonly sample: TailSample;
  /** log |x| of the values other than zero, the largest first: at least FEWEST_VALUES. */
  readonly logs: Float64Array;
  readonly confidence: number;
  /** As the caller wants it, from 2 to `mostFor`; undefined where the estimator is to choose. */
  readonly k: number | undefined;
  readonly seed: number;
}

export interface IndexRule {
  readonly name: EstimatorName;
  readonly title: string;
  readonly assumptions: string;
  readonly source: string;
  /** The largest k that n values other than zero allow. */
  mostFor(n: number): number;
  index(request: IndexRequest): IndexEstimate;
}

export function createExtremeEstimator(rule: IndexRule): Estimator {
  const { name, title, assumptions, source } = rule;
  return {
    name,
    title,
    assumptions,
    source,
    estimate(sample, { confidence = 0.95, k: told, seed = 0 }: EstimatorOptions = {}): TailEstimate {
      if (!(confidence > 0 && confidence < 1))
        throw new RangeError(`confidence is ${confidence}; it must lie strictly between 0 and 1.`);
      const logs = positiveLogs(sample);
      const common = sampleWarnings(sample);
      if (logs.length < FEWEST_VALUES) {
        const few = `${logs.length} values are not zero; an estimate needs at least ${FEWEST_VALUES}.`;
        return { name, alpha: Number.NaN, interval: [Number.NaN, Number.NaN], warnings: [...common, few] };
      }
      const most = rule.mostFor(logs.length);
      if (told !== undefined && !(Number.isInteger(told) && told >= 2 && told <= most))
        throw new RangeError(
          `k is ${told}; for ${name} and ${logs.length} values other than zero it must be a whole number from 2 to ${most}.`,
        );
      const { gamma, interval, k, warning } = rule.index({ sample, logs, confidence, k: told, seed });
      const warnings = [...common, warning, lightTailWarning(sample)].filter((w) => w !== undefined);
      if (Number.isNaN(gamma)) warnings.push('Large values are equal; they have no tail index.');
      else if (gamma <= 0)
        warnings.push(`γ = 1/α is estimated as ${gamma.toPrecision(3)}: a light tail, α is infinite.`);
      const [low, high] = interval;
      return {
        name,
        alpha: indexToAlpha(gamma),
        interval: [indexToAlpha(high), indexToAlpha(low)],
        k,
        warnings,
      };
    },
  };
}

/** α = 1/γ, infinite for γ ≤ 0. */
export function indexToAlpha(gamma: number): number {
  if (Number.isNaN(gamma)) return Number.NaN;
  return gamma > 0 ? 1 / gamma : Number.POSITIVE_INFINITY;
}
