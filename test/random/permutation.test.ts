/**
 * Random permutations by address: uniform, exactly unbiased integers, and a function of the address alone.
 * Statistical gates are χ² tests at false alarm 1e−6, fixed seeds.
 * Watched failing: j drawn from 0 … i − 1 (Sattolo's cycles) or from 0 … n − 1; the cell left out of the address; both
 * particles of a block given the same word; words beyond the last whole multiple not refused.
 * Budget of false alarms: 6 × 1e-6.
 */
import { describe, expect, it } from 'vitest';
import { createBitSource, Role } from '../../src/random/address.ts';
import { boundedInteger, createPermutation } from '../../src/random/permutation.ts';
import { chiSquareTail } from '../../src/statistics/chiSquare.ts';

const FALSE_ALARM = 1e-6;

function permutation(
  seed: number,
  replica: number,
  cell: number,
  n: number,
  role: Role = Role.pairing,
): number[] {
  const out = new Int32Array(n);
  createPermutation({ seed, replica }, role)(cell, out);
  return [...out];
}

/** P(χ² at least as large) of equally likely outcomes. */
function uniformity(counts: readonly number[]): number {
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
  const statistic = counts.reduce((sum, c) => sum + (c - mean) ** 2 / mean, 0);
  return chiSquareTail(statistic, counts.length - 1);
}

/** Counts of `key` over cells; `kinds` outcomes are possible. */
function tally(
  n: number,
  draws: number,
  kinds: number,
  key: (order: Int32Array) => string | number,
): number[] {
  const counts = new Map<string | number, number>();
  const divide = createPermutation({ seed: 11, replica: 2 }, Role.pairing);
  const order = new Int32Array(n);
  for (let cell = 0; cell < draws; cell++) {
    divide(cell, order);
    const k = key(order);
    counts.set(k, (counts.get(k) ?? 0) + 1);
  }
  expect(counts.size).toBeLessThanOrEqual(kinds);
  return [...counts.values(), ...new Array<number>(kinds - counts.size).fill(0)];
}

describe('createPermutation', () => {
  it.each([1, 2, 3, 10, 1001])('holds each of %s numbers once', (n) => {
    const sorted = permutation(5, 0, 3, n).sort((a, b) => a - b);
    expect(sorted).toEqual(Array.from({ length: n }, (_, i) => i));
  });

  it.each([2, 9, 64])('exchanges place i by the word of particle i: %s places', (n) => {
    const bits = createBitSource({ seed: 5, replica: 0 }, Role.pairing);
    const word = new Uint32Array(2);
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      bits.word(i, 3, 0, word);
      const j = Number((((BigInt(word[1]) << 32n) | BigInt(word[0])) >> 11n) % BigInt(i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    expect(permutation(5, 0, 3, n)).toEqual(order);
  });

  it('depends on seed, replica, cell and role, and on nothing else', () => {
    const base = permutation(5, 1, 3, 40);
    expect(permutation(5, 1, 3, 40)).toEqual(base);
    for (const other of [
      permutation(6, 1, 3, 40),
      permutation(5, 2, 3, 40),
      permutation(5, 1, 4, 40),
      permutation(5, 1, 3, 40, Role.data),
    ])
      expect(other).not.toEqual(base);
  });

  it('makes all 24 orders of 4 equally often', () => {
    expect(uniformity(tally(4, 24_000, 24, (o) => o.join()))).toBeGreaterThan(FALSE_ALARM);
  });

  it('makes all 120 orders of 5 equally often', () => {
    expect(uniformity(tally(5, 60_000, 120, (o) => o.join()))).toBeGreaterThan(FALSE_ALARM);
  });

  it('makes all 15 pairings of 6 equally often', () => {
    const pairing = (o: Int32Array) =>
      [0, 2, 4]
        .map((q) => [o[q], o[q + 1]].sort((a, b) => a - b).join('-'))
        .sort()
        .join();
    expect(uniformity(tally(6, 30_000, 15, pairing))).toBeGreaterThan(FALSE_ALARM);
  });

  it('puts each particle of 101 at each place equally often', () => {
    for (const place of [0, 50, 100])
      expect(uniformity(tally(101, 20_200, 101, (o) => o[place]))).toBeGreaterThan(FALSE_ALARM);
  });
});

describe('boundedInteger', () => {
  /** What it must be, in whole numbers of any size. */
  function exact(u: bigint, n: number): number {
    const whole = (2n ** 53n / BigInt(n)) * BigInt(n);
    return u < whole ? Number(u % BigInt(n)) : -1;
  }

  const words = [0n, 1n, 2n ** 52n, 2n ** 53n - 1n, 2n ** 53n - 2n, 2n ** 53n - 3n, 6004799503160661n];
  const bounds = [1, 2, 3, 5, 7, 1000, 65_537, 99_991, 2 ** 26 + 1, 2 ** 30, 2 ** 31 - 1];

  it('is u mod n, or −1 beyond the last whole multiple of n below 2^53', () => {
    for (const n of bounds) {
      const near = [1n, 2n, 3n].flatMap((k) => {
        const multiple = (2n ** 53n / BigInt(n) - k + 1n) * BigInt(n);
        return [multiple - 1n, multiple, multiple + 1n].filter((u) => u >= 0n && u < 2n ** 53n);
      });
      for (const u of [...words, ...near]) {
        const word = u << 11n;
        const [low, high] = [Number(word & 0xffffffffn), Number(word >> 32n)];
        expect(boundedInteger(low, high, n), `${u} mod ${n}`).toBe(exact(u, n));
      }
    }
  });
});
