/**
 * Which batch a step of sgd sees: a run stepped here by hand, with batches asked for by their numbers.
 * Watched failing: the batch of the next step; batches numbered by steps where they are drawn anew, by cells where they go
 * by epochs; gather with the batch of the step before; coupled systems that see batches all the same.
 */
import { describe, expect, it } from 'vitest';
import { runCoupling } from '../../src/engine/coupling.ts';
import { initialOf } from '../../src/engine/initialOf.ts';
import { modelOf } from '../../src/engine/modelOf.ts';
import { type Problem, readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { createBatches } from '../../src/random/batches.ts';

const PARTICLES = 10;
const STEPS = 4;
const CELLS = 12;
const BATCH = 3;
const POINTS = 8;

function problemOf(
  replacement: boolean,
  scheme: object = { name: 'sgd', batch: BATCH, replacement },
): Problem {
  return readPlan({
    model: {
      name: 'neural-network',
      activation: 'tanh',
      data: { builtin: 'digits', classes: [3, 8], points: POINTS },
    },
    noise: { type: 'II', alpha: 1.5, scale: 0 },
    initial: { law: 'normal', mean: 0, variance: 0.25 },
    scheme,
    horizon: 2,
    steps: STEPS,
    cells: CELLS,
    particles: PARTICLES,
    replicas: 2,
    seed: 9,
  });
}

/** Positions and last field of replica 1; numbers[k] is the batch of step k, undefined all points. */
function byHand(problem: Problem, numbers: readonly (number | undefined)[], replacement: boolean) {
  const model = modelOf(problem);
  const { seed } = problem.plan;
  const x = new Float64Array(PARTICLES * model.dim);
  initialOf(problem, model.dim)({ seed, replica: 1 }, 0, PARTICLES, x);
  const batches = createBatches({ seed, replica: 1, points: POINTS, size: BATCH, replacement });
  const gather = () => {
    const sum = new Float64Array(model.fieldDim);
    model.gather(x, 0, PARTICLES, sum);
    return sum.map((s) => s / PARTICLES);
  };
  for (const number of numbers) {
    const points = new Int32Array(BATCH);
    if (number !== undefined) batches(number, points);
    model.selectPoints?.(number === undefined ? undefined : points);
    const drift = new Float64Array(x.length);
    model.drift(x, 0, PARTICLES, gather(), drift);
    for (let j = 0; j < x.length; j++) x[j] += (2 / STEPS) * drift[j];
  }
  model.selectPoints?.(undefined);
  return { x, field: gather() };
}

describe('a step of sgd', () => {
  it.each([
    ['drawn anew: the batch of its first cell', true, [0, 3, 6, 9]],
    ['by epochs: the batch of its number', false, [0, 1, 2, 3]],
  ] as const)('%s; the last field is of all points', async (_, replacement, numbers) => {
    const problem = problemOf(replacement);
    const { x, field } = byHand(problem, numbers, replacement);
    for (const kernel of ['compiled', 'reference'] as const) {
      const run = await simulate(problem, { driver: 'serial', kernel });
      expect(run.positions.slice(x.length)).toEqual(x);
      const last = run.fields.slice(-field.length);
      field.forEach((m, b) => {
        expect(last[b]).toBeCloseTo(m, 14);
      });
    }
  });

  it('of a coupled system may see all points instead', () => {
    const problem = problemOf(true);
    const systems = [
      { particles: PARTICLES, steps: STEPS },
      { particles: PARTICLES, steps: STEPS, fullBatch: true as const },
    ];
    const metric = { kind: 'horizon', power: 1 } as const;
    const [distance] = runCoupling({ problem, replica: 1, systems, comparisons: [{ a: 0, b: 1, metric }] });
    const [sgd, full] = [
      [0, 3, 6, 9],
      [undefined, undefined, undefined, undefined],
    ].map((numbers) => byHand(problem, numbers, true).x);
    const dim = sgd.length / PARTICLES;
    let expected = 0;
    for (let i = 0; i < PARTICLES; i++) {
      const apart = sgd.slice(i * dim, (i + 1) * dim).map((v, c) => v - full[i * dim + c]);
      expected += Math.hypot(...apart) / PARTICLES;
    }
    expect(distance).toBeCloseTo(expected, 13);
  });
});
