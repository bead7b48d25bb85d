/**
 * The standard positive b-stable law: E exp(−gA) = exp(−g^b), 0.25 ≤ b < 1.
 *
 * √(2A)·N(0, I) is the rotationally invariant 2b-stable vector. Heavy right tail, P(A > x) ~ x^{−b}/Γ(1 − b), light
 * left tail, log P(A < x) ~ −(1 − b)(b/x)^{b/(1−b)}·…; b = 1/2 is Lévy's law of 1/(2N²). P(A > x) and P(A < x) are
 * each computed with relative accuracy: series in the heavy tail, Zolotarev's integral elsewhere, and for b > 0.7
 * the integral round the negative axis between the two. Relative error against 40-digit values (test/noise): below
 * 1e−13, but near b = 1, where A itself tends to 1, a tail is no better than the rounding of x: 1e−16/(1 − b).
 */
import { exp, log, pow, sin } from '../math/elementary.ts';
import { gamma } from '../math/gamma.ts';
import { createNegativeAxisIntegral, negativeAxisEdge } from './negativeAxisIntegral.ts';
import { createTailSeries } from './stableSeries.ts';
import { FAR_TAIL } from './symmetricStable.ts';
import { DENSITY, LOWER, type Side, solveTail, type TwoTails, UPPER } from './twoTails.ts';
import { createPositiveZolotarev } from './zolotarevIntegral.ts';

export const SMALLEST_B = 0.25;

/** The standard positive b-stable law, E exp(−gA) = exp(−g^b), 0.25 ≤ b < 1. */
export interface PositiveStable {
  readonly b: number;
  /** Density at x; 0 for x ≤ 0. */
  density(x: number): number;
  /** P(A ≤ x), with relative accuracy. */
  cdf(x: number): number;
  /** P(A > x), with relative accuracy. */
  survival(x: number): number;
  /** x with P(A ≤ x) = p, 0 < p < 1. */
  quantile(p: number): number;
  /** x with P(A > x) = q, 0 < q < 1. */
  tailQuantile(q: number): number;
  /** log E exp(−gA) = −g^b, g ≥ 0. */
  logLaplace(g: number): number;
  /** A by its two tails. */
  readonly tails: TwoTails;
}

function positiveTails(b: number): TwoTails {
  const tail = createTailSeries(b, 2 * (1 - b), 1 / Math.PI);
  const body = createPositiveZolotarev(b);
  if (b <= 0.7) return { evaluate: (x, out) => (x >= tail.edge ? tail : body).evaluate(x, out) };
  const lag = createNegativeAxisIntegral(b);
  const turn = negativeAxisEdge(b);
  return {
    evaluate(x, out) {
      if (x >= tail.edge) tail.evaluate(x, out);
      else if (x >= turn) lag.evaluate(x, out);
      else body.evaluate(x, out);
    },
  };
}

/**
 * @param b index, 0.25 ≤ b < 1
 * @throws RangeError when b is outside that range
 */
export function createPositiveStable(b: number): PositiveStable {
  if (!(b >= SMALLEST_B && b < 1)) {
    throw new RangeError(`b must be a number from ${SMALLEST_B} to below 1, but is ${b}.`);
  }
  const tails = positiveTails(b);
  const out = new Float64Array(3);
  const c = b / (1 - b);
  const tailConstant = (gamma(b) * sin(Math.PI * (1 - b))) / Math.PI;
  /** log of a(0), the constant of the left tail: −log P(A < x) ~ a(0)·x^{−c}. */
  const logLeft = log(b) / (1 - b) + log((1 - b) / b);

  function at(x: number, index: Side | typeof DENSITY, below: number, above: number): number {
    if (Number.isNaN(x)) return Number.NaN;
    if (x <= 0) return below;
    if (x === Number.POSITIVE_INFINITY) return above;
    tails.evaluate(x, out);
    return out[index];
  }

  function solve(side: Side, target: number): number {
    const far = pow(tailConstant / target, 1 / b);
    if (side === UPPER && target < FAR_TAIL * tailConstant) return far;
    const start = side === UPPER ? Math.max(1, far) : exp((logLeft - log(-log(target))) / c);
    return solveTail(tails, side, target, start);
  }

  function requireProbability(name: string, p: number): void {
    if (!(p > 0 && p < 1)) throw new RangeError(`${name} must lie strictly between 0 and 1, but is ${p}.`);
  }

  return {
    b,
    tails,
    density: (x) => at(x, DENSITY, 0, 0),
    cdf: (x) => at(x, LOWER, 0, 1),
    survival: (x) => at(x, UPPER, 1, 0),
    quantile(p) {
      requireProbability('p', p);
      return p <= 0.5 ? solve(LOWER, p) : solve(UPPER, 1 - p);
    },
    tailQuantile(q) {
      requireProbability('q', q);
      return q <= 0.5 ? solve(UPPER, q) : solve(LOWER, 1 - q);
    },
    logLaplace: (g) => (g === 0 ? 0 : -pow(g, b)),
  };
}
