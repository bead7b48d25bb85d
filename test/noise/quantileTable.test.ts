/**
 * Faults planted and seen to fail here: 17 instead of 33 Chebyshev points; the sides exchanged; rows one octave off; the
 * row not taken modulo 64; low | 1 left out (u = 0); the median left out; piece 32 of a rounded-up v taken for 31;
 * Horner's rule over all eight coefficients in the place of the two halves; A in the place of √A.
 */
import { describe, expect, test } from 'vitest';
import {
  radiusTable,
  samplePositive,
  sampleSymmetric,
  symmetricTable,
  TABLE_LENGTH,
} from '../../src/noise/quantileTable.ts';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { readFixture, relativeError, type TableCase } from './fixtures.ts';

const fixture = readFixture<{ symmetric: TableCase[]; radius: TableCase[] }>('stable-table.json');

describe('the tables agree with 40-digit quantiles to 1e-14', () => {
  test.each(fixture.symmetric)('|X| at alpha = $alpha', ({ alpha, rows }) => {
    const table = symmetricTable(alpha);
    for (const [lo, hi, x] of rows) {
      expect(relativeError(samplePositive(table, lo, hi), x), `word ${lo}, ${hi}`).toBeLessThan(1e-14);
      expect(relativeError(sampleSymmetric(table, lo, hi), hi >= 2 ** 31 ? -x : x)).toBeLessThan(1e-14);
    }
  });

  test.each(fixture.radius)('the radius √A at alpha = $alpha', ({ alpha, rows }) => {
    const table = radiusTable(alpha);
    for (const [lo, hi, r] of rows) {
      expect(relativeError(samplePositive(table, lo, hi), r), `word ${lo}, ${hi}`).toBeLessThan(1e-14);
    }
  });
});

/** Words of one side in rising order of u, across octaves, pieces and both ends. */
function risingWords(): [number, number][] {
  const words: [number, number][] = [[0, 0]];
  for (let octave = 1; octave < 62; octave++) {
    for (let piece = 0; piece < 64; piece++) {
      const v = (BigInt(64 + piece) << BigInt(octave)) >> 6n;
      words.push([Number(v & 0xffffffffn), Number(v >> 32n)]);
    }
  }
  words.push([0xffffffff, 0x3fffffff]);
  return words;
}

test('quantiles are finite, positive and monotone from the first word to the last, the sides meet at the median', () => {
  for (const alpha of [0.5, 1, 1.5, 1.99, 2]) {
    for (const [table, strict] of [
      [symmetricTable(alpha), true],
      [radiusTable(alpha), alpha < 2],
    ] as const) {
      for (const side of [0, 0x40000000]) {
        let before = side === 0 ? Number.POSITIVE_INFINITY : 0;
        for (const [lo, hi] of risingWords()) {
          const y = samplePositive(table, lo, hi | side);
          expect(Number.isFinite(y) && y > 0).toBe(true);
          // neighbours among the smallest words are the same after lo | 1
          if (strict && hi > 0) expect(side === 0 ? y < before : y > before).toBe(true);
          before = y;
        }
      }
      const ends = [0, 0x40000000].map((side) => samplePositive(table, 0xffffffff, 0x3fffffff | side));
      expect(ends[0]).toBe(ends[1]);
    }
  }
});

test('a word takes the polynomial that the bits of its float64 v address, as a SIMD kernel reads it', () => {
  const bits = new DataView(new ArrayBuffer(8));
  const table = Float64Array.from({ length: TABLE_LENGTH }, (_, at) => ((at * 0.618033988749895) % 1) - 0.5);
  const byBits = (word: bigint): number => {
    bits.setFloat64(0, Number((word & 0x3fffffffffffffffn) | 1n));
    const v = bits.getBigUint64(0);
    const row = Number((v >> 47n) & 0x7ffn) + (word & 0x4000000000000000n ? 2048 : 0);
    const c = table.subarray(8 * row, 8 * row + 8);
    bits.setBigUint64(0, ((v << 5n) & 0xfffffffffffffn) | 0x3ff0000000000000n);
    const z = 2 * bits.getFloat64(0) - 3;
    const q = z * z;
    const [even, odd] = [0, 1].map((h) => ((c[6 + h] * q + c[4 + h]) * q + c[2 + h]) * q + c[h]);
    return even + z * odd;
  };
  const check = (word: bigint): void => {
    const got = samplePositive(table, Number(word & 0xffffffffn), Number(word >> 32n));
    if (got !== byBits(word)) expect.fail(`word ${word}: ${got} in the place of ${byBits(word)}`);
  };
  // both sides of every border of a piece, where v is rounded to 53 bits from 2^53 on
  for (const side of [0n, 1n << 62n]) {
    for (let octave = 0n; octave < 62n; octave++) {
      for (let piece = 32n; piece <= 64n; piece++) {
        for (const near of [-600n, -513n, -512n, -257n, -256n, -129n, -3n, -2n, -1n, 0n, 1n, 255n, 513n]) {
          const v = ((piece << octave) >> 5n) + near;
          if (v >= 0n && v < 1n << 62n) check(side | v);
        }
      }
    }
  }
  for (let i = 1n; i < 20000n; i++) check((i * 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn);
});

test('a word whose v is rounded up to 2^62 gives the median, on both sides', () => {
  const law = createSymmetricStable(1.5);
  const table = symmetricTable(1.5);
  for (const low of [0xffffff00, 0xffffffff]) {
    expect(samplePositive(table, low, 0x3fffffff)).toBe(law.tailQuantile(0.5));
    expect(samplePositive(table, low, 0x7fffffff)).toBe(law.tailQuantile(0.5));
  }
  expect(samplePositive(table, 0xfffffe00, 0x3fffffff)).not.toBe(law.tailQuantile(0.5));
});

test('the first word of side 0 is the farthest tail, probability 2^-63', () => {
  for (const alpha of [0.5, 1, 1.5, 1.9, 2]) {
    const law = createSymmetricStable(alpha);
    const table = symmetricTable(alpha);
    expect(relativeError(sampleSymmetric(table, 0, 0), law.tailQuantile(2 ** -63))).toBeLessThan(1e-13);
    expect(sampleSymmetric(table, 0, 0x80000000)).toBe(-sampleSymmetric(table, 0, 0));
  }
});

test('at alpha = 2 the radius is exactly 1', () => {
  for (const [lo, hi] of risingWords()) expect(samplePositive(radiusTable(2), lo, hi)).toBe(1);
});

test('a table is made once per alpha, and has the same bits on every engine', () => {
  expect(symmetricTable(1.5)).toBe(symmetricTable(1.5));
  // FNV-1a over the 32-bit words; a change of src/math or of the making changes it on purpose
  const hash = (table: Float64Array): number => {
    let h = 0x811c9dc5;
    for (const word of new Uint32Array(table.buffer)) h = Math.imul(h ^ word, 0x01000193);
    return h >>> 0;
  };
  expect([symmetricTable(1.5), symmetricTable(0.7), symmetricTable(2), radiusTable(1.5)].map(hash)).toEqual([
    4249565565, 2455203731, 2287317865, 1131021943,
  ]);
});
