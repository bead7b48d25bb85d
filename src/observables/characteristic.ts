/**
 * Empirical characteristic function: mean over particles of e^{i⟨u, x⟩} at given u. Bounded, so its mean has an
 * interval for every tail index.
 */
import { sincos } from '../math/elementary.ts';
import {
  type CoordinateSums,
  emptySums,
  mergeSums,
  type Observable,
  requireParticles,
} from './observable.ts';

/** The empirical characteristic function at u: mean cos⟨u, x⟩ and mean sin⟨u, x⟩. */
export interface CharacteristicValue {
  readonly u: readonly number[];
  readonly re: number;
  readonly im: number;
}

/** Every u has the particles' number of coordinates; `sums` of the state holds re, im for each u in turn. */
export function characteristic(
  us: readonly (readonly number[])[],
): Observable<CoordinateSums, CharacteristicValue[]> {
  const name = 'characteristic function';
  return {
    name,
    empty: () => emptySums,
    fold(s, x, dim, lo, hi) {
      if (hi <= lo) return s;
      const pair = new Float64Array(2);
      const sums = new Array<number>(2 * us.length).fill(0);
      for (const [k, u] of us.entries()) {
        if (u.length !== dim) throw new RangeError(`u is [${u}]; particles have ${dim} coordinates.`);
        for (let i = lo; i < hi; i++) {
          let angle = 0;
          for (let c = 0; c < dim; c++) angle += u[c] * x[i * dim + c];
          sincos(angle, pair);
          sums[2 * k] += pair[1];
          sums[2 * k + 1] += pair[0];
        }
      }
      return mergeSums(s, { count: hi - lo, sums });
    },
    merge: mergeSums,
    finish(s) {
      requireParticles(name, s.count);
      return us.map((u, k) => ({ u, re: s.sums[2 * k] / s.count, im: s.sums[2 * k + 1] / s.count }));
    },
  };
}
