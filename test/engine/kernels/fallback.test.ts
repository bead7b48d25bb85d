/**
 * An engine without relaxed SIMD: `fast` computes strict, `float32` is refused. A file of its own, because modules are
 * compiled once. Watched failing: the check left out (both modes then run fused).
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readPlan } from '../../../src/engine/plan.ts';
import { simulate } from '../../../src/engine/simulate.ts';
import { cosinePlan } from '../plans.ts';

beforeAll(() => void vi.spyOn(WebAssembly, 'validate').mockReturnValue(false));
afterAll(() => void vi.restoreAllMocks());

it('computes strict for fast', async () => {
  const strict = await simulate(readPlan(cosinePlan), { driver: 'serial' });
  const fast = await simulate(readPlan({ ...cosinePlan, mode: 'fast' }), { driver: 'serial' });
  expect(fast.positions).toEqual(strict.positions);
});

it('refuses float32 in one sentence', async () => {
  await expect(simulate(readPlan({ ...cosinePlan, mode: 'float32' }), { driver: 'serial' })).rejects.toThrow(
    'mode is float32, for which this engine lacks relaxed SIMD: use strict.',
  );
});
