/**
 * Minibatches: pure functions of (seed, replica, step), uniform, and a partition of the points in every epoch.
 *
 * Watched failing on: Fisher–Yates with ⌊u·points⌋ for ⌊u·(i + 1)⌋ (law of the permutations); the permutation of epoch 0
 * for every epoch (orders of the epochs); the epoch of a batch's first place for all its places (partition, where a batch
 * spans two); the word of place 0 for every place (pairs of places).
 *
 * Chi-square tests: fixed seed, false-alarm rate 1e-6 each.
 * Budget of false alarms: 3 × 1e-6.
 */
import { describe, expect, it } from 'vitest';
import { createBatches } from '../../src/random/batches.ts';
import { chiSquareTail } from '../../src/statistics/chiSquare.ts';

const spec = { seed: 5, replica: 0, points: 10, size: 4, replacement: false };

function batch(changes: Partial<typeof spec>, step: number): number[] {
  const all = { ...spec, ...changes };
  const out = new Int32Array(all.size);
  createBatches(all)(step, out);
  return [...out];
}

/** P(χ² ≥ observed) of counts that should be equal. */
function uniformity(counts: readonly number[]): number {
  const mean = counts.reduce((a, b) => a + b, 0) / counts.length;
  const statistic = counts.reduce((a, n) => a + (n - mean) ** 2 / mean, 0);
  return chiSquareTail(statistic, counts.length - 1);
}

describe('a batch', () => {
  it.each([true, false])(
    'is a function of its address, whatever was asked before (replacement %s)',
    (replacement) => {
      const inOrder = createBatches({ ...spec, replacement });
      const backwards = createBatches({ ...spec, replacement });
      const a = Array.from({ length: 20 }, () => new Int32Array(4));
      const b = Array.from({ length: 20 }, () => new Int32Array(4));
      for (let k = 0; k < 20; k++) inOrder(k, a[k]);
      for (let k = 19; k >= 0; k--) backwards(k, b[k]);
      expect(b).toEqual(a);
      for (const points of a) expect([...points].sort((x, y) => x - y)).toEqual([...points]);
    },
  );

  it.each([true, false])('moves with seed, replica and step (replacement %s)', (replacement) => {
    const wide = { replacement, points: 1000, size: 20 };
    const first = batch(wide, 0);
    expect(batch({ ...wide, seed: 6 }, 0)).not.toEqual(first);
    expect(batch({ ...wide, replica: 1 }, 0)).not.toEqual(first);
    expect(batch(wide, 1)).not.toEqual(first);
    expect(batch({ ...wide, replacement: !replacement }, 0)).not.toEqual(first);
  });

  it('refuses what it cannot address', () => {
    expect(() => createBatches({ ...spec, size: 11 })).toThrow(
      'batch size is 11; it must be a whole number from 1 to 10.',
    );
    expect(() => createBatches({ ...spec, size: 0 })).toThrow(/^batch size is 0/);
    expect(() => createBatches({ ...spec, points: 1.5 })).toThrow(/^points is 1.5/);
    expect(() => createBatches(spec)(-1, new Int32Array(4))).toThrow(/cells must be/);
    expect(() => createBatches(spec)(0, new Int32Array(3))).toThrow('out has 3 places; a batch has 4.');
  });
});

describe('without replacement', () => {
  it.each([1, 2, 3, 4, 5, 7, 10])(
    'each epoch of the stream is a partition of the points (size %i)',
    (size) => {
      const steps = 10 * size; // 10 points: size batches of every 10/size epochs end where an epoch ends
      const next = createBatches({ ...spec, size });
      const out = new Int32Array(size);
      const counts = new Array<number>(10).fill(0);
      const orders = new Set<string>();
      for (let k = 0; k < steps; k++) {
        next(k, out);
        for (const p of out) counts[p]++;
        const seen = (k + 1) * size;
        const least = Math.floor(seen / 10);
        for (const n of counts) {
          expect(n).toBeGreaterThanOrEqual(least);
          expect(n).toBeLessThanOrEqual(least + (seen % 10 === 0 ? 0 : 1));
        }
        if (size === 5) orders.add(out.join());
      }
      if (size === 5) expect(orders.size).toBeGreaterThan(30); // of 25 epochs' 50 halves
    },
  );

  it('permutations of four points are all equally likely', () => {
    const next = createBatches({ seed: 11, replica: 0, points: 4, size: 1, replacement: false });
    const out = new Int32Array(1);
    const counts = new Map<number, number>();
    for (let epoch = 0; epoch < 24_000; epoch++) {
      let code = 0;
      for (let j = 0; j < 4; j++) {
        next(4 * epoch + j, out);
        code = 4 * code + out[0];
      }
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect(uniformity([...counts.values()])).toBeGreaterThan(1e-6);
  });
});

describe('with replacement', () => {
  it('every point and every pair of places is equally likely', () => {
    const next = createBatches({ seed: 3, replica: 2, points: 6, size: 2, replacement: true });
    const out = new Int32Array(2);
    const single = new Array<number>(6).fill(0);
    const both = new Array<number>(6).fill(0); // places equal, by point
    let unequal = 0;
    const steps = 36_000;
    for (let k = 0; k < steps; k++) {
      next(k, out);
      single[out[0]]++;
      single[out[1]]++;
      if (out[0] === out[1]) both[out[0]]++;
      else unequal++;
    }
    expect(uniformity(single)).toBeGreaterThan(1e-6);
    const expected = steps / 36;
    const statistic =
      both.reduce((a, n) => a + (n - expected) ** 2 / expected, 0) +
      (unequal - 30 * expected) ** 2 / (30 * expected);
    expect(chiSquareTail(statistic, 6)).toBeGreaterThan(1e-6);
  });
});
