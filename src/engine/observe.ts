/**
 * What a researcher reads off a finished run: the model's named field values, and two numbers of the
 * particles that exist for every tail index. Replicas are averaged; the interval is over replicas.
 */
import { createModel } from '../models/createModel.ts';
import { absoluteMoment } from '../observables/absoluteMoment.ts';
import { extremes } from '../observables/extremes.ts';
import { observe } from '../observables/observe.ts';
import { meanInterval } from '../statistics/interval.ts';
import { BLOCK } from './blocks.ts';
import type { Problem } from './plan.ts';
import type { Simulation } from './simulate.ts';

type FieldValue = number | [number, number];

export interface Observed {
  /** Mean over replicas, [re, im] where complex. Infinite moments are never averaged: see `observeRun`. */
  readonly value: FieldValue;
  /** 95 % intervals over replicas, one for a real and two for a complex value; none for one replica. */
  readonly interval?: readonly (readonly [number, number])[];
}

/**
 * Field values at the horizon (for example rho1, risk), `meanRootAbs` = mean |x|^{1/2} over particles and
 * coordinates (p = ½ has an interval for every α > 1), and `maxAbs`, the largest |x| of all replicas.
 */
export function observeRun({ plan, data }: Problem, run: Simulation): Record<string, Observed> {
  const model = createModel(plan.model, data);
  const size = plan.particles * run.dim;
  const path = (plan.steps + 1) * run.fieldDim;
  const replicas = Array.from({ length: plan.replicas }, (_, r) => {
    const field = run.fields.subarray(r * path + plan.steps * run.fieldDim, (r + 1) * path);
    const x = run.positions.subarray(r * size, (r + 1) * size);
    const [roots, largest] = observe([absoluteMoment(0.5), extremes()], x, run.dim, plan.particles, BLOCK);
    const named: Record<string, FieldValue> = model.describeField(field);
    named.meanRootAbs = roots.reduce((a, b) => a + b, 0) / run.dim;
    return { named, largest: Math.max(...largest.map((e) => e.value)) };
  });
  const observed: Record<string, Observed> = {};
  for (const name of Object.keys(replicas[0].named))
    observed[name] = summary(replicas.map((r) => r.named[name]));
  observed.maxAbs = { value: Math.max(...replicas.map((r) => r.largest)) };
  return observed;
}

function summary(values: readonly FieldValue[]): Observed {
  if (typeof values[0] === 'number') {
    const numbers = values as readonly number[];
    if (numbers.length === 1) return { value: numbers[0] };
    const { estimate, interval } = meanInterval(numbers);
    return { value: estimate, interval: [interval] };
  }
  const parts = [0, 1].map((k) => summary(values.map((v) => (v as [number, number])[k])));
  const value: [number, number] = [parts[0].value as number, parts[1].value as number];
  return parts[0].interval && parts[1].interval
    ? { value, interval: [...parts[0].interval, ...parts[1].interval] }
    : { value };
}
