/**
 * Largest |x_c| of every coordinate c, and which particle has it. NaN counts as larger than everything, and
 * among equals the lowest particle number wins: merge is associative and commutative, exactly.
 */
import { type Observable, requireParticles } from './observable.ts';

/** The largest size of one coordinate, and whose it is. */
export interface Extreme {
  /** max |x_c|, or NaN where a particle is NaN. */
  readonly value: number;
  /** Number of the (first) particle that has it. */
  readonly particle: number;
}

/** One Extreme per coordinate; none before the first particle. */
export function extremes(): Observable<readonly Extreme[], readonly Extreme[]> {
  return {
    name: 'max |x|',
    empty: () => [],
    fold(s, x, dim, lo, hi) {
      if (hi <= lo) return s;
      const found: Extreme[] = [];
      for (let c = 0; c < dim; c++) {
        let best: Extreme = { value: Math.abs(x[lo * dim + c]), particle: lo };
        for (let i = lo + 1; i < hi; i++)
          best = larger(best, { value: Math.abs(x[i * dim + c]), particle: i });
        found.push(best);
      }
      return merge(s, found);
    },
    merge,
    finish(s) {
      requireParticles('max |x|', s.length);
      return s;
    },
  };
}

function merge(a: readonly Extreme[], b: readonly Extreme[]): readonly Extreme[] {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return a.map((extreme, c) => larger(extreme, b[c]));
}

function larger(a: Extreme, b: Extreme): Extreme {
  const aNaN = Number.isNaN(a.value);
  const bNaN = Number.isNaN(b.value);
  if (aNaN !== bNaN) return aNaN ? a : b;
  if (!aNaN && a.value !== b.value) return a.value > b.value ? a : b;
  return a.particle <= b.particle ? a : b;
}
