/** The step of every scheme, number by number: src/schemes/scheme.ts has the equation. */
import type { Move } from './scheme.ts';

/** drift ← drift/(1 + taming·‖drift‖) for each of the particles, count × dim numbers from index 0. */
export function tame(drift: Float64Array, count: number, dim: number, taming: number): void {
  for (let at = 0; at < count * dim; at += dim) {
    let squares = 0;
    for (let c = 0; c < dim; c++) squares += drift[at + c] * drift[at + c];
    const divisor = 1 + taming * Math.sqrt(squares);
    for (let c = 0; c < dim; c++) drift[at + c] /= divisor;
  }
}

/**
 * One step of `count` numbers of `x` from `at`, in place, drift (tamed already) read from index 0. Returns NaN when a
 * number became non-finite, else 0.
 */
export function advance(
  x: Float64Array,
  at: number,
  count: number,
  move: Move,
  drift: Float64Array,
  increment: Float64Array,
  incrementAt: number,
): number {
  let finite = 0;
  for (let j = 0; j < count; j++) {
    const next = x[at + j] + move.drift * drift[j] + move.noise * increment[incrementAt + j];
    x[at + j] = next;
    finite += next * 0;
  }
  return finite;
}
