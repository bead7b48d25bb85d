/**
 * Where the cut falls when the k largest of n independent sizes are kept: the law of the (k + 1)-th largest.
 *
 * Its tail probability Q = P(|x| > r) has the law Beta(k + 1, n − k). Nodes of the trapezoidal rule in the logit ℓ of Q,
 * with density ∝ exp((n + 1)(q₀δ − log(1 + q₀(e^δ − 1)))), δ = ℓ − logit q₀, q₀ = (k + 1)/(n + 1): about 17
 * nodes where the density is nearly Gaussian, twice as many for small numbers. Source: David & Nagaraja, Order Statistics (2003), section 2.3.
 */
import { exp, expm1, log1p } from '../../math/elementary.ts';

export interface Thresholds {
  /** Tail probabilities, and what is left, 1 − q. */
  readonly tail: Float64Array;
  readonly rest: Float64Array;
  /** They sum to 1. */
  readonly weight: Float64Array;
  /** The most likely one. */
  readonly mode: number;
}

/** Trapezoidal step in standard deviations; finer where few are kept or lost, and the density is no Gaussian yet. */
const STEP = 0.8;
const FINE_STEP = 0.4;
const NEGLIGIBLE = 1e-13;

/** 1 ≤ kept ≤ units − 1. */
export function thresholds(units: number, kept: number): Thresholds {
  const mode = (kept + 1) / (units + 1);
  const deviation = 1 / Math.sqrt((units + 1) * mode * (1 - mode));
  const step = deviation < 0.1 ? STEP : FINE_STEP;
  const nodes: { tail: number; rest: number; weight: number }[] = [];
  const add = (j: number): boolean => {
    const shift = j * step * deviation;
    const grow = expm1(shift);
    const weight = exp((units + 1) * (mode * shift - log1p(mode * grow)));
    const odds = 1 + mode * grow;
    nodes.push({ tail: (mode * (1 + grow)) / odds, rest: (1 - mode) / odds, weight });
    return weight > NEGLIGIBLE;
  };
  add(0);
  for (const direction of [1, -1]) for (let j = 1; add(direction * j); j++);
  nodes.sort((a, b) => b.tail - a.tail);
  const total = nodes.reduce((sum, { weight }) => sum + weight, 0);
  return {
    tail: Float64Array.from(nodes, ({ tail }) => tail),
    rest: Float64Array.from(nodes, ({ rest }) => rest),
    weight: Float64Array.from(nodes, ({ weight }) => weight / total),
    mode,
  };
}
