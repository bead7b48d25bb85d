/**
 * Whole runs with minibatches through the compiled kernels of networks have the bits of the TypeScript reference: every kind
 * of network, batches of all sizes, drawn anew and by epochs, activations kept or computed again, on several threads, coupled
 * with systems that see all points.
 * Faults of batches: equality.test.ts.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type Problem, readPlan } from '../../../../src/engine/plan.ts';
import { createPool } from '../../../../src/engine/pool.ts';
import { couplingOutcome, outcome, problemOf } from '../problems.ts';
import { cases } from './cases.ts';

const serial = { driver: 'serial' } as const;
const pool = createPool(2);
afterAll(() => pool.close());

const runs: fc.Arbitrary<Problem> = cases.chain(({ spec, data }) =>
  fc
    .record({
      batch: fc.oneof(fc.integer({ min: 1, max: data.count }), fc.constant(data.count)),
      replacement: fc.boolean(),
      schedule: fc.constantFrom(undefined, { name: 'cosine', final: 0.1 }),
      particles: fc.integer({ min: 1, max: 200 }),
      steps: fc.integer({ min: 1, max: 4 }),
      perStep: fc.constantFrom(1, 3),
      replicas: fc.constantFrom(1, 2),
      seed: fc.integer({ min: 0, max: 99 }),
    })
    .map(({ batch, replacement, schedule, perStep, ...more }) =>
      problemOf(
        {
          model: spec,
          noise: { type: 'II', alpha: 1.5, scale: 0.1 },
          initial: { law: 'normal', mean: 0.1, variance: 0.5 },
          scheme: { name: 'sgd', batch, replacement, ...(schedule ? { schedule } : {}) },
          horizon: 0.3,
          cells: more.steps * perStep,
          ...more,
        },
        data,
      ),
    ),
);

function digits(model: object, more: object = {}): Problem {
  return readPlan({
    model: {
      name: 'neural-network',
      activation: 'tanh',
      data: { builtin: 'digits', classes: [3, 8], points: 14 },
      ...model,
    },
    noise: { type: 'III', alpha: 1.6, scale: 0.02 },
    initial: { law: 'normal', mean: 0, variance: 0.01 },
    scheme: { name: 'sgd', batch: 6 },
    horizon: 0.5,
    steps: 4,
    particles: 1100,
    replicas: 2,
    seed: 3,
    ...more,
  });
}

const NETWORKS: [string, object][] = [
  ['fixed output weights', {}],
  ['trained ones with a bias', { outputWeights: { kind: 'trained' }, bias: true, loss: 'logistic' }],
  ['a formula as activation and one as loss', { activation: 'tanh(s) + 0.1*s', loss: 'log1p((f - y)^2)' }],
  ['a formula of exponentials and powers', { activation: 's*exp(-abs(s)) + abs(s)^1.5' }],
];

describe('runs with minibatches have the bits of the reference', () => {
  it('for random networks', async () => {
    await fc.assert(
      fc.asyncProperty(runs, async (problem) => {
        const expected = await outcome(problem, { ...serial, kernel: 'reference' });
        expect(await outcome(problem, serial)).toBe(expected);
        expect(await outcome(problem, { ...serial, activations: 'recompute' })).toBe(expected);
      }),
      { seed: 14, numRuns: 150 },
    );
  });

  it.each(NETWORKS)('in systems that no cache holds and on two threads: %s', async (_, model) => {
    for (const replacement of [true, false]) {
      const problem = digits(model, { scheme: { name: 'sgd', batch: 6, replacement } });
      const expected = await outcome(problem, { ...serial, kernel: 'reference' });
      expect(await outcome(problem, serial)).toBe(expected);
      expect(await outcome(problem, { driver: 'replicas', pool })).toBe(expected);
      expect(await outcome(problem, { driver: 'sharded', pool })).toBe(expected);
    }
  });

  it('for systems coupled on one noise, some with all points or a given field', () => {
    const problem = digits({}, { steps: 4, cells: 8, particles: 140 });
    const field = Float64Array.from({ length: 5 * 14 }, (_, j) => ((j * 7) % 5) / 4 - 0.5);
    const systems = [
      { particles: 140, steps: 4 },
      { particles: 67, steps: 8 },
      { particles: 140, steps: 8, fullBatch: true as const },
      { particles: 140, steps: 4, field },
    ];
    expect(couplingOutcome({ problem, systems }, 'compiled')).toBe(
      couplingOutcome({ problem, systems }, 'reference'),
    );
  });
});
