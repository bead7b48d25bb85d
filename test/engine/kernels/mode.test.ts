/**
 * `fast` is another rounding of the same run: close to strict, the same on any number of threads of one machine,
 * and named in the plan, its hash and the manifest.
 * Watched failing: the strict kernels for fast; a·b + c for c − a·b in the fast build; fast where a plan says nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readPlan } from '../../../src/engine/plan.ts';
import { createPool, type Pool } from '../../../src/engine/pool.ts';
import { simulate } from '../../../src/engine/simulate.ts';
import { hashOf, sha256Float64 } from '../../../src/results/hash.ts';
import { folder, mckean } from '../../cli/mckean.ts';
import { cosine2dPlan, cosinePlan, digitsPlan } from '../plans.ts';

const pools = new Map<number, Pool>();
afterAll(() => Promise.all([...pools.values()].map((pool) => pool.close())));

function poolOf(threads: number): Pool {
  const pool = pools.get(threads) ?? createPool(threads);
  pools.set(threads, pool);
  return pool;
}

const serial = { driver: 'serial' } as const;

it.each([
  ['cosine network', { ...cosinePlan, particles: 1000 }],
  ['cosine network in two dimensions', { ...cosine2dPlan, particles: 777 }],
  ['network on digits', digitsPlan],
])('fast is strict to 1e−12 of the largest position and field: %s', async (_, plan) => {
  const strict = await simulate(readPlan(plan), serial);
  const fast = await simulate(readPlan({ ...plan, mode: 'fast' }), serial);
  for (const of of ['positions', 'fields'] as const) {
    const largest = Math.max(...strict[of].map(Math.abs));
    const apart = Math.max(...strict[of].map((v, j) => Math.abs(v - fast[of][j])));
    expect(apart).toBeLessThan(1e-12 * largest);
  }
});

const linux = existsSync('/proc/cpuinfo');
it.skipIf(!linux || !/\bfma\b/.test(readFileSync('/proc/cpuinfo', 'utf8')))(
  'fast has other last bits than strict on a machine with fused multiply-add',
  async () => {
    const plan = { ...cosine2dPlan, particles: 777 };
    const [strict, fast] = await Promise.all(
      ['strict', 'fast'].map((mode) => simulate(readPlan({ ...plan, mode }), serial)),
    );
    expect(fast.positions).not.toEqual(strict.positions);
  },
);

it('fast has one result on 1, 2 and 3 threads and with activations computed again', async () => {
  for (const plan of [{ ...cosine2dPlan, particles: 777 }, digitsPlan]) {
    const problem = readPlan({ ...plan, mode: 'fast' });
    const { positions, fields } = await simulate(problem, serial);
    const runs = [1, 2, 3].map((threads) => ({ driver: 'sharded', pool: poolOf(threads) }) as const);
    for (const options of [...runs, { ...serial, activations: 'recompute' } as const]) {
      const run = await simulate(problem, options);
      expect(run.positions).toEqual(positions);
      expect(run.fields).toEqual(fields);
    }
  }
});

it('strict is what a plan says that says nothing; the mode changes its hash', () => {
  const { plan } = readPlan(cosinePlan);
  expect(plan.mode).toBe('strict');
  expect(hashOf(readPlan({ ...cosinePlan, mode: 'strict' }).plan)).toBe(hashOf(plan));
  expect(hashOf(readPlan({ ...cosinePlan, mode: 'fast' }).plan)).not.toBe(hashOf(plan));
});

it('the manifest and the JSON of a run name its mode', async () => {
  const dir = folder({ 'plan.json': { ...cosinePlan, mode: 'fast' } });
  const { stdout } = await mckean(['simulate', 'plan.json', '--json', '--out', 'run'], dir);
  const said = JSON.parse(stdout);
  const { positions } = await simulate(readPlan({ ...cosinePlan, mode: 'fast' }), serial);
  expect(said.plan.mode).toBe('fast');
  expect(said.stateHash).toBe(sha256Float64(positions));
  const manifest = JSON.parse(readFileSync(join(dir, 'run/manifest.json'), 'utf8'));
  expect(manifest.plan.mode).toBe('fast');
  expect(manifest.planHash).toBe(hashOf(manifest.plan));
});
