/**
 * What is read off a run: means where they have intervals, medians where they do not.
 * Watched failing: the mean taken for every model; the intervals of two complex parts swapped.
 * Budget of false alarms: 3 × 1e-6.
 */
import { describe, expect, it } from 'vitest';
import { observeRun } from '../../src/engine/observe.ts';
import { readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { limitOf } from '../../src/limits/limit.ts';
import { cosinePlan, ouPlan } from './plans.ts';

async function observed(plan: object) {
  const problem = readPlan(plan);
  return observeRun(problem, await simulate(problem, { driver: 'serial' }));
}

describe('observeRun', () => {
  it('takes means of bounded field values, with an interval that holds the exact Euler limit', async () => {
    // 5 half-widths of a 95 % interval from 60 replicas: false alarm below 1e-6 for each of 3 numbers.
    const plan = { ...cosinePlan, replicas: 60 };
    const { rho1, risk } = await observed(plan);
    const exact = limitOf(readPlan(plan).plan).euler;
    expect(rho1.statistic).toBe('mean');
    const parts = [...(rho1.value as number[]), risk.value as number];
    const truth = [...(exact.rho1 as number[]), exact.risk as number];
    for (const [k, [low, high]] of [...rho1.interval!, ...risk.interval!].entries()) {
      expect(Math.abs(parts[k] - truth[k])).toBeLessThan(2.6 * (high - low));
      expect(parts[k]).toBeCloseTo((low + high) / 2, 12);
    }
  });

  it('takes medians where the field has no second moment', async () => {
    const heavy = await observed({ ...ouPlan, replicas: 21 });
    expect(heavy.mean.statistic).toBe('median');
    expect(heavy.mean.interval).toHaveLength(1);
    expect(heavy.meanRootAbs.statistic).toBe('mean');
    const gaussian = await observed({ ...ouPlan, noise: { type: 'II', alpha: 2, scale: 1 }, replicas: 4 });
    expect(gaussian.mean.statistic).toBe('mean');
    const cauchy = await observed({ ...ouPlan, noise: { type: 'II', alpha: 1, scale: 1 }, replicas: 4 });
    expect(cauchy.meanRootAbs.statistic).toBe('median');
  });

  it('gives one replica no interval', async () => {
    const { rho1, risk } = await observed(cosinePlan);
    expect(rho1.interval).toBeUndefined();
    expect(risk.interval).toBeUndefined();
  });
});
