/**
 * Systems on the same noise. Watched failing: replica left out of the noise address (replicas equal); the
 * pending increment not cleared after a step; the coarse system fed only its last cell.
 */
import { describe, expect, it } from 'vitest';
import { type CouplingJob, type Metric, runCoupling } from '../../src/engine/coupling.ts';
import { readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { eulerFieldPath } from '../../src/limits/limit.ts';
import { cosinePlan, ouPlan } from './plans.ts';

const horizon: Metric = { kind: 'horizon', power: 1 };

function couple(plan: object, job: Omit<CouplingJob, 'problem' | 'replica'>, replica = 0): number[] {
  return [...runCoupling({ problem: readPlan(plan), replica, ...job })];
}

describe('runCoupling', () => {
  it('finds no difference between a system and itself', () => {
    const systems = [
      { particles: 100, steps: 16 },
      { particles: 100, steps: 16 },
    ];
    const comparisons = (['horizon', 'sup', 'off-grid'] as const).map((kind) => ({
      a: 0,
      b: 1,
      metric: { kind, power: 0.5 },
    }));
    expect(
      couple(cosinePlan, {
        systems,
        comparisons: [...comparisons, { a: 0, b: 1, metric: { kind: 'weak' } }],
      }),
    ).toEqual([0, 0, 0, 0]);
  });

  it('steps a system to the bits of a plain run', async () => {
    // A system driven by the recorded field of the plain run stays on it exactly.
    const problem = readPlan({ ...cosinePlan, particles: 100, steps: 8, cells: 16 });
    const run = await simulate(problem, { driver: 'serial' });
    const systems = [
      { particles: 100, steps: 8 },
      { particles: 100, steps: 8, field: run.fields },
    ];
    expect(
      couple(problem.plan, { systems, comparisons: [{ a: 0, b: 1, metric: { kind: 'sup', power: 1 } }] }),
    ).toEqual([0]);
  });

  it('gives every replica its own noise and every call the same', () => {
    const job = {
      systems: [
        { particles: 50, steps: 8 },
        { particles: 50, steps: 16 },
      ],
      comparisons: [{ a: 0, b: 1, metric: horizon }],
    };
    const values = [0, 1, 2, 0].map((replica) => couple(cosinePlan, job, replica)[0]);
    expect(new Set(values).size).toBe(3);
    expect(values[3]).toBe(values[0]);
  });

  it('sums fine increments exactly: without drift a coarse step lands where fine steps land', () => {
    const plan = { ...ouPlan, model: { name: 'mean-field-ou', a: 0, k: 0 }, steps: 16 };
    const systems = [2, 4, 16].map((steps) => ({ particles: 20, steps }));
    const comparisons = [
      { a: 0, b: 2, metric: horizon },
      { a: 1, b: 2, metric: horizon },
    ];
    for (const error of couple(plan, { systems, comparisons })) expect(error).toBeLessThan(1e-13);
  });

  it('gives all OU particles the same coupled error, and another one to each replica', () => {
    const problem = readPlan(ouPlan);
    const job = {
      systems: [
        { particles: 10, steps: 8 },
        { particles: 10, steps: 8, field: eulerFieldPath(problem.plan) },
      ],
      comparisons: [
        { a: 0, b: 1, metric: horizon },
        { a: 0, b: 1, metric: { kind: 'spread' } as const },
      ],
    };
    const [error, spread] = couple(ouPlan, job, 1);
    expect(error).toBeGreaterThan(1e-4);
    expect(spread).toBeLessThan(1e-13 * Math.max(1, error));
  });

  it('reads an off-grid error half a coarse step after half the horizon', () => {
    // Without noise the OU path is deterministic: a's value at 1/2 against b's at 1/2 + 1/16.
    const plan = {
      ...ouPlan,
      noise: { ...ouPlan.noise, scale: 0 },
      initial: { law: 'point', value: 1 },
      steps: 16,
    };
    const systems = [8, 16].map((steps) => ({ particles: 2, steps }));
    const metric: Metric = { kind: 'off-grid', power: 1 };
    const [error] = couple(plan, { systems, comparisons: [{ a: 0, b: 1, metric }] });
    expect(error).toBeCloseTo(Math.abs((1 - 0.5 / 8) ** 4 - (1 - 0.5 / 16) ** 9), 13);
  });

  it('says which particle became non-finite', () => {
    const plan = { ...ouPlan, model: { name: 'mean-field-ou', a: 1e200, k: 0 } };
    const job = { systems: [{ particles: 10, steps: 8 }], comparisons: [{ a: 0, b: 0, metric: horizon }] };
    expect(() => couple(plan, job)).toThrow(/^Particle \d+ became .* at step \d+ of replica 0/);
  });
});
