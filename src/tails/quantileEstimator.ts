/**
 * McCulloch's quantile estimator, symmetric case: tail index and scale from four order statistics.
 *
 *   ν̂ = (x_{.95} − x_{.05})/(x_{.75} − x_{.25}) = ν(α̂),   ŝ = (x_{.75} − x_{.25})/(2 q_{.75}(α̂)).
 * Where McCulloch interpolates a table of two decimals, ν(α) = ν̂ is solved with exact quantiles (quantileShape.ts).
 * Location-free, so nothing is centred. ν falls to ν(2) = 2.439; a smaller ν̂ gives an α̂ above 2 on the tangent of ν: it says
 * how far the sample is beyond the normal law. Interval: all α with |log ν̂ − log ν(α)| ≤ z·σ(α)/√n.
 * Source: McCulloch, Commun. Statist. Simul. Comput. 15 (1986), 1109–1136, eqs. (5)–(8).
 */
import { exp, log } from '../math/elementary.ts';
import { SMALLEST_ALPHA } from '../noise/symmetricStable.ts';
import { normalFactor } from '../statistics/normal.ts';
import { centreOf } from './centre.ts';
import type { Estimator, EstimatorOptions, TailEstimate } from './estimate.ts';
import { aboveTwo, noEstimate } from './noEstimate.ts';
import { INNER, OUTER, quantileShape, STEP } from './quantileShape.ts';
import type { TailSample } from './tailSample.ts';

/** Two values beyond x_{.95} and below x_{.05}. */
const FEWEST = 40;
const TOLERANCE = 1e-10;

/** Linear between the x_(i), x_(i) standing at p = (i − ½)/n, as McCulloch asks for. */
function quantileOf(ascending: Float64Array, p: number): number {
  const place = p * ascending.length - 0.5;
  const i = Math.floor(place);
  return ascending[i] + (place - i) * (ascending[i + 1] - ascending[i]);
}

/** α ≥ 0.5 at which `excess`, positive at small α, becomes 0; undefined where it is negative at 0.5 already. Illinois method. */
function solve(excess: (alpha: number) => number): number | undefined {
  let [low, high] = [SMALLEST_ALPHA, 2];
  let [above, below] = [excess(low), excess(high)];
  if (above < 0) return undefined;
  while (below > 0) {
    [low, above] = [high, below];
    high *= 2;
    below = excess(high);
  }
  let kept = 0;
  while (high - low > TOLERANCE) {
    const alpha = low + ((high - low) * above) / (above - below);
    const value = excess(alpha);
    if (Math.abs(value) < TOLERANCE) return alpha;
    if (value > 0) {
      [low, above] = [alpha, value];
      if (kept === 1) below /= 2;
      kept = 1;
    } else {
      [high, below] = [alpha, value];
      if (kept === -1) above /= 2;
      kept = -1;
    }
  }
  return (low + high) / 2;
}

function estimate(sample: TailSample, options: EstimatorOptions = {}): TailEstimate {
  const name = 'quantile';
  const z = normalFactor(options.confidence ?? 0.95);
  const { ascending } = centreOf(sample);
  const n = ascending.length;
  if (n < FEWEST) return noEstimate(name, `There are ${n} values; it takes at least ${FEWEST}.`);
  const range = quantileOf(ascending, INNER) - quantileOf(ascending, 1 - INNER);
  if (range === 0) return noEstimate(name, 'The quartiles are equal: half of the values are.');
  const ratio = (quantileOf(ascending, OUTER) - quantileOf(ascending, 1 - OUTER)) / range;
  const logRatio = log(ratio);
  const end = (side: -1 | 0 | 1) =>
    solve((a) => {
      const shape = quantileShape(a);
      return shape.logRatio - logRatio + side * z * Math.sqrt(shape.ratioVariance / n);
    });
  const alpha = end(0);
  if (alpha === undefined) {
    const limit = exp(quantileShape(SMALLEST_ALPHA).logRatio);
    return noEstimate(
      name,
      `The ratio of ranges is ${ratio.toPrecision(4)}, above ${limit.toPrecision(4)}: alpha is below ${SMALLEST_ALPHA}.`,
    );
  }
  const here = quantileShape(alpha);
  const next = quantileShape(alpha + STEP);
  // d log ŝ = d log range − c·d log ν̂.
  const c = (next.logQuartile - here.logQuartile) / (next.logRatio - here.logRatio);
  const variance = here.rangeVariance + c * c * here.ratioVariance - 2 * c * here.covariance;
  const logScale = log(range / 2) - here.logQuartile;
  const half = z * Math.sqrt(variance / n);
  return {
    name,
    alpha,
    // Below 0.5 nothing is known: the interval is open there.
    interval: [end(-1) ?? 0, end(1) ?? SMALLEST_ALPHA],
    scale: { estimate: exp(logScale), interval: [exp(logScale - half), exp(logScale + half)] },
    warnings: aboveTwo(alpha),
  };
}

export const quantileEstimator: Estimator = {
  name: 'quantile',
  title: 'quantiles (McCulloch)',
  assumptions: 'Independent values of a symmetric α-stable law about any centre, 0.5 ≤ α ≤ 2.',
  source: 'McCulloch, Commun. Statist. Simul. Comput. 15 (1986), 1109–1136',
  estimate,
};
