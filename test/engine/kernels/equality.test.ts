/**
 * Compiled kernels and the TypeScript reference have the same bits, positions and fields, or end with the same
 * sentence: fuzzed over every model, noise type, tail index, dimension and awkward number, with a fixed seed.
 * Watched failing. Noise: sign bit or side bit lost; lowest bit of a word not set; first cell left out, one cell too
 * many; symmetric table for the radius or the Gaussian; every block drawn from the first. Sums: halves of a tile in
 * another order; mask of a partial tile dropped, or one off; weight or factor of odd particles; last row of a span left
 * out. Functions: sine for cosine from TypeScript; far reduction not called near multiples of π/2, or beyond its limit;
 * −0 not sent to TypeScript; both lanes of a far pair from one; a cosine's sign; tanh clamped at 19, or its table one
 * entry off; relu's slope at its kink, its value below; softplus without log1p, or without the split of 2^k. Moves: Euler
 * step in another order; columns left over of width 2 for 3; rows packed without padding; activations of the tile before;
 * entries of the memory swapped.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '../../../src/engine/pool.ts';
import { createSite } from '../../../src/engine/site.ts';
import { sincos } from '../../../src/math/trig.ts';
import {
  ACTIVATIONS,
  ANGLES,
  couplingOutcome,
  couplings,
  networkCase,
  outcome,
  problemOf,
  problems,
  SOME_ALPHAS,
} from './problems.ts';

const serial = { driver: 'serial' } as const;

const pools = new Map<number, Pool>();
afterAll(() => Promise.all([...pools.values()].map((pool) => pool.close())));

function poolOf(threads: number): Pool {
  const pool = pools.get(threads) ?? createPool(threads);
  pools.set(threads, pool);
  return pool;
}

describe('the compiled kernels have the bits of the reference', () => {
  it('for any problem, with activations stored and computed again', async () => {
    await fc.assert(
      fc.asyncProperty(problems(SOME_ALPHAS), async (problem) => {
        const expected = await outcome(problem, { ...serial, kernel: 'reference' });
        expect(await outcome(problem, serial)).toBe(expected);
        expect(await outcome(problem, { ...serial, activations: 'recompute' })).toBe(expected);
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it('for systems coupled on the same noise, with fields of their own and given ones', () => {
    fc.assert(
      fc.property(couplings(SOME_ALPHAS), (coupling) => {
        expect(couplingOutcome(coupling, 'compiled')).toBe(couplingOutcome(coupling, 'reference'));
      }),
      { seed: 4, numRuns: 150 },
    );
  });

  it('on 1, 2 and 3 threads, over replicas and over shards', async () => {
    await fc.assert(
      fc.asyncProperty(
        problems(SOME_ALPHAS),
        fc.constantFrom(1, 2, 3),
        fc.constantFrom('replicas', 'sharded'),
        async (problem, threads, driver) => {
          const expected = await outcome(problem, { ...serial, kernel: 'reference' });
          expect(await outcome(problem, { driver, pool: poolOf(threads) })).toBe(expected);
        },
      ),
      { seed: 5, numRuns: 60, endOnFailure: true },
    );
  });

  it.each([65_537, 131_140, 300_001])(
    'for %i particles, whose spans are several blocks',
    async (particles) => {
      const problem = problemOf({
        model: { name: 'cosine-network', amplitude: 1.6, phase: 0.7 },
        noise: { type: 'II', alpha: 1.3, scale: 0.5 },
        initial: { law: 'uniform', low: -3, high: 3 },
        horizon: 1,
        steps: 2,
        particles,
      });
      const expected = await outcome(problem, { ...serial, kernel: 'reference' });
      expect(await outcome(problem, serial)).toBe(expected);
      expect(await outcome(problem, { driver: 'sharded', pool: poolOf(3) })).toBe(expected);
    },
  );

  it('for cosine networks of 1 to 40 coordinates', async () => {
    for (let dim = 1; dim <= 40; dim++) {
      const of = (f: (c: number) => number) => Array.from({ length: dim }, (_, c) => f(c));
      const problem = problemOf({
        model: { name: 'cosine-network', amplitude: of((c) => 1 + c / 9), phase: of((c) => c - 7) },
        noise: { type: (['I', 'II', 'III'] as const)[dim % 3], alpha: 1.3, scale: 0.5 },
        initial: { law: 'normal', mean: of((c) => Math.sin(c)), variance: 1 },
        horizon: 1,
        steps: 3,
        particles: 60 + dim,
      });
      expect(await outcome(problem, serial)).toBe(await outcome(problem, { ...serial, kernel: 'reference' }));
    }
  });

  it('for neural networks of every activation on 1 to 70 points of 1 to 40 coordinates', async () => {
    for (let k = 0; k < 140; k++) {
      const [features, count] = [1 + ((7 * k) % 40), 1 + (k % 70)];
      const { model, data } = networkCase(
        ACTIVATIONS[(k >> 1) % 4],
        { kind: k % 3 === 0 ? 'constant' : 'alternating', value: 1.25 },
        features,
        count,
        (j) => 2 * Math.sin(3 * j + k),
        Array.from({ length: count }, (_, b) => Math.cos(b)),
      );
      const problem = problemOf(
        {
          model,
          noise: { type: 'II', alpha: 1.75, scale: 0.2 },
          initial: { law: 'normal', mean: 0, variance: 1 },
          horizon: 1,
          steps: 2,
          particles: 1 + ((5 * k) % 70),
        },
        data,
      );
      const expected = await outcome(problem, { ...serial, kernel: 'reference' });
      expect(await outcome(problem, serial)).toBe(expected);
      expect(await outcome(problem, { ...serial, activations: 'recompute' })).toBe(expected);
    }
  });
});

describe('sine and cosine of the compiled kernels', () => {
  const problem = problemOf({
    model: { name: 'cosine-network', amplitude: 1, phase: 0 },
    noise: { type: 'II', alpha: 2, scale: 1 },
    initial: { law: 'point', value: 0 },
    horizon: 1,
    steps: 1,
    particles: 4,
  });
  const { arithmetic } = createSite(problem, 0);
  const x = arithmetic.floats(4);
  const stored = arithmetic.floats(arithmetic.storedLength(4));
  const sums = arithmetic.floats(2);
  const pair = new Float64Array(2);

  /** Compares each of four angles, in its own lane, with the TypeScript function. */
  function expectSame(angles: readonly number[]): void {
    x.set(angles);
    arithmetic.gather({ x, particles: 4, stored }, sums, 0, 1);
    for (const [lane, angle] of angles.entries()) {
      sincos(angle, pair);
      const at = lane < 2 ? lane : lane + 2;
      expect([angle, stored[at], stored[at + 2]]).toEqual([angle, pair[0], pair[1]]);
    }
  }

  it('are those of src/math in every lane, where the short reduction ends and where Payne and Hanek begins', () => {
    for (const angle of ANGLES) {
      for (let lane = 0; lane < 4; lane++) expectSame([0.1, 0.2, 0.3, 0.4].with(lane, angle));
      expectSame([angle, -angle, angle, -angle]);
    }
  });

  it('are those of src/math at and beside multiples of π/2, and for any float64', () => {
    const bits = new BigInt64Array(1);
    const beside = (v: number, ulps: number) => {
      bits[0] = new BigInt64Array(Float64Array.of(v).buffer)[0] + BigInt(ulps);
      return new Float64Array(bits.buffer)[0];
    };
    for (let k = 1; k < 3000; k++) {
      const m = ((k < 1500 ? k : 350 * k) * Math.PI) / 2;
      expectSame([m, beside(m, 1), beside(m, -1), -beside(m, 2)]);
    }
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 4, maxLength: 4 }),
        expectSame,
      ),
      { seed: 6, numRuns: 2000 },
    );
  });
});
