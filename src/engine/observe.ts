/**
 * What a researcher reads off a finished run: the model's named field values, and two numbers of the
 * particles that exist for every tail index. The unit of replication is a whole system.
 */
import { fieldGrowth } from '../models/fieldGrowth.ts';
import { tailIndices } from '../noise/tailIndices.ts';
import { absoluteMoment } from '../observables/absoluteMoment.ts';
import { extremes } from '../observables/extremes.ts';
import { observe } from '../observables/observe.ts';
import { meanInterval } from '../statistics/interval.ts';
import { medianInterval } from '../statistics/quantileInterval.ts';
import { BLOCK } from './blocks.ts';
import { modelOf } from './modelOf.ts';
import type { Problem } from './plan.ts';
import { RunFailure } from './runFailure.ts';
import type { Simulation } from './simulate.ts';

type FieldValue = number | [number, number];

export interface Observed {
  /** Over replicas, [re, im] where complex. */
  readonly value: FieldValue;
  /** The median where the replicas' values have no second moment: no mean of them has a valid interval. */
  readonly statistic: 'mean' | 'median' | 'maximum';
  /** 95 % intervals over replicas, one for a real and two for a complex value; none for too few replicas. */
  readonly interval?: readonly (readonly [number, number])[];
}

/**
 * Field values at the horizon (for example rho1, risk), `meanRootAbs` = mean |x|^{1/2} over particles and
 * coordinates, and `maxAbs`, the largest |x| of all replicas. Averaged over replicas where a second moment
 * exists (bounded φ; |x|^{1/2} for α > 1), else their median.
 */
export function observeRun(problem: Problem, run: Simulation): Record<string, Observed> {
  const { plan, program } = problem;
  const model = modelOf(problem);
  const size = plan.particles * run.dim;
  const path = (plan.steps + 1) * run.fieldDim;
  const replicas = Array.from({ length: plan.replicas }, (_, r) => {
    const field = run.fields.subarray(r * path + plan.steps * run.fieldDim, (r + 1) * path);
    const x = run.positions.subarray(r * size, (r + 1) * size);
    const [roots, largest] = observe([absoluteMoment(0.5), extremes()], x, run.dim, plan.particles, BLOCK);
    const meanRootAbs = roots.reduce((a, b) => a + b, 0) / run.dim;
    return {
      named: model.describeField(field),
      meanRootAbs,
      largest: Math.max(...largest.map((e) => e.value)),
    };
  });
  for (const [r, { named }] of replicas.entries()) {
    const bad = Object.entries(named).find(([, value]) => ![value].flat().every(Number.isFinite));
    if (bad !== undefined)
      throw new RunFailure(
        `${bad[0]} is ${[bad[1]].flat().join(' + i')} at the end of replica ${r}, of a finite field: a function of the model is outside its domain, or its numbers overflow.`,
      );
  }
  const { least } = tailIndices(plan.noise);
  const field = least < 2 && fieldGrowth(plan.model, program) !== 'bounded' ? medianOf : meanOf;
  const roots = least <= 1 ? medianOf : meanOf;
  const observed: Record<string, Observed> = {};
  for (const name of Object.keys(replicas[0].named)) {
    const values = replicas.map((r) => r.named[name]);
    observed[name] =
      typeof values[0] === 'number' ? field(values as number[]) : complexMean(values as [number, number][]);
  }
  observed.meanRootAbs = roots(replicas.map((r) => r.meanRootAbs));
  observed.maxAbs = { value: Math.max(...replicas.map((r) => r.largest)), statistic: 'maximum' };
  return observed;
}

function meanOf(values: readonly number[]): Observed {
  if (values.length === 1) return { value: values[0], statistic: 'mean' };
  const { estimate, interval } = meanInterval(values);
  return { value: estimate, statistic: 'mean', interval: [interval] };
}

function medianOf(values: readonly number[]): Observed {
  const { estimate, interval } = medianInterval(values);
  const bounded = interval.every(Number.isFinite);
  return { value: estimate, statistic: 'median', ...(bounded ? { interval: [interval] } : {}) };
}

/** Complex field values (characteristic functions) are bounded. */
function complexMean(values: readonly (readonly [number, number])[]): Observed {
  const parts = [0, 1].map((k) => meanOf(values.map((v) => v[k])));
  const intervals = parts.flatMap((part) => part.interval ?? []);
  const value: [number, number] = [parts[0].value as number, parts[1].value as number];
  return { value, statistic: 'mean', ...(intervals.length === 2 ? { interval: intervals } : {}) };
}
