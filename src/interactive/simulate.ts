/** `await simulate({...})`: a run of a plan, as tables and arrays with names. */
import { fieldPath } from '../engine/fieldPath.ts';
import { type Observed, observeRun } from '../engine/observe.ts';
import type { Plan, Problem } from '../engine/plan.ts';
import { simulate as run, type SimulateOptions, type Simulation } from '../engine/simulate.ts';
import { simulationFigure } from '../figures/simulationFigure.ts';
import type { Cell } from '../results/csv.ts';
import { type Displayed, displayed } from '../results/display.ts';
import { sha256Float64 } from '../results/hash.ts';
import { columnsOf, Table } from '../results/table.ts';
import { setupOf } from '../studies/labels.ts';
import type { Drawable } from './drawable.ts';
import { type NamedArray, namedArray } from './namedArray.ts';
import { type PlanInput, problemOf } from './problemOf.ts';
import { type CallOptions, working } from './work.ts';

/**
 * One run of a plan: final positions, the field over time, observables; arrays and tables with named axes
 * and columns.
 */
export interface SimulatedRun extends Displayed, Drawable {
  /** The checked plan. */
  readonly plan: Plan;
  /** Final positions, replica × particle × coordinate. */
  readonly positions: NamedArray;
  /** The field m at every grid time, replica × time × entry. */
  readonly fields: NamedArray;
  /** The grid times 0, η, …, the horizon. */
  readonly times: NamedArray;
  /** The field's named values at the horizon, and numbers of the particles, with intervals over replicas. */
  readonly observables: Table;
  /** The field's named values at every grid time: one row per replica and time. */
  readonly field: Table;
  /** SHA-256 of the final positions, as `mckean simulate` tells it. */
  readonly stateHash: string;
  readonly driver: Simulation['driver'];
  readonly threads: number;
  readonly elapsedSeconds: number;
}

/** Options of `simulate`. */
export type SimulateCall = CallOptions &
  Pick<SimulateOptions, 'driver' | 'kernel' | 'activations' | 'firstReplica'> & {
    /** Folder that file names in the plan are relative to; the working folder unless told. */
    readonly baseDir?: string;
  };

/**
 * Runs a plan.
 * @param plan the fields of a plan file as an object, or a Problem from `readPlan`
 * @throws BadInput in one sentence with field, value and range; RunFailure; Interrupted
 */
export async function simulate(plan: PlanInput | Problem, options: SimulateCall = {}): Promise<SimulatedRun> {
  const { threads: _, progress: __, signal: ___, baseDir, ...own } = options;
  const problem = problemOf(plan, baseDir);
  const simulation = await working(options, ({ threads, signal, update }) =>
    run(problem, { ...own, threads, signal, onProgress: (taken, total) => update('steps', taken, total) }),
  );
  return simulatedRun(problem, simulation);
}

function simulatedRun(problem: Problem, simulation: Simulation): SimulatedRun {
  const { plan, dim, fieldDim, positions, fields, driver, threads, elapsedSeconds } = simulation;
  const times = plan.steps + 1;
  const observables = observablesTable(observeRun(problem, simulation));
  let field: Table | undefined;
  let stateHash: string | undefined;
  const result = {
    plan,
    positions: namedArray(positions, 'positions', {
      replica: plan.replicas,
      particle: plan.particles,
      coordinate: dim,
    }),
    fields: namedArray(fields, 'fields', { replica: plan.replicas, time: times, entry: fieldDim }),
    times: namedArray(
      Float64Array.from({ length: times }, (_, k) => (k * plan.horizon) / plan.steps),
      'times',
      { time: times },
    ),
    observables,
    get field() {
      field ??= fieldTable(problem, simulation);
      return field;
    },
    get stateHash() {
      stateHash ??= sha256Float64(positions);
      return stateHash;
    },
    driver,
    threads,
    elapsedSeconds,
    source: { call: 'simulate', plan, seed: plan.seed },
    figures: () => [
      simulationFigure(problem, simulation, (why) =>
        process.stderr.write(`The figure shows no limit: ${why}\n`),
      ),
    ],
  };
  const about = `${setupOf(plan)}; ${counted(plan.particles, 'particle')}, ${counted(plan.steps, 'step')}, ${counted(plan.replicas, 'replica')}, seed ${plan.seed}`;
  const text = () => `${about}\n\n${observables}\n\nstate ${result.stateHash}`;
  return displayed(result, text, () => ({
    'text/plain': text(),
    'text/html': `<p>${about}</p>\n${observables.toHtml()}\n<p><small>state ${result.stateHash}</small></p>`,
  }));
}

export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`;
}

const OBSERVABLES = columnsOf({
  observable: ['', 'name of the value, Re and Im of a complex one'],
  statistic: ['', 'what is taken over the replicas: the median where no second moment exists'],
  value: ['dimensionless', 'mean, median or maximum over the replicas'],
  low: ['dimensionless', 'lower end of its 95 % interval'],
  high: ['dimensionless', 'upper end of its 95 % interval'],
});

/** Without columns of intervals where there is none: of one replica. */
function observablesTable(observed: Readonly<Record<string, Observed>>): Table {
  const none = [Number.NaN, Number.NaN] as const;
  const rows = Object.entries(observed).flatMap(([name, { value, statistic, interval = [] }]): Cell[][] =>
    typeof value === 'number'
      ? [[name, statistic, value, ...(interval[0] ?? none)]]
      : value.map((part, k) => [`${['Re', 'Im'][k]} ${name}`, statistic, part, ...(interval[k] ?? none)]),
  );
  if (Object.values(observed).some(({ interval }) => interval !== undefined))
    return new Table(OBSERVABLES, rows);
  return new Table(
    OBSERVABLES.slice(0, 3),
    rows.map((row) => row.slice(0, 3)),
  );
}

function fieldTable(problem: Problem, simulation: Simulation): Table {
  const path = fieldPath(problem, simulation);
  const { replicas } = simulation.plan;
  return new Table(
    columnsOf({
      replica: ['', 'number of the replica, from 0'],
      time: ['dimensionless', 'grid time, in the units of the horizon'],
      ...Object.fromEntries(
        path.names.map((name) => [name, ['dimensionless', 'value of the field'] as const]),
      ),
    }),
    Array.from({ length: replicas }, (_, r) =>
      Array.from(path.times, (time, k): Cell[] => [r, time, ...path.at(r, k)]),
    ).flat(),
  );
}
