/**
 * Interpolation in α on [0.5, 2] by the polynomial through 36 Chebyshev points, in barycentric form.
 *
 * What the standard symmetric law gives at a fixed place is analytic in α with its nearest singularity at α = 0: the error falls
 * like 3^{−36}, below 1e−15 of a bounded function. Source: Berrut & Trefethen, SIAM Rev. 46 (2004), eq. (5.2).
 */
import { cos, sin } from '../math/elementary.ts';
import { SMALLEST_ALPHA } from '../noise/symmetricStable.ts';

export const NODES = 36;

const angle = (k: number) => (Math.PI * (k + 0.5)) / NODES;

/** The α at which a law must be known; 2 is not among them. */
export const alphaNodes = Float64Array.from(
  { length: NODES },
  (_, k) => (2 + SMALLEST_ALPHA) / 2 + ((2 - SMALLEST_ALPHA) / 2) * cos(angle(k)),
);
const barycentric = alphaNodes.map((_, k) => (k % 2 === 0 ? 1 : -1) * sin(angle(k)));

/** weights[k] of the value at node k, for alpha in [0.5, 2]. */
export function nodeWeights(alpha: number, weights: Float64Array): void {
  const hit = alphaNodes.indexOf(alpha);
  if (hit >= 0) {
    weights.fill(0);
    weights[hit] = 1;
    return;
  }
  let total = 0;
  for (let k = 0; k < NODES; k++) {
    weights[k] = barycentric[k] / (alpha - alphaNodes[k]);
    total += weights[k];
  }
  for (let k = 0; k < NODES; k++) weights[k] /= total;
}

/** Σ_k weights[k]·values[row·NODES + k]. */
export function mix(values: Float64Array, row: number, weights: Float64Array): number {
  let total = 0;
  for (let k = 0, at = row * NODES; k < NODES; k++) total += weights[k] * values[at + k];
  return total;
}
