/**
 * Whether a rival computes what we compute; its time is shown only then.
 *
 * Sampler: Kolmogorov distance of 1e6 samples to the exact law on a grid of quantiles, and the number
 * beyond the quantile 1 − 1e−4 of |X|, each with a false-alarm rate of 1e−9. Step: positions after three
 * steps without noise, and the law of the noise that one step adds.
 *
 * Watched failing on planted faults: noise 5 % too large in a step, weights that do not alternate, a tail cut
 * at 0.9999 of the angle, E uniform instead of exponential, a coefficient of sin off by 1e−6.
 */
import { createSymmetricStable } from '../src/noise/symmetricStable.ts';
import { ALPHA } from './cases.ts';
import type { Precision } from './protocol.ts';

const LOG_ODDS = Math.log(2e9);
const GRID = 2000;
const TAIL = 1e-4;

const law = createSymmetricStable(ALPHA);
const quantiles = Float64Array.from({ length: GRID - 1 }, (_, j) => law.quantile((j + 1) / GRID));
const farOut = law.tailQuantile(TAIL);

/** What is wrong with samples of the standard symmetric law, or undefined. */
export function sampleFault(samples: Float64Array): string | undefined {
  const sorted = samples.slice().sort();
  const n = sorted.length;
  if (!samples.every(Number.isFinite)) return 'a sample is not finite';
  let distance = 0;
  let below = 0;
  quantiles.forEach((x, j) => {
    while (below < n && sorted[below] <= x) below++;
    distance = Math.max(distance, Math.abs(below / n - (j + 1) / GRID));
  });
  const critical = Math.sqrt(LOG_ODDS / (2 * n));
  if (distance > critical)
    return `Kolmogorov distance ${distance.toExponential(2)} exceeds ${critical.toExponential(2)}`;
  const beyond = samples.reduce((count, x) => count + (Math.abs(x) > farOut ? 1 : 0), 0);
  const expected = TAIL * n;
  // Chernoff's bound of the Poisson tails
  if (expected - beyond + (beyond > 0 ? beyond * Math.log(beyond / expected) : 0) > LOG_ODDS)
    return `${beyond} samples beyond the quantile 1 − 1e−4, where ${expected} are expected`;
  return undefined;
}

const TOLERANCE: Record<Precision, number> = { float64: 1e-9, float32: 1e-4 };

/** What is wrong with positions, or undefined. */
export function positionFault(
  got: Float64Array,
  expected: Float64Array,
  dtype: Precision,
): string | undefined {
  if (got.length !== expected.length) return `${got.length} numbers, where ${expected.length} are expected`;
  let worst = 0;
  for (let j = 0; j < got.length; j++) {
    const error = Math.abs(got[j] - expected[j]) / Math.max(1, Math.abs(expected[j]));
    if (!(error <= worst)) worst = error;
  }
  return worst <= TOLERANCE[dtype] ? undefined : `positions differ from ours by ${worst.toExponential(1)}`;
}

/** The noise X of one step: (with noise − without)/(σ η^{1/α}). */
export function noiseOfStep(noisy: Float64Array, still: Float64Array, amount: number): Float64Array {
  return noisy.map((x, j) => (x - still[j]) / amount);
}
