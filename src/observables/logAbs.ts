/**
 * Mean log|x_c| of every coordinate c: finite with all its moments for every stable law, whatever the tails,
 * E log|X| = γ_E(1/α − 1) for a standard SαS number. Zeros have no logarithm: they are counted and
 * reported, and the mean is over the others.
 */
import { log } from '../math/elementary.ts';
import { addEach, type Observable, requireParticles } from './observable.ts';

export interface LogSums {
  readonly count: number;
  readonly zeros: readonly number[];
  readonly sums: readonly number[];
}

/** Mean logarithms of the coordinates. */
export interface LogAbs {
  /** Mean of log|x_c| over the particles where x_c ≠ 0; NaN where all are 0. */
  readonly mean: readonly number[];
  /** Number of particles with x_c = 0. */
  readonly zeros: readonly number[];
  readonly count: number;
}

/** E log|x_c| of every coordinate c: finite for every stable law, whatever α. */
export function logAbs(): Observable<LogSums, LogAbs> {
  return {
    name: 'mean log|x|',
    empty: () => ({ count: 0, zeros: [], sums: [] }),
    fold(s, x, dim, lo, hi) {
      if (hi <= lo) return s;
      const zeros = new Array<number>(dim).fill(0);
      const sums = new Array<number>(dim).fill(0);
      for (let i = lo; i < hi; i++) {
        for (let c = 0; c < dim; c++) {
          const value = x[i * dim + c];
          if (value === 0) zeros[c]++;
          else sums[c] += log(Math.abs(value));
        }
      }
      return merge(s, { count: hi - lo, zeros, sums });
    },
    merge,
    finish(s) {
      requireParticles('mean log|x|', s.count);
      return { mean: s.sums.map((sum, c) => sum / (s.count - s.zeros[c])), zeros: s.zeros, count: s.count };
    },
  };
}

function merge(a: LogSums, b: LogSums): LogSums {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  return { count: a.count + b.count, zeros: addEach(a.zeros, b.zeros), sums: addEach(a.sums, b.sums) };
}
