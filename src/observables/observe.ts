/**
 * Observables of a state, block by block: blocks of a fixed number of particles, each folded in order from
 * empty, then merged in a fixed tree (neighbours first, an odd one left over moves up). The result depends on
 * the block size but not on which worker folded which blocks: the same bits for any sharding.
 */
import type { Observable } from './observable.ts';

/** States of blocks from ≤ b < to of a state of `count` particles: what one worker sends home. */
export function foldBlocks<S, R>(
  observable: Observable<S, R>,
  x: Float64Array,
  dim: number,
  count: number,
  blockSize: number,
  from: number,
  to: number,
): S[] {
  const states: S[] = [];
  for (let b = from; b < to; b++) {
    states.push(
      observable.fold(observable.empty(), x, dim, b * blockSize, Math.min(count, (b + 1) * blockSize)),
    );
  }
  return states;
}

/** Merges states that stand in block order, by the fixed tree; no states give empty. */
export function mergeTree<S, R>(observable: Observable<S, R>, states: readonly S[]): S {
  if (states.length === 0) return observable.empty();
  let row = states;
  while (row.length > 1) {
    const next: S[] = [];
    for (let b = 0; b < row.length; b += 2) {
      next.push(b + 1 < row.length ? observable.merge(row[b], row[b + 1]) : row[b]);
    }
    row = next;
  }
  return row[0];
}

/** The result types of a tuple of observables, in order. */
export type Results<T extends readonly Observable<unknown, unknown>[]> = {
  [K in keyof T]: T[K] extends Observable<infer _S, infer R> ? R : never;
};

/** Finished results of several observables of one state: count particles of dim coordinates, row i at i·dim. */
export function observe<const T extends readonly Observable<unknown, unknown>[]>(
  observables: T,
  x: Float64Array,
  dim: number,
  count: number,
  blockSize: number,
): Results<T> {
  if (!(Number.isInteger(blockSize) && blockSize > 0)) {
    throw new RangeError(`blockSize is ${blockSize}; it must be a positive integer.`);
  }
  if (x.length < count * dim) {
    throw new RangeError(
      `The state has ${x.length} numbers; ${count} particles of ${dim} coordinates need ${count * dim}.`,
    );
  }
  const blocks = Math.ceil(count / blockSize);
  return observables.map((o) =>
    o.finish(mergeTree(o, foldBlocks(o, x, dim, count, blockSize, 0, blocks))),
  ) as unknown as Results<T>;
}
