/**
 * The three inner loops of stable increments: out[(i − lo)·dim + c] += factor·X_c(i, cell), cell by cell in increasing
 * order, for particles lo ≤ i < hi.
 *
 * Each block of random bits serves the two particles 2p and 2p + 1, so a range with an odd end uses half of its
 * first or last block. `words` is scratch: (low, high) of particle 2p, then of 2p + 1. Nothing is allocated; what a
 * particle gets does not depend on lo, hi or the interval.
 */
import type { BitSource } from '../random/address.ts';
import { samplePositive, sampleSymmetric } from './quantileTable.ts';

/** Type I: one scalar (coordinate 0) for all coordinates. */
export function addCommon(
  bits: BitSource,
  table: Float64Array,
  factor: number,
  dim: number,
  lo: number,
  hi: number,
  fromCell: number,
  toCell: number,
  words: Uint32Array,
  out: Float64Array,
): void {
  const lastPair = Math.floor((hi - 1) / 2);
  for (let pair = Math.floor(lo / 2); pair <= lastPair; pair++) {
    const even = 2 * pair >= lo;
    const odd = 2 * pair + 1 < hi;
    const at = (2 * pair - lo) * dim;
    for (let cell = fromCell; cell < toCell; cell++) {
      bits.pair(pair, cell, 0, words);
      if (even) {
        const x = factor * sampleSymmetric(table, words[0], words[1]);
        for (let c = 0; c < dim; c++) out[at + c] += x;
      }
      if (odd) {
        const x = factor * sampleSymmetric(table, words[2], words[3]);
        for (let c = dim; c < 2 * dim; c++) out[at + c] += x;
      }
    }
  }
}

/** Type II: an independent scalar for every coordinate. */
export function addIndependent(
  bits: BitSource,
  table: Float64Array,
  factor: number,
  dim: number,
  lo: number,
  hi: number,
  fromCell: number,
  toCell: number,
  words: Uint32Array,
  out: Float64Array,
): void {
  const lastPair = Math.floor((hi - 1) / 2);
  for (let pair = Math.floor(lo / 2); pair <= lastPair; pair++) {
    const even = 2 * pair >= lo;
    const odd = 2 * pair + 1 < hi;
    const at = (2 * pair - lo) * dim;
    for (let c = 0; c < dim; c++) {
      for (let cell = fromCell; cell < toCell; cell++) {
        bits.pair(pair, cell, c, words);
        if (even) out[at + c] += factor * sampleSymmetric(table, words[0], words[1]);
        if (odd) out[at + dim + c] += factor * sampleSymmetric(table, words[2], words[3]);
      }
    }
  }
}

/** Type III: factor·R·Z, one radius R = √A per particle and cell (`radii`, coordinate 0), Z_c from N(0, 2). */
export function addRotational(
  bits: BitSource,
  radii: BitSource,
  gaussian: Float64Array,
  radius: Float64Array,
  factor: number,
  dim: number,
  lo: number,
  hi: number,
  fromCell: number,
  toCell: number,
  words: Uint32Array,
  out: Float64Array,
): void {
  const lastPair = Math.floor((hi - 1) / 2);
  for (let pair = Math.floor(lo / 2); pair <= lastPair; pair++) {
    const even = 2 * pair >= lo;
    const odd = 2 * pair + 1 < hi;
    const at = (2 * pair - lo) * dim;
    for (let cell = fromCell; cell < toCell; cell++) {
      radii.pair(pair, cell, 0, words);
      const evenScale = factor * samplePositive(radius, words[0], words[1]);
      const oddScale = factor * samplePositive(radius, words[2], words[3]);
      for (let c = 0; c < dim; c++) {
        bits.pair(pair, cell, c, words);
        if (even) out[at + c] += evenScale * sampleSymmetric(gaussian, words[0], words[1]);
        if (odd) out[at + dim + c] += oddScale * sampleSymmetric(gaussian, words[2], words[3]);
      }
    }
  }
}
