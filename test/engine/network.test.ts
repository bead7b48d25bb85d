/**
 * Networks that the compiled kernel does not serve run through it all the same: the same bits as the TypeScript reference,
 * on any number of threads, noise on the hidden weights only where the plan says so, and a start from given weights.
 *
 * Faults planted, each fails here: noise on all coordinates; formulas left out of what the plan reads.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { modelOf } from '../../src/engine/modelOf.ts';
import { readPlan } from '../../src/engine/plan.ts';
import { createPool } from '../../src/engine/pool.ts';
import { simulate } from '../../src/engine/simulate.ts';

const pool = createPool(2);
afterAll(() => pool.close());

function problemOf(model: object, more: object = {}) {
  return readPlan({
    model: {
      name: 'neural-network',
      activation: 'tanh',
      outputWeights: { kind: 'trained' },
      data: { builtin: 'digits', classes: [3, 8], points: 9 },
      ...model,
    },
    noise: { type: 'III', alpha: 1.6, scale: 0.02 },
    initial: { law: 'normal', mean: 0, variance: 0.01 },
    horizon: 0.5,
    steps: 5,
    particles: 150,
    seed: 3,
    ...more,
  });
}

const models: [string, object][] = [
  [
    'softmax of three classes, bias, noise on hidden weights',
    {
      loss: 'softmax',
      bias: true,
      noiseOn: 'hidden',
      data: { builtin: 'digits', classes: [1, 2, 3], points: 9 },
    },
  ],
  [
    'hinge, plain scaling, ReLU, confined',
    { loss: 'hinge', scaling: 'plain', activation: 'relu', confinement: 0.5 },
  ],
  [
    'formula activation and loss, fixed weights',
    {
      activation: 'tanh(s) + 0.1*s',
      loss: 'log1p((f - y)^2)',
      outputWeights: { kind: 'alternating', value: 1 },
    },
  ],
];

describe.each(models)('%s', (_, model) => {
  const problem = problemOf(model);

  it('has the bits of the reference, serially and on two threads', async () => {
    const expected = await simulate(problem, { driver: 'serial', kernel: 'reference' });
    expect(expected.positions.every(Number.isFinite)).toBe(true);
    for (const run of [
      await simulate(problem, { driver: 'serial' }),
      await simulate(problem, { driver: 'sharded', pool }),
    ]) {
      expect(run.positions).toEqual(expected.positions);
      expect(run.fields).toEqual(expected.fields);
    }
  });
});

it('output weights receive no noise where it is on the hidden weights only', async () => {
  const still = {
    horizon: 1e-9,
    noise: { type: 'II', alpha: 1.5, scale: 1e6 },
    initial: { law: 'point', value: 0.5 },
  };
  for (const [noiseOn, moved] of [
    ['all', true],
    ['hidden', false],
  ] as const) {
    const { plan, data } = problemOf({ noiseOn, bias: true }, still);
    const run = await simulate({ plan, data }, { driver: 'serial' });
    const at = (c: number) =>
      Array.from({ length: 150 }, (_, i) => Math.abs(run.positions[i * run.dim + c] - 0.5));
    expect(run.dim).toBe(66);
    expect(Math.max(...at(65)) > 1e-3).toBe(moved);
    expect(Math.min(...at(64))).toBeGreaterThan(0);
  }
});

it('starts from given weights and trains: softmax learns its nine digits', async () => {
  const values = Array.from({ length: 20 }, (_, i) =>
    Array.from({ length: 64 + 1 + 3 }, (_, c) => ((31 * i + 17 * c) % 19) / 19 - 0.5),
  );
  const problem = problemOf(
    { loss: 'softmax', bias: true, data: { builtin: 'digits', classes: [1, 2, 3], points: 9 } },
    {
      noise: { alpha: 2, scale: 0 },
      initial: { law: 'array', values },
      particles: 20,
      horizon: 40,
      steps: 200,
    },
  );
  const run = await simulate(problem, { driver: 'serial' });
  const model = modelOf(problem);
  const before = model.describeField(run.fields.subarray(0, run.fieldDim));
  const after = model.describeField(run.fields.subarray(200 * run.fieldDim));
  expect(before.loss).toBeGreaterThan(0.9);
  expect(after.loss).toBeLessThan(0.1);
  expect(after.accuracy).toBe(1);
});
