/**
 * Observables are monoids: they stream over particles, shard and resume, and nobody stores paths to take a mean.
 *
 *   empty() is the identity of merge; merge is associative up to rounding (exactly, for counts and extremes);
 *   fold(s, x, …) equals merge(s, fold(empty(), x, …)) up to rounding.
 *
 * States are plain data (numbers, arrays, Maps) that a worker can send. `fold` may change and return `s`;
 * `merge` changes neither argument. A NaN among the particles ends up in the result, never out of sight.
 */
export interface Observable<S, R> {
  readonly name: string;
  /** The state before any particle. */
  empty(): S;
  /** Adds particles lo ≤ i < hi of the whole particle-major state x (row i at i·dim, dim ≥ 1) to s. */
  fold(s: S, x: Float64Array, dim: number, lo: number, hi: number): S;
  /** `a` holds earlier particles than `b`. */
  merge(a: S, b: S): S;
  /** Throws where nothing was folded and the result does not exist. */
  finish(s: S): R;
}

/** Sums per coordinate over `count` particles; an empty state has no coordinates yet. */
export interface CoordinateSums {
  readonly count: number;
  readonly sums: readonly number[];
}

export const emptySums: CoordinateSums = { count: 0, sums: [] };

export function mergeSums(a: CoordinateSums, b: CoordinateSums): CoordinateSums {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  return { count: a.count + b.count, sums: addEach(a.sums, b.sums) };
}

/** a + b entry by entry; both have the same length. */
export function addEach(a: readonly number[], b: readonly number[]): number[] {
  if (a.length !== b.length) {
    throw new RangeError(`Observables of ${a.length} and of ${b.length} coordinates cannot be merged.`);
  }
  return a.map((v, c) => v + b[c]);
}

/** The complaint of `finish` on an empty state. */
export function requireParticles(name: string, count: number): void {
  if (count === 0) throw new RangeError(`${name} needs at least 1 particle, 0 were folded.`);
}
