/**
 * Faults planted and seen to fail here: 17 instead of 33 Chebyshev points; the sides exchanged; `63 − zeros` off by one
 * octave; low | 1 left out (u = 0); the clip below 2^62 left out (reads past the octave); A in the place of √A.
 */
import { describe, expect, test } from 'vitest';
import {
  radiusTable,
  samplePositive,
  sampleSymmetric,
  symmetricTable,
} from '../../src/noise/quantileTable.ts';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { readFixture, relativeError, type TableCase } from './fixtures.ts';

const fixture = readFixture<{ symmetric: TableCase[]; radius: TableCase[] }>('stable-table.json');

describe('the tables agree with 40-digit quantiles to 2e-14', () => {
  test.each(fixture.symmetric)('|X| at alpha = $alpha', ({ alpha, rows }) => {
    const table = symmetricTable(alpha);
    for (const [lo, hi, x] of rows) {
      expect(relativeError(samplePositive(table, lo, hi), x), `word ${lo}, ${hi}`).toBeLessThan(2e-14);
      expect(relativeError(sampleSymmetric(table, lo, hi), hi >= 2 ** 31 ? -x : x)).toBeLessThan(2e-14);
    }
  });

  test.each(fixture.radius)('the radius √A at alpha = $alpha', ({ alpha, rows }) => {
    const table = radiusTable(alpha);
    for (const [lo, hi, r] of rows) {
      expect(relativeError(samplePositive(table, lo, hi), r), `word ${lo}, ${hi}`).toBeLessThan(2e-14);
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
      expect(relativeError(ends[0], ends[1])).toBeLessThan(1e-14);
    }
  }
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
    1103599289, 645731835, 3820986613, 4230952603,
  ]);
});
