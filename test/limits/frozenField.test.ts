/**
 * The stand-in field is the recorded field of one larger run on noise of its own.
 * Watched failing: the path given one step late; the particles of the plan instead of those asked for;
 * replica 0, which every study uses.
 */
import { expect, it } from 'vitest';
import { readPlan } from '../../src/engine/plan.ts';
import { createReferenceArithmetic } from '../../src/engine/reference.ts';
import { startSerial } from '../../src/engine/serial.ts';
import { frozenField } from '../../src/limits/frozenField.ts';
import { cosinePlan } from '../engine/plans.ts';

it('is the field of a run with so many particles, at every grid time, from the last replica there is', async () => {
  const problem = readPlan({ ...cosinePlan, steps: 5, replicas: 3 });
  const large = readPlan({ ...cosinePlan, steps: 5, particles: 700 });
  const fields = new Float64Array(6 * 2);
  const system = { x: new Float64Array(700), particles: 700 };
  const sums = new Float64Array(11 * 2);
  const run = startSerial(large, 2 ** 32 - 1, createReferenceArithmetic(large), system, sums, fields);
  run.advance(5);
  run.finish();
  expect(await frozenField(problem, 700)).toEqual(fields);
});
