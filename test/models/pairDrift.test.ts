/**
 * The drift from pairs against its definition, and over all divisions of a few particles: the mean of the random-batch
 * drift is the exact drift, and its variance that of Jin, Li & Liu's Lemma 3.1.
 * Watched failing: 1/p for 1/(p − 1); a particle its own partner; z = x_j − x_i; the sums of pairs beyond the first 512
 * given to other particles; the larger batches last in the sum and first in the division.
 */
import { describe, expect, it } from 'vitest';
import { sum } from '../../src/math/sum.ts';
import { batchCount, createPairDrift } from '../../src/models/pairDrift.ts';
import type { PairInteraction } from '../../src/models/pairInteraction.ts';
import { positions } from './contract.ts';

/** Neither odd nor even, with a drift of its own. */
const skew: PairInteraction = {
  dim: 1,
  interaction(z, count, out) {
    for (let t = 0; t < count; t++) out[t] = z[t] * z[t] - 2 * z[t] + 0.25;
  },
  drift(x, count, out) {
    for (let i = 0; i < count; i++) out[i] = -3 * x[i] + 1;
  },
};

/** Two coordinates that see each other. */
const plane: PairInteraction = {
  dim: 2,
  interaction(z, count, out) {
    for (let t = 0; t < count; t++) {
      out[2 * t] = z[2 * t] * z[2 * t + 1] - z[2 * t];
      out[2 * t + 1] = z[2 * t] - 3 * z[2 * t + 1];
    }
  },
  drift(x, count, out) {
    for (let j = 0; j < 2 * count; j++) out[j] = -x[j];
  },
};

/** The definition, pair by pair; `batches` of particle numbers. */
function byDefinition(
  pairs: PairInteraction,
  x: Float64Array,
  batches: readonly (readonly number[])[],
): Float64Array {
  const { dim } = pairs;
  const out = new Float64Array(x.length);
  pairs.drift(x, x.length / dim, out);
  const k = new Float64Array(dim);
  for (const batch of batches) {
    for (const i of batch) {
      for (const j of batch) {
        if (i === j) continue;
        const z = Float64Array.from(k, (_, c) => x[i * dim + c] - x[j * dim + c]);
        pairs.interaction(z, 1, k);
        for (let c = 0; c < dim; c++) out[i * dim + c] += k[c] / (batch.length - 1);
      }
    }
  }
  return out;
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

function driftOf(
  pairs: PairInteraction,
  x: Float64Array,
  order: readonly number[],
  batches: number,
): Float64Array {
  const out = new Float64Array(x.length);
  createPairDrift(pairs)(x, Int32Array.from(order), batches, out);
  return out;
}

function permutations(of: readonly number[]): number[][] {
  if (of.length === 0) return [[]];
  return of.flatMap((first) => permutations(of.filter((v) => v !== first)).map((rest) => [first, ...rest]));
}

function expectClose(a: Float64Array, b: Float64Array, tolerance: number): void {
  for (let j = 0; j < b.length; j++)
    expect(Math.abs(a[j] - b[j]), `entry ${j}`).toBeLessThan(tolerance * Math.max(1, Math.abs(b[j])));
}

describe('createPairDrift', () => {
  it('attracts by K(z) = −k z: z is the particle that is moved minus its partner', () => {
    const attraction: PairInteraction = {
      dim: 1,
      interaction: (z, count, out) => {
        for (let t = 0; t < count; t++) out[t] = -2 * z[t];
      },
      drift: (_, count, out) => {
        out.fill(0, 0, count);
      },
    };
    expect([...driftOf(attraction, Float64Array.of(1, 4), [1, 0], 1)]).toEqual([6, -6]);
  });

  it.each([
    ['one coordinate', skew],
    ['two coordinates', plane],
  ])('is its definition, over all pairs and in batches of 2, 3 and more: %s', (_, pairs) => {
    const n = 60;
    const x = positions(n * pairs.dim);
    const order = range(n).map((i) => (i * 23 + 5) % n);
    expectClose(driftOf(pairs, x, range(n), 1), byDefinition(pairs, x, [range(n)]), 1e-13);
    for (const size of [2, 3, 5, 30]) {
      const batches = range(n / size).map((b) => order.slice(b * size, (b + 1) * size));
      expectClose(driftOf(pairs, x, order, n / size), byDefinition(pairs, x, batches), 1e-13);
    }
  });

  it('gives the particles that are left over to the first batches, one each', () => {
    const x = positions(11);
    const order = [3, 9, 0, 7, 10, 1, 4, 2, 8, 5, 6];
    expect(batchCount(11, 4)).toBe(2);
    const uneven = [order.slice(0, 6), order.slice(6)];
    expectClose(driftOf(skew, x, order, 2), byDefinition(skew, x, uneven), 1e-13);
    const sizes = [
      order.slice(0, 3),
      order.slice(3, 5),
      order.slice(5, 7),
      order.slice(7, 9),
      order.slice(9),
    ];
    expectClose(driftOf(skew, x, order, batchCount(11, 2)), byDefinition(skew, x, sizes), 1e-13);
  });

  it.each([
    [4, 2],
    [6, 2],
    [6, 3],
    [5, 2],
    [7, 3],
  ])('is exact on average over all divisions of %s particles into batches of %s', (n, size) => {
    const x = positions(n);
    const orders = permutations(range(n));
    const drifts = orders.map((order) => driftOf(skew, x, order, batchCount(n, size)));
    const mean = Float64Array.from(x, (_, i) => sum(drifts.map((b) => b[i])) / orders.length);
    expectClose(mean, driftOf(skew, x, range(n), 1), 1e-14);
  });

  it.each([
    [6, 2],
    [6, 3],
    [8, 4],
  ])('has the variance (1/(p − 1) − 1/(N − 1)) Λ over the divisions: N = %s, p = %s', (n, size) => {
    const x = positions(n);
    const exact = driftOf(skew, x, range(n), 1);
    // The partners of particle 0 are a uniformly random set, so it may stand first and the rest in any order.
    const orders = permutations(range(n).slice(1)).map((rest) => [0, ...rest]);
    let variance = 0;
    for (const order of orders) {
      variance += (driftOf(skew, x, order, n / size)[0] - exact[0]) ** 2 / orders.length;
    }
    const k = new Float64Array(n - 1);
    skew.interaction(
      x.slice(1).map((xj) => x[0] - xj),
      n - 1,
      k,
    );
    const mean = k.reduce((a, b) => a + b, 0) / (n - 1);
    const spread = k.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 2);
    expect(variance / ((1 / (size - 1) - 1 / (n - 1)) * spread)).toBeCloseTo(1, 10);
  });
});
