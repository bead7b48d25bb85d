/**
 * Taylor series method of order 20 for polynomial systems of complex unknowns: the solution's Taylor
 * coefficients come from a recursion, and the step from their size (last two terms below 1e−16).
 *
 * Steps are also kept below 5/fastest, inside the stability region of the method, so that strongly damped
 * Fourier modes stay harmless. Source: Jorba and Zou, Experiment. Math. 14 (2005) 99–117.
 */
import { pow } from '../math/elementary.ts';
export const ORDER = 20;

export interface TaylorSystem {
  /** Number of complex unknowns. */
  readonly size: number;
  /** Coefficient k of unknown m at [k·size + m]; row 0 is the state. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Bound on the modulus of the eigenvalues that matter for stability. */
  readonly fastest: number;
  /** Fills row k + 1 from rows 0 … k. */
  next(k: number): void;
}

/** Steps are at most this over `fastest`. */
const STABLE = 5;

/** Multiplications of a stability-limited run over `horizon` for `size` unknowns of 8 products per term. */
export function taylorWork(fastest: number, size: number, horizon: number): number {
  return ((horizon * fastest) / STABLE + 1) * size * 4 * ORDER * ORDER;
}

/** Moves the state from time 0 through `times` (ascending) and calls `visit` at each. */
export function integrateTaylor(
  system: TaylorSystem,
  times: ArrayLike<number>,
  visit: (index: number) => void,
): void {
  let now = 0;
  for (let index = 0; index < times.length; index++) {
    while (now < times[index]) {
      for (let k = 0; k < ORDER; k++) system.next(k);
      const remaining = times[index] - now;
      const step = Math.min(trusted(system), STABLE / system.fastest);
      if (step < remaining) {
        advance(system, step);
        now += step;
      } else {
        advance(system, remaining);
        now = times[index];
      }
    }
    visit(index);
  }
}

function trusted(system: TaylorSystem): number {
  let step = Number.POSITIVE_INFINITY;
  for (const k of [ORDER - 1, ORDER]) {
    let largest = 0;
    for (let j = k * system.size; j < (k + 1) * system.size; j++)
      largest = Math.max(largest, Math.abs(system.re[j]), Math.abs(system.im[j]));
    step = Math.min(step, pow(1e-16 / largest, 1 / k));
  }
  return step;
}

/** Row 0 becomes the polynomial's value after `step`. */
function advance({ size, re, im }: TaylorSystem, step: number): void {
  for (const part of [re, im]) {
    for (let m = 0; m < size; m++) {
      let value = part[ORDER * size + m];
      for (let k = ORDER - 1; k >= 0; k--) value = value * step + part[k * size + m];
      part[m] = value;
    }
  }
}
