/**
 * The fuzz of test/engine/kernels/equality.test.ts at length, with any tail index: compiled kernels have the bits of the
 * TypeScript reference.
 */
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { createPool } from '../../src/engine/pool.ts';
import { ANY_ALPHA, couplingOutcome, couplings, outcome, problems } from '../engine/kernels/problems.ts';

const pools = [1, 2, 3].map((threads) => createPool(threads));
afterAll(() => Promise.all(pools.map((pool) => pool.close())));

it('for 4000 problems', async () => {
  await fc.assert(
    fc.asyncProperty(problems(ANY_ALPHA), async (problem) => {
      const expected = await outcome(problem, { driver: 'serial', kernel: 'reference' });
      expect(await outcome(problem, { driver: 'serial' })).toBe(expected);
      expect(await outcome(problem, { driver: 'serial', activations: 'recompute' })).toBe(expected);
    }),
    { seed: 31, numRuns: 4000 },
  );
});

it('for 1000 problems on threads', async () => {
  await fc.assert(
    fc.asyncProperty(
      problems(ANY_ALPHA),
      fc.constantFrom(...pools),
      fc.constantFrom('replicas', 'sharded'),
      async (problem, pool, driver) => {
        const expected = await outcome(problem, { driver: 'serial', kernel: 'reference' });
        expect(await outcome(problem, { driver, pool })).toBe(expected);
      },
    ),
    { seed: 32, numRuns: 1000 },
  );
});

it('for 1000 couplings', () => {
  fc.assert(
    fc.property(couplings(ANY_ALPHA), (coupling) => {
      expect(couplingOutcome(coupling, 'compiled')).toBe(couplingOutcome(coupling, 'reference'));
    }),
    { seed: 33, numRuns: 1000 },
  );
});
