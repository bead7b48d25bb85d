/**
 * k-plots: α̂ as a function of the number k of largest values, with pointwise bands: where the curve is flat, the tail is reached.
 *
 * Bands are those of the estimators at a given k (hill.ts, momentEstimator.ts, pickands.ts): they know no bias, and hold for
 * each k alone, not for the curve. Cost O(n + the values of k), by running sums over the logarithms; their squares are taken
 * about the smallest one used, so that no digits are lost.
 */
import { pow } from '../math/elementary.ts';
import { gammaQuantile } from '../statistics/gammaLaw.ts';
import { momentInterval } from './momentIndex.ts';
import { alphaOfGamma } from './noEstimate.ts';
import { pickandsDeviation, pickandsIndex } from './pickands.ts';
import { positiveLogs } from './positiveLogs.ts';
import { scoreInterval } from './scoreInterval.ts';
import type { TailSample } from './tailSample.ts';

/** Estimators that are drawn over k. */
export type KPlotName = 'hill' | 'moment' | 'pickands';

/** One entry per k, in increasing order; values of α, +Infinity where γ ≤ 0, NaN where the values are equal. */
export interface KPlot {
  readonly name: KPlotName;
  readonly k: Float64Array;
  readonly alpha: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Values of k, at most. */
const MOST = 200;

/**
 * @param sample at least 8 values other than zero
 * @param confidence of the band at each k
 * @throws RangeError when the values are fewer
 */
export function kPlot(sample: TailSample, name: KPlotName, confidence = 0.95): KPlot {
  const logs = positiveLogs(sample);
  if (logs.length < 8)
    throw new RangeError(`A k-plot needs at least 8 values other than zero, ${logs.length} given.`);
  const ks = spacedSizes(name === 'pickands' ? Math.floor(logs.length / 4) : Math.floor(logs.length / 2));
  const out = {
    alpha: new Float64Array(ks.length),
    low: new Float64Array(ks.length),
    high: new Float64Array(ks.length),
  };
  const tail = (1 - confidence) / 2;
  const sums = runningSums(logs, ks);
  for (const [at, k] of ks.entries()) {
    let gamma: number;
    let interval: readonly [number, number];
    if (name === 'hill') {
      gamma = sums.first[at] || Number.NaN;
      interval = [(k * gamma) / gammaQuantile(1 - tail, k), (k * gamma) / gammaQuantile(tail, k)];
    } else {
      const m1 = sums.first[at];
      gamma = name === 'moment' ? m1 + 1 - 0.5 / (1 - (m1 * m1) / sums.second[at]) : pickandsIndex(logs, k);
      interval =
        name === 'moment'
          ? momentInterval(gamma, k, confidence)
          : scoreInterval(gamma, k, confidence, pickandsDeviation);
    }
    out.alpha[at] = alphaOfGamma(gamma);
    out.low[at] = alphaOfGamma(interval[1]);
    out.high[at] = alphaOfGamma(interval[0]);
  }
  return { name, k: Float64Array.from(ks), ...out };
}

/** At most MOST whole numbers from 2 to `most`, evenly spaced on the logarithm where they are apart. */
function spacedSizes(most: number): number[] {
  const ks = new Set<number>();
  for (let j = 0; j < MOST; j++) ks.add(Math.round(2 * pow(most / 2, j / (MOST - 1))));
  return [...ks];
}

/** M_1 and M_2 about log X_(k+1) at each k. */
function runningSums(
  logs: Float64Array,
  ks: readonly number[],
): { first: Float64Array; second: Float64Array } {
  const first = new Float64Array(ks.length);
  const second = new Float64Array(ks.length);
  const origin = logs[ks[ks.length - 1]];
  let sum = 0;
  let squares = 0;
  let i = 0;
  for (const [at, k] of ks.entries()) {
    for (; i < k; i++) {
      const x = logs[i] - origin;
      sum += x;
      squares += x * x;
    }
    const threshold = logs[k] - origin;
    first[at] = sum / k - threshold;
    second[at] = squares / k - (2 * threshold * sum) / k + threshold * threshold;
  }
  return { first, second };
}
