/**
 * Systems on the same noise. Watched failing: replica left out of the noise address (replicas equal); the
 * pending increment not cleared after a step; the coarse system fed only its last cell; every system stepped
 * with the finest step; a given field read one step early or late; the maximum read at every cell, at the end
 * only, or not kept; the off-grid error read at half the horizon; the weak error of fine minus coarse; a power
 * or a coordinate left out of the distance.
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

  it('reads the largest error over the grid times of the coarser system, to the power asked for', () => {
    // Without noise the error t·e^(−3t) of the OU path is largest at t = 1/3, in the middle of the run.
    const plan = {
      ...ouPlan,
      model: { name: 'mean-field-ou', a: 3, k: 1 },
      noise: { ...ouPlan.noise, scale: 0 },
      initial: { law: 'point', value: 1 },
      steps: 12,
    };
    const systems = [6, 12].map((steps) => ({ particles: 3, steps }));
    const gaps = Array.from({ length: 7 }, (_, k) => Math.abs((1 - 3 / 6) ** k - (1 - 3 / 12) ** (2 * k)));
    const comparisons = (['horizon', 'sup'] as const).flatMap((kind) =>
      [1, 0.5, 2].map((power) => ({ a: 0, b: 1, metric: { kind, power } })),
    );
    const errors = couple(plan, { systems, comparisons });
    const [last, largest] = [gaps[6], Math.max(...gaps)];
    expect(largest).toBeGreaterThan(2 * last);
    const expected = [last, Math.sqrt(last), last ** 2, largest, Math.sqrt(largest), largest ** 2];
    for (const [c, error] of errors.entries()) expect(error).toBeCloseTo(expected[c], 14);
  });

  it('measures Euclidean distances, and spreads over all coordinates', () => {
    // Without noise and from one point the coordinates of the cosine network are separate deterministic paths.
    const still = { noise: { type: 'II', alpha: 1.5, scale: 0 }, initial: { law: 'point', value: 0.3 } };
    const systems = [8, 16].map((steps) => ({ particles: 2, steps }));
    const error = (amplitude: number[], phase: number[]) =>
      couple(
        { ...cosinePlan, ...still, model: { name: 'cosine-network', amplitude, phase } },
        { systems, comparisons: [{ a: 0, b: 1, metric: horizon }] },
      )[0];
    const [first, second] = [error([1.6], [0.7]), error([1.1], [-0.9])];
    expect(Math.min(first, second)).toBeGreaterThan(1e-4);
    expect(error([1.6, 1.1], [0.7, -0.9])).toBeCloseTo(Math.hypot(first, second), 14);
  });

  it('gives weak errors the sign of coarse minus fine', () => {
    const plan = {
      ...ouPlan,
      noise: { ...ouPlan.noise, scale: 0 },
      initial: { law: 'point', value: 2 },
      steps: 8,
    };
    const systems = [4, 8].map((steps) => ({ particles: 5, steps }));
    const [error] = couple(plan, { systems, comparisons: [{ a: 0, b: 1, metric: { kind: 'weak' } }] });
    const [coarse, fine] = [2 * (1 - 0.5 / 4) ** 4, 2 * (1 - 0.5 / 8) ** 8];
    expect(Math.abs(error)).toBeGreaterThan(1e-3);
    expect(error).toBeCloseTo(Math.cos(coarse - 2) - Math.cos(fine - 2), 14);
  });

  it('compares only the particles that both systems have', () => {
    const systems = [
      { particles: 6, steps: 8 },
      { particles: 200, steps: 8 },
    ];
    const [strong, weak] = couple(
      { ...cosinePlan, steps: 8 },
      {
        systems,
        comparisons: [
          { a: 0, b: 1, metric: horizon },
          { a: 0, b: 1, metric: { kind: 'weak' } },
        ],
      },
    );
    expect(strong).toBeGreaterThan(0);
    expect(Number.isFinite(weak)).toBe(true);
  });

  it('says which particle became non-finite', () => {
    const plan = { ...ouPlan, model: { name: 'mean-field-ou', a: 1e200, k: 0 } };
    const job = { systems: [{ particles: 10, steps: 8 }], comparisons: [{ a: 0, b: 0, metric: horizon }] };
    expect(() => couple(plan, job)).toThrow(/^Particle \d+ became .* at step \d+ of replica 0/);
  });
});
