/**
 * Mean |x_c|^p of every coordinate c, p > 0. Exists for α-stable particles only when p < α, and has a central
 * limit theorem (hence an interval over replicas) only when p < α/2: p = ½ serves every α > 1.
 */
import { pow } from '../math/elementary.ts';
import {
  type CoordinateSums,
  emptySums,
  mergeSums,
  type Observable,
  requireParticles,
} from './observable.ts';

/**
 * E|x_c|^power of every coordinate c over the particles, power > 0. It converges where power < α; its
 * intervals hold where power < α/2.
 * @throws RangeError where power is not positive and finite
 */
export function absoluteMoment(power: number): Observable<CoordinateSums, number[]> {
  if (!(power > 0 && power < Infinity))
    throw new RangeError(`power is ${power}; it must be positive and finite.`);
  const name = `mean |x|^${power}`;
  const raise =
    power === 1 ? identity : power === 0.5 ? Math.sqrt : power === 2 ? square : (a: number) => pow(a, power);
  return {
    name,
    empty: () => emptySums,
    fold(s, x, dim, lo, hi) {
      if (hi <= lo) return s;
      const sums = new Array<number>(dim).fill(0);
      for (let i = lo; i < hi; i++) {
        for (let c = 0; c < dim; c++) sums[c] += raise(Math.abs(x[i * dim + c]));
      }
      return mergeSums(s, { count: hi - lo, sums });
    },
    merge: mergeSums,
    finish(s) {
      requireParticles(name, s.count);
      return s.sums.map((sum) => sum / s.count);
    },
  };
}

function identity(a: number): number {
  return a;
}

function square(a: number): number {
  return a * a;
}
