/**
 * What in a sample contradicts the assumptions of the estimators: one sentence each, or nothing.
 *
 * - dependence of the values in their order: autocorrelations at lags 1 … 10 of two indicators, x > 0 and |x| > its median. Their
 *   sum of squares n·Σr² is χ² with 20 degrees of freedom for independent values (10 where all values have one sign), whatever the
 *   tails (Box & Pierce, JASA 65, 1970); warned below p = 1e−3, with the largest of them, since a large sample finds small ones;
 * - light tails: the 95 % interval of the moment estimator's γ reaches 0 or below. A stable law near α = 2 warns as well: its
 *   heavy tail begins beyond samples of any usual size;
 * - few values, zeros (which have no logarithm), ties (rounded values).
 */
import { chiSquareTail } from '../statistics/chiSquare.ts';
import { momentIndex, momentInterval } from './momentIndex.ts';
import { positiveLogs } from './positiveLogs.ts';
import type { TailSample } from './tailSample.ts';
import { FEWEST_VALUES, tailSize } from './tailSize.ts';

const LAGS = 10;
const UNLIKELY = 1e-3;

/** Below this many values the intervals, which are asymptotic, were not measured. */
const FEW = 500;

/** Part of the larger half of the values that may be equal to their neighbour. */
const TIED = 0.01;

export function fewPointsWarning(sample: TailSample): string | undefined {
  const n = sample.values.length;
  if (n >= FEW) return undefined;
  return `There are ${n} values; the intervals were measured from ${FEW} on.`;
}

export function zerosWarning(sample: TailSample): string | undefined {
  const zeros = sample.magnitudes.length - positiveLogs(sample).length;
  if (zeros === 0) return undefined;
  return `${zeros} of ${sample.magnitudes.length} values are zero; logarithms leave them out.`;
}

/** Equal neighbours among the larger half of the magnitudes. */
export function tiesWarning({ magnitudes }: TailSample): string | undefined {
  const half = Math.ceil(magnitudes.length / 2);
  let tied = 0;
  for (let i = 1; i < half; i++) if (magnitudes[i] === magnitudes[i - 1] && magnitudes[i] > 0) tied++;
  if (tied <= TIED * half) return undefined;
  return `${tied} of the ${half} largest magnitudes equal their neighbour (rounded values?); a continuous law has no ties.`;
}

/** Warns of a sample in whose order neighbours depend on each other. False alarm 1e−3 for independent values. */
export function dependenceWarning({ values, magnitudes }: TailSample): string | undefined {
  if (values.length < 5 * LAGS) return undefined;
  const median = magnitudes[Math.floor(magnitudes.length / 2)];
  const indicators = [
    { name: 'x > 0', of: Uint8Array.from(values, (x) => (x > 0 ? 1 : 0)) },
    { name: '|x| > median', of: Uint8Array.from(values, (x) => (Math.abs(x) > median ? 1 : 0)) },
  ];
  let sum = 0;
  let degrees = 0;
  let largest = { correlation: 0, lag: 0, name: '' };
  for (const { name, of } of indicators) {
    const correlations = autocorrelations(of);
    if (correlations === undefined) continue;
    degrees += LAGS;
    for (const [at, correlation] of correlations.entries()) {
      sum += values.length * correlation * correlation;
      if (Math.abs(correlation) > Math.abs(largest.correlation)) largest = { correlation, lag: at + 1, name };
    }
  }
  if (degrees === 0) return undefined;
  const pValue = chiSquareTail(sum, degrees);
  if (pValue >= UNLIKELY) return undefined;
  return `Values depend on their neighbours: the indicator ${largest.name} has autocorrelation ${largest.correlation.toPrecision(2)} at lag ${largest.lag} (p = ${pValue.toPrecision(1)}); the intervals assume independent values.`;
}

/** Of an indicator, at lags 1 … 10; undefined where it never changes. */
function autocorrelations(indicator: Uint8Array): Float64Array | undefined {
  const n = indicator.length;
  let ones = 0;
  for (let i = 0; i < n; i++) ones += indicator[i];
  const mean = ones / n;
  const variance = mean * (1 - mean);
  if (variance === 0) return undefined;
  return Float64Array.from({ length: LAGS }, (_, at) => {
    const lag = at + 1;
    let both = 0;
    let edges = 0;
    for (let i = lag; i < n; i++) both += indicator[i] & indicator[i - lag];
    for (let i = 0; i < lag; i++) edges += indicator[i] + indicator[n - 1 - i];
    // Σ (b_i − mean)(b_{i−lag} − mean) over n − lag pairs.
    const covariance = both - mean * (2 * ones - edges) + (n - lag) * mean * mean;
    return covariance / (n * variance);
  });
}

/** Warns of a tail that cannot be told from a light one (γ ≤ 0), from the ⌊n^0.6⌋ largest values. */
export function lightTailWarning(sample: TailSample): string | undefined {
  const logs = positiveLogs(sample);
  if (logs.length < FEWEST_VALUES) return undefined;
  const k = tailSize(logs.length);
  const gamma = momentIndex(logs, k);
  const [lowest] = momentInterval(gamma, k, 0.95);
  if (!(lowest <= 0)) return undefined;
  return `The tail cannot be told from a light one: the moment estimator of γ = 1/α is ${gamma.toPrecision(3)}, its 95 % interval begins at ${lowest.toPrecision(3)} (k = ${k}).`;
}

const known = new WeakMap<TailSample, readonly string[]>();

/** Few values, zeros, ties, dependence: what contradicts every estimator. */
export function sampleWarnings(sample: TailSample): readonly string[] {
  let warnings = known.get(sample);
  if (warnings === undefined) {
    warnings = [fewPointsWarning, zerosWarning, tiesWarning, dependenceWarning]
      .map((check) => check(sample))
      .filter((warning) => warning !== undefined);
    known.set(sample, warnings);
  }
  return warnings;
}
