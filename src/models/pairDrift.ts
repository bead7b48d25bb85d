/**
 * The drift of all particles from their pairs, in batches:
 *
 *   b(x_i) + (1/(s − 1)) Σ_{j ≠ i in the batch of i} K(x_i − x_j),   s the size of the batch.
 *
 * One batch of all N particles is the exact drift, O(N²); batches of p by a random division are the random-batch drift of
 * Jin, Li & Liu, O(pN). N particles make ⌊N/p⌋ batches whose sizes differ by one at most: p where p divides N, never less.
 * Under a uniformly random division the partners of i are a uniformly random set, whatever the size of its batch: the
 * drift is right on average for every N (the paper takes p to divide N). Pairs are summed in the order of the division.
 */
import type { PairInteraction } from './pairInteraction.ts';

/** Pairs whose K is asked for together: z, K and their particles lie in the nearest cache. */
const ROOM = 512;

/** ⌊N/p⌋, for 2 ≤ p ≤ N. */
export function batchCount(particles: number, size: number): number {
  return Math.floor(particles / size);
}

/** Sizes of so many batches of N particles: the first `larger` hold one more than `size`. */
export function batchSizes(particles: number, batches: number): { size: number; larger: number } {
  return { size: Math.floor(particles / batches), larger: particles % batches };
}

/**
 * `(x, order, batches, out)` writes the drift of every particle of `x` (particles × dim) to `out`; `order` is the division:
 * the numbers of all particles, batch after batch. Owns scratch for the largest system it has seen.
 */
export type PairDrift = (x: Float64Array, order: Int32Array, batches: number, out: Float64Array) => void;

export function createPairDrift(pairs: PairInteraction): PairDrift {
  const { dim } = pairs;
  const z = new Float64Array(ROOM * dim);
  const k = new Float64Array(ROOM * dim);
  const owner = new Int32Array(ROOM);
  let y = new Float64Array(0);
  let sum = new Float64Array(0);
  let filled = 0;

  /** Adds K of the pairs in hand to the sums of their particles. */
  function flush(): void {
    pairs.interaction(z, filled, k);
    if (dim === 1) {
      for (let t = 0; t < filled; ) {
        const q = owner[t];
        let own = k[t++];
        while (t < filled && owner[t] === q) own += k[t++];
        sum[q] += own;
      }
    } else {
      for (let t = 0; t < filled; t++) {
        const at = owner[t] * dim;
        for (let c = 0; c < dim; c++) sum[at + c] += k[t * dim + c];
      }
    }
    filled = 0;
  }

  /** Takes the pairs of place q with places lo ≤ r < hi, none of them q. */
  function take(q: number, lo: number, hi: number): void {
    for (let r = lo; r < hi; ) {
      const end = Math.min(hi, r + ROOM - filled);
      if (dim === 1) {
        const own = y[q];
        for (; r < end; r++) {
          z[filled] = own - y[r];
          owner[filled++] = q;
        }
      } else {
        for (; r < end; r++) {
          for (let c = 0; c < dim; c++) z[filled * dim + c] = y[q * dim + c] - y[r * dim + c];
          owner[filled++] = q;
        }
      }
      if (filled === ROOM) flush();
    }
  }

  return (x, order, batches, out) => {
    const n = order.length;
    if (y.length < n * dim) {
      y = new Float64Array(n * dim);
      sum = new Float64Array(n * dim);
    }
    for (let q = 0; q < n; q++) {
      for (let c = 0; c < dim; c++) y[q * dim + c] = x[order[q] * dim + c];
    }
    sum.fill(0, 0, n * dim);
    const { size, larger } = batchSizes(n, batches);
    for (let b = 0, lo = 0; b < batches; b++) {
      const hi = lo + size + (b < larger ? 1 : 0);
      for (let q = lo; q < hi; q++) {
        take(q, lo, q);
        take(q, q + 1, hi);
      }
      lo = hi;
    }
    if (filled > 0) flush();
    pairs.drift(x, n, out);
    const inLarger = larger * (size + 1);
    for (let q = 0; q < n; q++) {
      const partners = q < inLarger ? size : size - 1;
      const at = order[q] * dim;
      for (let c = 0; c < dim; c++) out[at + c] += sum[q * dim + c] / partners;
    }
  };
}
