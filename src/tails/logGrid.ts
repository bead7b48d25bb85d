/**
 * A sample as weights on a grid of log|x|: sums over the sample become sums over some hundred grid points.
 *
 * Every value spreads its unit of weight over the 8 nearest grid points by Lagrange's polynomials, so that
 * Σ_j w_j·g(t_j) is Σ_i g(log|x_i|) for the interpolant of any g: what interpolation would give, but paid once for all g.
 * A scale s moves the grid by log s, which is another interpolation by 8 points, the same for all of them.
 * (Transposed interpolation, as in non-uniform Fourier transforms: Dutt & Rokhlin, SIAM J. Sci. Comput. 14 (1993).)
 */
import { log } from '../math/elementary.ts';
import { FIRST, PER_UNIT } from './stableTable.ts';

/** Points of one interpolation. */
export const ORDER = 8;
export const HALF = ORDER / 2;

/** 1/Π_{k≠i}(i − k), k = 0 … ORDER − 1. */
const inverseProducts = Float64Array.from({ length: ORDER }, (_, i) => {
  let product = 1;
  for (let k = 0; k < ORDER; k++) if (k !== i) product *= i - k;
  return 1 / product;
});

const before = new Float64Array(ORDER);

/** weights[i] of the value at point i for the place `at` in [HALF − 1, HALF), points at 0 … ORDER − 1. */
export function lagrangeWeights(at: number, weights: Float64Array): void {
  let product = 1;
  for (let i = 0; i < ORDER; i++) {
    before[i] = product;
    product *= at - i;
  }
  product = 1;
  for (let i = ORDER - 1; i >= 0; i--) {
    weights[i] = before[i] * product * inverseProducts[i];
    product *= at - i;
  }
}

export interface LogGrid {
  /** Number of values, and how many of them are 0 (they have no logarithm). */
  readonly count: number;
  readonly zeros: number;
  /** Grid point of weights[0], in the numbering of stableTable.ts; the first and last `ORDER` − 1 are spare. */
  readonly from: number;
  readonly weights: Float64Array;
}

/** Grid place of log t: an index with its fraction. */
export function gridPlace(logX: number): number {
  return (logX - FIRST) * PER_UNIT;
}

/** @param values finite numbers, of which `location` is taken off */
export function createLogGrid(values: Float64Array, location: number): LogGrid {
  let smallest = Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] - location);
    if (size > 0 && size < smallest) smallest = size;
    if (size > largest) largest = size;
  }
  if (largest === 0)
    return { count: values.length, zeros: values.length, from: 0, weights: new Float64Array(0) };
  const from = Math.floor(gridPlace(log(smallest))) - ORDER;
  const weights = new Float64Array(Math.floor(gridPlace(log(largest))) + ORDER + 1 - from);
  const share = new Float64Array(ORDER);
  let zeros = 0;
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i] - location);
    if (size === 0) {
      zeros++;
      continue;
    }
    const place = gridPlace(log(size)) - from;
    const first = Math.floor(place) - (HALF - 1);
    lagrangeWeights(place - first, share);
    for (let k = 0; k < ORDER; k++) weights[first + k] += share[k];
  }
  return { count: values.length, zeros, from, weights };
}
