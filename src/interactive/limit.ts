/** `limit(plan)`: the exact McKean–Vlasov limit at the plan's horizon, in continuous time and of its Euler scheme. */
import { asBadInput } from '../engine/badInput.ts';
import { fieldPath } from '../engine/fieldPath.ts';
import { modelOf } from '../engine/modelOf.ts';
import type { Plan, Problem } from '../engine/plan.ts';
import { createFigure, type Figure } from '../figures/figure.ts';
import { eulerFieldPath, hasSchemeLimit, type Limit, limitOf } from '../limits/limit.ts';
import type { Cell } from '../results/csv.ts';
import { type Displayed, displayed } from '../results/display.ts';
import { columnsOf, Table } from '../results/table.ts';
import { setupOf } from '../studies/labels.ts';
import type { Drawable } from './drawable.ts';
import { type PlanInput, problemOf } from './problemOf.ts';
import { known } from './rateTables.ts';

/** The exact McKean–Vlasov limit of a plan, in continuous time and of its Euler scheme. */
export interface PlanLimit extends Displayed, Drawable, Limit {
  readonly plan: Plan;
  /** One row per value, Re and Im of a complex one. */
  readonly table: Table;
}

/** @throws BadInput in one sentence: for the plan, or where no exact limit is known */
export function limit(plan: PlanInput | Problem, { baseDir }: { readonly baseDir?: string } = {}): PlanLimit {
  const problem = problemOf(plan, baseDir);
  const found = asBadInput(() => limitOf(problem.plan));
  const table = limitTable(found);
  const figures = () => (hasSchemeLimit(problem.plan) ? [pathFigure(problem)] : []);
  const text = () => `${found.kind}, at the horizon ${problem.plan.horizon}\n\n${table}`;
  const source = { call: 'limit', plan: problem.plan, seed: problem.plan.seed };
  return displayed({ ...found, plan: problem.plan, table, source, figures }, text, () => ({
    'text/plain': text(),
    'text/html': `<p>${found.kind}, at the horizon ${problem.plan.horizon}</p>\n${table.toHtml()}`,
  }));
}

function limitTable({ values, euler }: Limit): Table {
  const parts = (named: Limit['values']): Map<string, number> =>
    new Map(
      Object.entries(named).flatMap(([name, value]): [string, number][] =>
        typeof value === 'number'
          ? [[name, value]]
          : value.map((part, k) => [`${['Re', 'Im'][k]} ${name}`, part]),
      ),
    );
  const [continuous, scheme] = [parts(values), parts(euler)];
  const names = [...new Set([...continuous.keys(), ...scheme.keys()])];
  return known(
    new Table(
      columnsOf({
        name: ['', 'name of the value, as in mckean limit'],
        limit: ['dimensionless', 'in continuous time'],
        euler: ['dimensionless', 'of the Euler scheme with the plan’s step'],
      }),
      names.map((name): Cell[] => [name, continuous.get(name) ?? Number.NaN, scheme.get(name) ?? Number.NaN]),
    ),
    'euler',
  );
}

const PANELS = 4;

function pathFigure(problem: Problem): Figure {
  const { plan } = problem;
  const { fieldDim } = modelOf(problem);
  const fields = eulerFieldPath(plan);
  const path = fieldPath(problem, { fields, fieldDim });
  const values = Array.from(path.times, (_, k) => path.at(0, k));
  return createFigure('limit-path', 'field-path', {
    title: `The field of the mean-field limit, of ${plan.steps} Euler steps`,
    times: path.times,
    setup: setupOf(plan),
    panels: path.names
      .slice(0, PANELS)
      .map((label, p) => ({ label, replicas: [], limit: Float64Array.from(values, (own) => own[p]) })),
  });
}
