/**
 * What the estimators from the largest values have in common: how many values they need, which k, what they warn of, and α = 1/γ
 * with its interval, whose ends are infinite where γ may be 0 or below.
 */
import type { Estimator, EstimatorName, EstimatorOptions, TailEstimate } from './estimate.ts';
import { alphaOfGamma, noEstimate } from './noEstimate.ts';
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

/** An estimator that also tells γ, of any sign. */
export interface ExtremeEstimator extends Estimator {
  /** γ̂ = 1/α̂ and its interval; undefined for fewer than FEWEST_VALUES values other than zero. */
  index(sample: TailSample, options?: EstimatorOptions): IndexEstimate | undefined;
}

export function createExtremeEstimator(rule: IndexRule): ExtremeEstimator {
  const { name, title, assumptions, source } = rule;
  function index(
    sample: TailSample,
    { confidence = 0.95, k, seed = 0 }: EstimatorOptions = {},
  ): IndexEstimate | undefined {
    if (!(confidence > 0 && confidence < 1))
      throw new RangeError(`confidence is ${confidence}; it must lie strictly between 0 and 1.`);
    const logs = positiveLogs(sample);
    if (logs.length < FEWEST_VALUES) return undefined;
    const most = rule.mostFor(logs.length);
    if (k !== undefined && !(Number.isInteger(k) && k >= 2 && k <= most))
      throw new RangeError(
        `k is ${k}; for ${name} and ${logs.length} values other than zero it must be a whole number from 2 to ${most}.`,
      );
    return rule.index({ sample, logs, confidence, k, seed });
  }
  return {
    name,
    title,
    assumptions,
    source,
    index,
    estimate(sample, options): TailEstimate {
      const common = sampleWarnings(sample);
      const found = index(sample, options);
      if (found === undefined) {
        const few = `${positiveLogs(sample).length} values are not zero; an estimate needs at least ${FEWEST_VALUES}.`;
        return noEstimate(name, ...common, few);
      }
      const { gamma, interval, k, warning } = found;
      const warnings = [...common, warning, lightTailWarning(sample)].filter((w) => w !== undefined);
      if (Number.isNaN(gamma)) warnings.push('Large values are equal; they have no tail index.');
      else if (gamma <= 0)
        warnings.push(`γ = 1/α is estimated as ${gamma.toPrecision(3)}: a light tail, α is infinite.`);
      const [low, high] = interval;
      return {
        name,
        alpha: alphaOfGamma(gamma),
        interval: [alphaOfGamma(high), alphaOfGamma(low)],
        k,
        warnings,
      };
    },
  };
}
