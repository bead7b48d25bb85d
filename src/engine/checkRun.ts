/** A model in a short run of the whole engine, in this thread and over several: the same bits. */
import type { Check } from '../models/check.ts';
import { difference } from '../models/check.ts';
import type { ModelSpec } from '../models/spec.ts';
import { readPlan } from './plan.ts';
import { simulate } from './simulate.ts';

/** @throws BadInput where readPlan refuses the model */
export async function checkRun(
  model: ModelSpec,
  { low, high, seed, threads }: { low: number; high: number; seed: number; threads: number },
): Promise<Check> {
  const check = `the same bits on one and on ${threads} threads`;
  const problem = readPlan({
    model,
    noise: { type: 'II', alpha: 1.7, scale: 0.05 },
    initial: { law: 'uniform', low, high },
    horizon: 0.125,
    steps: 16,
    particles: 301,
    seed,
  });
  try {
    const [one, two] = [
      await simulate(problem, { driver: 'serial' }),
      await simulate(problem, { driver: 'sharded', threads }),
    ];
    const fault = difference(one.positions, two.positions) ?? difference(one.fields, two.fields);
    if (fault === undefined) return { check, pass: true, detail: '301 particles, 16 steps' };
    return { check, pass: false, detail: fault };
  } catch (error) {
    return { check, pass: false, detail: (error as Error).message.replace(/\.$/, '') };
  }
}
