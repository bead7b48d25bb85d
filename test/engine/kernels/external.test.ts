/**
 * Models whose gather and drift the compiled kernels call from outside: random formulas, a code model, minibatches, pairs.
 * The same bits as the TypeScript reference, for every scheme, with common and multiplicative noise, coupled, on several
 * threads, and for formulas through a window.
 * Watched failing: factors squared; noise on all coordinates where two are noisy; tiles transposed; taming left out of
 * external blocks; batches of another replica. Which batch a step sees is another test (minibatch.test.ts).
 */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createArithmetic } from '../../../src/engine/createArithmetic.ts';
import type { Problem } from '../../../src/engine/plan.ts';
import { readPlan } from '../../../src/engine/plan.ts';
import { createPool, type Pool } from '../../../src/engine/pool.ts';
import { createSite } from '../../../src/engine/site.ts';
import { formulas } from '../../models/formula/formulas.ts';
import { couplingOutcome, noise, outcome, SOME_ALPHAS, schemes } from './problems.ts';

const SWIRL = fileURLToPath(new URL('../../fixtures/models/swirl.ts', import.meta.url));
const serial = { driver: 'serial' } as const;

let pool: Pool;
beforeAll(() => {
  pool = createPool(2);
});
afterAll(() => pool.close());

/** A plan around a model of so many coordinates. */
function around(model: fc.Arbitrary<object>): fc.Arbitrary<object> {
  return fc
    .record({
      model,
      noise: noise(SOME_ALPHAS),
      scheme: schemes,
      initial: fc.constant({ law: 'normal', mean: 0.3, variance: 2 }),
      horizon: fc.constantFrom(0.1, 1),
      steps: fc.integer({ min: 1, max: 3 }),
      particles: fc.integer({ min: 2, max: 200 }),
      replicas: fc.constantFrom(1, 2),
      seed: fc.integer({ min: 0, max: 99 }),
    })
    .map((plan) => ({ ...plan, noise: { ...plan.noise, ...ownIndex(plan.noise) } }));
}

/** A common noise of another tail index is refused where the scheme scales the noise. */
function ownIndex({ common }: { common?: object }): object {
  return common ? { common: { ...common, alpha: undefined } } : {};
}

const formulaModels = fc.integer({ min: 1, max: 3 }).chain((dim) => {
  const x = Array.from({ length: dim }, (_, c) => `x${c + 1}`);
  const inAll = [...x, ...x, 'm1', 'm2', 'a'];
  return fc.record({
    name: fc.constant('formula'),
    dim: fc.constant(dim),
    parameters: fc.constant({ a: 0.7 }),
    field: fc.tuple(formulas([...x, 'a'], 3), formulas([...x, 'a'], 3)).map((f) => f),
    drift: fc.array(formulas(inAll, 3), { minLength: dim, maxLength: dim }),
    noise: fc.option(fc.array(formulas(inAll, 2), { minLength: dim, maxLength: dim }), { nil: undefined }),
  });
});

async function expectSame(problem: Problem): Promise<void> {
  const expected = await outcome(problem, { ...serial, kernel: 'reference' });
  expect(await outcome(problem, serial)).toBe(expected);
  expect(await outcome(problem, { ...serial, activations: 'recompute' })).toBe(expected);
}

describe('kernels called from outside have the bits of the reference', () => {
  it('for random formulas', async () => {
    await fc.assert(
      fc.asyncProperty(around(formulaModels), (plan) => expectSame(readPlan(plan))),
      { seed: 8, numRuns: 150 },
    );
  });

  it('for a code model with noise on two of three coordinates and factors of it', async () => {
    const model = fc.constant({ name: 'code', path: SWIRL, parameters: { k: 0.8 } });
    await fc.assert(
      fc.asyncProperty(around(model), (plan) => expectSame(readPlan(plan))),
      { seed: 9, numRuns: 60 },
    );
  });

  it('for minibatches of a network, drawn anew and by epochs', async () => {
    for (const replacement of [true, false]) {
      for (const particles of [3, 64, 130]) {
        const plan = {
          model: {
            name: 'neural-network',
            activation: 'tanh',
            data: { builtin: 'digits', classes: [3, 8], points: 12 },
          },
          noise: { type: 'II', alpha: 1.5, scale: 0.1, common: { scale: 0.1 } },
          initial: { law: 'normal', mean: 0, variance: 0.25 },
          scheme: { name: 'sgd', batch: 5, replacement },
          horizon: 1,
          steps: 5,
          particles,
          replicas: 2,
        };
        const problem = readPlan(plan);
        await expectSame(problem);
        const whole = await outcome(readPlan({ ...plan, scheme: { name: 'euler' } }), serial);
        expect(await outcome(problem, serial)).not.toBe(whole);
      }
    }
  });

  it('for systems coupled on one noise, with fields of their own and given ones', () => {
    fc.assert(
      fc.property(around(formulaModels), fc.boolean(), (plan, given) => {
        const problem = readPlan({ ...plan, steps: 4, cells: 8, particles: 140 });
        const field = Float64Array.from({ length: 10 }, (_, j) => Math.sin(j));
        const systems = [
          { particles: 140, steps: 4, ...(given ? { field } : {}) },
          { particles: 67, steps: 8 },
          { particles: 140, steps: 2 },
        ];
        expect(couplingOutcome({ problem, systems }, 'compiled')).toBe(
          couplingOutcome({ problem, systems }, 'reference'),
        );
      }),
      { seed: 10, numRuns: 40 },
    );
  });

  const threaded: [string, object][] = [
    [
      'a formula',
      { name: 'formula', dim: 2, field: ['tanh(x1*x2)'], drift: ['m - x1', 'cos(x1)'], noise: ['1 + m^2'] },
    ],
    ['a code model', { name: 'code', path: SWIRL, parameters: { k: 0.8 } }],
    [
      'pairs',
      {
        name: 'pairwise',
        dim: 1,
        interaction: ['sin(z)'],
        method: { name: 'random-batch', size: 2 },
      },
    ],
  ];
  it.each(threaded)('on several threads: %s', async (_, model) => {
    const problem = readPlan({
      model,
      noise: { type: 'III', alpha: 1.3, scale: 0.2 },
      initial: { law: 'normal', mean: 0, variance: 1 },
      horizon: 1,
      steps: 6,
      particles: 330,
      replicas: 3,
      seed: 4,
    });
    const expected = await outcome(problem, { ...serial, kernel: 'reference' });
    expect(await outcome(problem, serial)).toBe(expected);
    expect(await outcome(problem, { driver: 'replicas', pool })).toBe(expected);
    if (problem.pairs === undefined)
      expect(await outcome(problem, { driver: 'sharded', pool })).toBe(expected);
  });

  it('through a window, for a formula', () => {
    const problem = readPlan({
      model: { name: 'formula', dim: 2, field: ['sin(x1)', 'x2'], drift: ['m2 - sin(x1)', 'm1 - x2'] },
      noise: { type: 'II', alpha: 1.3, scale: 0.2 },
      initial: { law: 'point', value: 0 },
      horizon: 1,
      steps: 2,
      particles: 5000,
    });
    const results = [createArithmetic(problem, { kind: 'window' }), createSite(problem, 0).arithmetic].map(
      (a) => {
        a.useReplica(0);
        const x = a.floats(10_000);
        for (let j = 0; j < x.length; j++) x[j] = Math.sin(j);
        const sums = a.floats(2 * 80);
        a.gather({ x, particles: 5000 }, sums, 0, 79);
        a.prepare(Float64Array.of(0.1, 0.2), { drift: 0.25, noise: 1, taming: 0.25 });
        expect(a.advance({ x, particles: 5000 }, 0, 79, 0, 1)).toBe(-1);
        return { x: x.slice(), sums: sums.slice() };
      },
    );
    expect(results[0]).toEqual(results[1]);
  });
});
