/**
 * Sampling by numerical inversion: the quantile of a positive variable Y as a table of polynomials.
 *
 * A 64-bit word (lo, hi) is read as: bit 63 the sign, bit 62 the side, bits 0–61 an integer v (its lowest bit set),
 * u = v·2^−62 in (0, 1]. Side 0 is the y with P(Y > y) = u/2, side 1 the y with P(Y < y) = u/2: both tails keep their
 * relative accuracy down to probability 2^−63. Each side has 62 octaves [2^e, 2^(e+1)) of v with 32 equal pieces, each
 * c_0 + … + c_7 z^7 with z in [−1, 1): 8 coefficients, one cache line. Sampling takes + and × only, in the order
 *   q = z², ((c_6 q + c_4) q + c_2) q + c_0 + z (((c_7 q + c_5) q + c_3) q + c_1),
 * without fused multiply-add, and the making takes the portable functions only: the same bits on every engine.
 *
 * Layout: 2 sides × 64 rows × 32 pieces × 8 coefficients. Octave e stands in row (e + 63) mod 64: the last six bits of
 * the exponent of the float64 v and the first five of its fraction are the index, with no clamp. v may be rounded up
 * to 2^62, where u = 1: the first piece of that row is the median alone. The row of e = 63 is not used.
 *
 * Making: per octave the quantile at 33 Chebyshev points (its only singularity near is u = 0, so that the interpolant
 * errs by 6^−33), then one fixed linear map to the 32 × 8 coefficients. Relative error against 40-digit quantiles
 * (test/noise): 1e−14 or less; for 1.9999 < α < 2 up to 4e−12 (1e−7 when 2 − α < 1e−10) in
 * the one octave where the Gaussian turns heavy.
 */
import { log, pow } from '../math/elementary.ts';
import { octaveMap, octavePoints } from './octaveMap.ts';
import { createPositiveStable } from './positiveStable.ts';
import { createSymmetricStable } from './symmetricStable.ts';
import { LOWER, type Side, solveTail, type TwoTails, UPPER } from './twoTails.ts';

const OCTAVES = 62;
const ROWS = 64;
const PIECES = 32;
const COEFFICIENTS = 8;
const SIDE_LENGTH = ROWS * PIECES * COEFFICIENTS;
export const TABLE_LENGTH = 2 * SIDE_LENGTH;
const LAST_PIECE = ROWS * PIECES - 1;

const TWO_32 = 4294967296;
/** SCALE[n]·v lies in [1, 2] when v has n leading zeros among 64 bits. */
const SCALE = new Float64Array(64);
for (let n = 0; n < 64; n++) SCALE[n] = 2 ** (n - 63);

/** Where the coefficients of octave e begin on their side. */
function rowStart(octave: number): number {
  return ((octave + ROWS - 1) % ROWS) * PIECES * COEFFICIENTS;
}

/**
 * The y ≥ 0 of one 64-bit word; bit 63 is left to the caller.
 *
 * @param table made by `symmetricTable` or `radiusTable`
 * @param lo low 32 bits
 * @param hi high 32 bits
 */
export function samplePositive(table: Float64Array, lo: number, hi: number): number {
  const high = hi & 0x3fffffff;
  const low = lo | 1;
  const v = high * TWO_32 + (low >>> 0);
  const zeros = high === 0 ? 32 + Math.clz32(low) : Math.clz32(high);
  // a v that was rounded up to 2^(e+1) has piece 32: the first of the next row, its place by the bits of v
  const t = (v * SCALE[zeros] - 1) * PIECES;
  const piece = t | 0;
  const z = 2 * (t - piece) - 1;
  const row = (62 - zeros) * PIECES + piece;
  const at = ((hi >>> 30) & 1) * SIDE_LENGTH + (row & LAST_PIECE) * COEFFICIENTS;
  const q = z * z;
  const even = ((table[at + 6] * q + table[at + 4]) * q + table[at + 2]) * q + table[at];
  const odd = ((table[at + 7] * q + table[at + 5]) * q + table[at + 3]) * q + table[at + 1];
  return even + z * odd;
}

/** The symmetric variable of one 64-bit word: `samplePositive` with the sign of bit 63. */
export function sampleSymmetric(table: Float64Array, lo: number, hi: number): number {
  return samplePositive(table, lo, hi) * (1 - 2 * (hi >>> 31));
}

const POINTS = 33;
const POINT = octavePoints(POINTS);
let map: Float64Array | undefined;

/** The table of the quantiles of `law`, with this median, under the monotone `shape` (the identity, or A ↦ √A). */
function makeTable(law: TwoTails, median: number, shape: (y: number) => number): Float64Array {
  map ??= octaveMap(POINTS, PIECES, COEFFICIENTS);
  const table = new Float64Array(TABLE_LENGTH);
  const values = new Float64Array(POINTS);
  for (const side of [UPPER, LOWER] satisfies Side[]) {
    table[side * SIDE_LENGTH + rowStart(OCTAVES)] = shape(median);
    // from u = 1 down: each root starts from the two before it, extrapolated in log–log
    let y = median;
    let u = 1;
    let slope = 0;
    for (let octave = OCTAVES - 1; octave >= 0; octave--) {
      for (let point = 0; point < POINTS; point++) {
        const next = POINT[point] * 2 ** (octave - OCTAVES);
        const gap = log(next / u);
        const root = solveTail(law, side, next / 2, y * pow(next / u, slope));
        slope = log(root / y) / gap;
        y = root;
        u = next;
        values[point] = shape(root);
      }
      const at = side * SIDE_LENGTH + rowStart(octave);
      // differences from one value keep the rounding of the map out of the leading coefficients
      const base = values[POINTS >> 1];
      for (let row = 0; row < PIECES * COEFFICIENTS; row++) {
        let sum = 0;
        for (let point = 0; point < POINTS; point++)
          sum += map[row * POINTS + point] * (values[point] - base);
        table[at + row] = row % COEFFICIENTS === 0 ? base + sum : sum;
      }
    }
  }
  return table;
}

const symmetricTables = new Map<number, Float64Array>();
const radiusTables = new Map<number, Float64Array>();

/** Table of |X|, X standard symmetric α-stable, 0.5 ≤ alpha ≤ 2; made once per alpha. */
export function symmetricTable(alpha: number): Float64Array {
  let table = symmetricTables.get(alpha);
  if (table === undefined) {
    const law = createSymmetricStable(alpha);
    table = makeTable(law.absolute, law.tailQuantile(0.5), (y) => y);
    symmetricTables.set(alpha, table);
  }
  return table;
}

/**
 * Table of the radius R = √A, A positive α/2-stable, 0.5 ≤ alpha ≤ 2: R·Z with Z from `symmetricTable(2)`, which is
 * N(0, 2), is symmetric α-stable. At alpha = 2 R is the constant 1. Side 0 is the heavy tail.
 */
export function radiusTable(alpha: number): Float64Array {
  let table = radiusTables.get(alpha);
  if (table === undefined) {
    if (alpha === 2) {
      table = new Float64Array(TABLE_LENGTH);
      for (let at = 0; at < TABLE_LENGTH; at += COEFFICIENTS) table[at] = 1;
    } else {
      const law = createPositiveStable(alpha / 2);
      table = makeTable(law.tails, law.quantile(0.5), Math.sqrt);
    }
    radiusTables.set(alpha, table);
  }
  return table;
}
