/**
 * Maximum likelihood for the symmetric α-stable law: tail index and scale, location the sample median.
 *
 * α̂ maximises ℓ_p (stableLikelihood.ts) on 0.5 ≤ α ≤ 2, because the law ends at 2 (and its density is not computed below
 * 0.5). Interval: all α with 2(ℓ_p(α̂) − ℓ_p(α)) ≤ z², which is never beyond 2; where it reaches 2 it is one-sided, and its
 * coverage is above the confidence asked for: at α = 2 itself it is nearly 1, for α̂ is there mostly 2.
 * Scale: log ŝ normal, variance 1/I_ss + (d log ŝ/dα)²·Var α̂. Source: DuMouchel (1973); Nolan, "Maximum likelihood estimation
 * and diagnostics for stable distributions" (2001).
 */
import { exp, log } from '../math/elementary.ts';
import { SMALLEST_ALPHA } from '../noise/symmetricStable.ts';
import { normalFactor } from '../statistics/normal.ts';
import { centreOf } from './centre.ts';
import type { Estimator, EstimatorOptions, TailEstimate } from './estimate.ts';
import { createLogGrid } from './logGrid.ts';
import { noEstimate } from './noEstimate.ts';
import { maximiseStableLikelihood, type StableMaximum } from './stableLikelihood.ts';
import type { TailSample } from './tailSample.ts';

const FEWEST = 20;

/**
 * The best symmetric stable law of values around `location`; undefined where a third of them or more equal it, for the
 * likelihood is then unbounded.
 */
export function bestStableLaw(values: Float64Array, location: number): StableMaximum | undefined {
  const grid = createLogGrid(values, location);
  if (3 * grid.zeros >= grid.count) return undefined;
  // In units of the largest: squares of numbers beyond 1e±154 leave float64.
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] - location));
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const x = (values[i] - location) / largest;
    squares += x * x;
  }
  return maximiseStableLikelihood(grid, log(squares / values.length) + 2 * log(largest));
}

/** Interval of the scale at the half-width factor z, the interval of α at the same z being given. */
function scaleInterval(
  best: StableMaximum,
  interval: readonly [number, number],
  z: number,
): [number, number] {
  const { alpha, logScale, information } = best;
  // Where α̂ is 2 the other side of the interval tells how far α may be off.
  const side = alpha - interval[0] > interval[1] - alpha ? interval[0] : interval[1];
  const drift = side === alpha ? 0 : best.profile(side).logScale - logScale;
  const half = Math.sqrt((z * z) / information + drift * drift);
  return [exp(logScale - half), exp(logScale + half)];
}

function estimate(sample: TailSample, options: EstimatorOptions = {}): TailEstimate {
  const name = 'maximum-likelihood';
  const z = normalFactor(options.confidence ?? 0.95);
  const count = sample.values.length;
  if (count < FEWEST) return noEstimate(name, `There are ${count} values; it takes at least ${FEWEST}.`);
  const best = bestStableLaw(sample.values, centreOf(sample, options.centre).location);
  if (best === undefined)
    return noEstimate(
      name,
      'A third of the values or more equal the location: the likelihood has no maximum.',
    );
  const interval = [best.crossing(-1, (z * z) / 2), best.crossing(1, (z * z) / 2)] as const;
  const warnings: string[] = [];
  if (best.alpha === SMALLEST_ALPHA)
    warnings.push(`The likelihood still rises at alpha = ${SMALLEST_ALPHA}, the smallest that is computed.`);
  if (interval[1] === 2)
    warnings.push('The interval reaches 2, where the stable law is the normal law and has no heavy tail.');
  return {
    name,
    alpha: best.alpha,
    interval,
    scale: { estimate: exp(best.logScale), interval: scaleInterval(best, interval, z) },
    warnings,
  };
}

export const maximumLikelihood: Estimator = {
  name: 'maximum-likelihood',
  title: 'maximum likelihood of the symmetric stable law',
  assumptions:
    'Independent values of a symmetric α-stable law, 0.5 ≤ α < 2; at α = 2 the interval covers more often than it says.',
  source: 'DuMouchel, Ann. Statist. 1 (1973), 948–957',
  estimate,
};
