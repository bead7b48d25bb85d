/**
 * States that no shared memory can hold: they pass through a window of some blocks, with the same bits. Also at the
 * far end of the memory, where addresses no longer fit a signed 32-bit number, and what is said when it is full.
 * Watched failing: each window's noise drawn from the first particle, by draw and by advance; a window not written
 * back; its bad block not counted from the system's start, or the last one named for the first; the last window taken
 * as full; a signed comparison of an address; an arena of one page more, or in lines of 8 bytes.
 */
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { blockCount } from '../../../src/engine/blocks.ts';
import { runCoupling } from '../../../src/engine/coupling.ts';
import { createArithmetic } from '../../../src/engine/createArithmetic.ts';
import { createArena } from '../../../src/engine/kernels/arena.ts';
import { createCompiledArithmetic } from '../../../src/engine/kernels/compiled.ts';
import { FIRST_FREE } from '../../../src/engine/kernels/layout.ts';
import { createRunMemory } from '../../../src/engine/kernels/runMemory.ts';
import type { Problem } from '../../../src/engine/plan.ts';
import { createPool } from '../../../src/engine/pool.ts';
import { createReferenceArithmetic } from '../../../src/engine/reference.ts';
import { startSerial } from '../../../src/engine/serial.ts';
import { createSite } from '../../../src/engine/site.ts';
import { networkCase, outcome, problemOf } from './problems.ts';

/** What every run is said to need besides: with 8 GiB it cannot share one memory. */
const extra = vi.hoisted(() => ({ bytes: 0, places: [] as string[] }));
vi.mock('../../../src/engine/site.ts', async (original) => {
  const site = await original<typeof import('../../../src/engine/site.ts')>();
  const create: typeof site.createSite = (problem, bytes) => {
    const made = site.createSite(problem, bytes + extra.bytes);
    extra.places.push(made.place().kind);
    return made;
  };
  return { ...site, createSite: create };
});
beforeEach(() => {
  extra.bytes = 0;
  extra.places.length = 0;
});

const pool = createPool(2);
afterAll(() => pool.close());

/** Two windows of 64 blocks, three blocks more, and a last one of five particles: shards begin inside a window. */
const PARTICLES = 2 * 64 * 64 + 3 * 64 + 5;

const problems: [string, Problem][] = [
  [
    'cosine network, Type III',
    problemOf({
      model: { name: 'cosine-network', amplitude: [1.6, 1, 0.5], phase: [0.7, -0.3, 2] },
      noise: { type: 'III', alpha: 1.3, scale: 0.5 },
      initial: { law: 'normal', mean: 0, variance: 1 },
      horizon: 1,
      steps: 3,
      cells: 6,
      particles: PARTICLES,
      replicas: 2,
    }),
  ],
  [
    'mean-field OU, Type I',
    problemOf({
      model: { name: 'mean-field-ou', a: 0.5, k: 1 },
      noise: { type: 'I', alpha: 0.8, scale: 0.5 },
      initial: { law: 'uniform', low: -1, high: 2 },
      horizon: 1,
      steps: 3,
      particles: PARTICLES,
    }),
  ],
];
const { model, data } = networkCase('softplus', { kind: 'alternating', value: 1 }, 5, 7, (j) => Math.sin(j), [
  ...[1, 0, -1, 2, 0.5, 1, 3],
]);
problems.push([
  'neural network, Type II',
  problemOf(
    {
      model,
      noise: { type: 'II', alpha: 1.75, scale: 0.2 },
      initial: { law: 'normal', mean: 0, variance: 1 },
      horizon: 1,
      steps: 2,
      particles: PARTICLES,
    },
    data,
  ),
]);

describe('through the window', () => {
  it.each(problems)(
    'a run has the bits of a run in one memory, on 1 and 2 threads: %s',
    async (_, problem) => {
      const whole = await outcome(problem, { driver: 'serial' });
      expect(extra.places).toEqual(['memory']);
      extra.bytes = 2 ** 33;
      expect(await outcome(problem, { driver: 'serial' })).toBe(whole);
      expect(await outcome(problem, { driver: 'sharded', pool })).toBe(whole);
      expect(await outcome(problem, { driver: 'replicas', pool })).toBe(whole);
      expect(extra.places.slice(1)).toEqual(['window', 'window', 'window']);
    },
  );

  it.each(problems)('coupled systems have the bits of one memory and of the reference: %s', (_, problem) => {
    const systems = [
      { particles: PARTICLES, steps: problem.plan.steps },
      { particles: 4100, steps: problem.plan.steps },
    ];
    const comparisons = (['horizon', 'sup'] as const).map((kind) => ({
      a: 0,
      b: 1,
      metric: { kind, power: 1 },
    }));
    const job = {
      problem,
      replica: 1,
      systems,
      comparisons: [...comparisons, { a: 0, b: 1, metric: { kind: 'weak' as const } }],
    };
    const whole = runCoupling(job);
    expect(whole[0]).toBeGreaterThan(0);
    expect(runCoupling({ ...job, kernel: 'reference' })).toEqual(whole);
    extra.bytes = 2 ** 33;
    expect(runCoupling(job)).toEqual(whole);
    expect(extra.places).toEqual(['memory', 'window']);
  });

  it('a run has the bits of the reference where a span is longer than the window', async () => {
    const problem = problemOf({
      model: { name: 'mean-field-ou', a: 0.5, k: 1 },
      noise: { type: 'II', alpha: 1.5, scale: 0.5 },
      initial: { law: 'uniform', low: -1, high: 2 },
      horizon: 1,
      steps: 1,
      particles: 64 * 64 * 1024 + 70,
    });
    const expected = await outcome(problem, { driver: 'serial', kernel: 'reference' });
    expect(await outcome(problem, { driver: 'serial' })).toBe(expected);
    extra.bytes = 2 ** 33;
    expect(await outcome(problem, { driver: 'serial' })).toBe(expected);
    expect(await outcome(problem, { driver: 'sharded', pool })).toBe(expected);
  });

  it('any range of blocks is drawn, gathered and moved as in one memory', () => {
    const [, problem] = problems[0];
    const window = createArithmetic(problem, { kind: 'window' });
    const { arithmetic } = createSite(problem, 0);
    const blocks = blockCount(PARTICLES);
    const all = [window, arithmetic].map((a) => {
      a.useReplica(1);
      const x = a.floats(3 * PARTICLES).map((__, j) => Math.sin(j));
      const own = a.floats(3 * PARTICLES);
      own.set(x);
      const system = { x: own, particles: PARTICLES };
      const sums = a.floats(6 * blocks);
      a.gather(system, sums, 5, 70);
      a.prepare(Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6), { drift: 0.25, noise: 1, taming: 0 });
      expect(a.advance(system, 63, 65, 1, 3)).toBe(-1);
      const drawn = a.floats(a.incrementsLength(300));
      a.draw(640, 300, 2, 4, drawn);
      return { x: own, sums, drawn };
    });
    expect(all[0]).toEqual(all[1]);
    expect(all[0].drawn.some((v) => v !== 0)).toBe(true);
  });

  it('the first block with a non-finite position is named as in one memory', () => {
    const [, problem] = problems[1];
    const arithmetics = [createArithmetic(problem, { kind: 'window' }), createSite(problem, 0).arithmetic];
    for (const lost of [0, 63 * 64, 64 * 64, 100 * 64 + 3, PARTICLES - 1]) {
      const found = arithmetics.map((a) => {
        a.useReplica(0);
        const x = a.floats(PARTICLES);
        x[lost] = Infinity;
        x[PARTICLES - 1] = Number.NaN;
        a.prepare(Float64Array.of(0), { drift: 0.25, noise: 1, taming: 0 });
        const system = { x, particles: PARTICLES };
        const moved = a.move(system, a.floats(a.incrementsLength(PARTICLES)));
        return [moved, a.advance(system, 0, blockCount(PARTICLES), 0, 1)];
      });
      expect(found[0]).toEqual([Math.floor(lost / 64), Math.floor(lost / 64)]);
      expect(found[1]).toEqual(found[0]);
    }
  });
});

describe('the shared memory', () => {
  it.each(problems)(
    'is used to its far end, beyond 2^31 and near 2^32, with the same bits: %s',
    (_, problem) => {
      const { arena, place } = createRunMemory(problem);
      arena.reserve(arena.left - 2 ** 22);
      const compiled = createCompiledArithmetic(problem, place(), arena.floats);
      const [far, reference] = [compiled, createReferenceArithmetic(problem)].map((arithmetic) => {
        const { dim, fieldDim } = arithmetic.model;
        const few = { ...problem, plan: { ...problem.plan, particles: 1001 } };
        const x = arithmetic.floats(1001 * dim);
        const sums = arithmetic.floats(blockCount(1001) * fieldDim);
        const fields = new Float64Array((few.plan.steps + 1) * fieldDim);
        const length = arithmetic.storedLength(1001);
        const system = { x, particles: 1001, stored: length ? arithmetic.floats(length) : undefined };
        const run = startSerial(few, 0, arithmetic, system, sums, fields);
        // sines that go to TypeScript, by an address that is a negative number there
        if (few.plan.model.name === 'cosine-network') x.set([1e7, -0, 1e300]);
        run.advance(few.plan.steps);
        run.finish();
        return { x, fields };
      });
      expect(far.x.byteOffset).toBeGreaterThan(2 ** 32 - 2 ** 23);
      expect(Float64Array.from(far.x)).toEqual(reference.x);
      expect(far.fields).toEqual(reference.fields);
    },
  );

  it('says so when it is full, and gives out what is left', () => {
    const arena = createArena();
    const sentence = 'Kernels cannot share more than 4294901760 bytes.';
    expect(arena.left).toBe(4294901760 - FIRST_FREE);
    expect(() => arena.reserve(arena.left + 1)).toThrow(new RangeError(sentence));
    expect(arena.reserve(100)).toBe(FIRST_FREE);
    expect(arena.reserve(1)).toBe(FIRST_FREE + 128);
    arena.reserve(arena.left);
    expect(arena.left).toBe(0);
    expect(() => arena.floats(1)).toThrow(new RangeError(sentence));
  });
});
