/**
 * A positive random variable Y known by both of its tails, each with relative accuracy, and its quantiles.
 *
 * The quantile is the root of log P(tail) = log(target) in log x: Newton's iteration inside a bracket, so that it
 * converges from any start; near the root it doubles the digits. A tail probability t with relative error ε
 * gives a quantile with relative error ε·t/(x·density).
 */
import { exp, log } from '../math/elementary.ts';

/** Index of the upper tail P(Y > x) in the result of `evaluate`. */
export const UPPER = 0;
/** Index of the lower tail P(Y < x) in the result of `evaluate`. */
export const LOWER = 1;
/** Index of the density in the result of `evaluate`. */
export const DENSITY = 2;

export type Side = typeof UPPER | typeof LOWER;

export interface TwoTails {
  /** Writes [P(Y > x), P(Y < x), density at x] into `out`; x > 0 finite. */
  evaluate(x: number, out: Float64Array): void;
}

const values = new Float64Array(3);

/**
 * x with P(Y > x) = target (side UPPER) or P(Y < x) = target (side LOWER), 0 < target ≤ 1/2.
 *
 * @param start any positive number; the nearer to the root, the faster
 * @throws Error when 200 iterations do not converge
 */
export function solveTail(law: TwoTails, side: Side, target: number, start: number): number {
  const direction = side === UPPER ? 1 : -1;
  let x = start;
  let below = 0;
  let above = Number.POSITIVE_INFINITY;
  let lastExcess = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration < 200; iteration++) {
    law.evaluate(x, values);
    const tail = values[side];
    const excess = tail > 0 ? log(tail / target) : Number.NEGATIVE_INFINITY;
    const step = (direction * excess * tail) / (x * values[DENSITY]);
    if (excess < 3e-8 && excess > -3e-8) return x + x * step;
    if (direction * excess > 0) below = x;
    else above = x;
    const bracketed = below > 0 && above < Number.POSITIVE_INFINITY;
    const bounded = Number.isNaN(step) ? -direction * 2 : Math.max(-2, Math.min(2, step));
    let next = x * exp(bounded);
    // a step out of the bracket, or after one that gained little (it may be bouncing between the ends): halve it
    if (bracketed && (next <= below || next >= above || Math.abs(excess) > 0.5 * lastExcess)) {
      next = Math.sqrt(below) * Math.sqrt(above);
    }
    lastExcess = Math.abs(excess);
    if (next === x) return x;
    x = next;
  }
  throw new Error(`The quantile at tail probability ${target} did not converge; the last iterate is ${x}.`);
}
