/** What `simulate --out DIR` keeps: the field at every grid time, its figure, and the final positions. */
import { writeFileSync } from 'node:fs';
import { modelOf } from '../engine/modelOf.ts';
import type { Plan, Problem } from '../engine/plan.ts';
import type { Simulation } from '../engine/simulate.ts';
import { createFigure } from '../figures/figure.ts';
import { figurePage } from '../figures/html.ts';
import { eulerFieldPath, hasSchemeLimit } from '../limits/limit.ts';
import { openTable } from '../results/csv.ts';
import { writeNpy } from '../results/npy.ts';
import { parquetFromCsv } from '../results/parquet.ts';
import type { Run } from '../results/runFolder.ts';
import { saveFigures } from './saveFigures.ts';

export function saveSimulation(
  run: Run,
  { plan, dim, fieldDim, positions, fields }: Simulation,
  problem: Problem,
): void {
  const model = modelOf(problem);
  const rows = plan.steps + 1;
  /** Named real values of one field, complex ones as two. */
  const named = (field: Float64Array): Map<string, number> =>
    new Map(
      Object.entries(model.describeField(field)).flatMap(([name, value]): [string, number][] =>
        typeof value === 'number'
          ? [[name, value]]
          : [
              [`Re ${name}`, value[0]],
              [`Im ${name}`, value[1]],
            ],
      ),
    );
  const fieldAt = (replica: number, k: number) =>
    named(fields.subarray((replica * rows + k) * fieldDim, (replica * rows + k + 1) * fieldDim));
  const exact = exactPath(plan);
  const names = [...fieldAt(0, 0).keys()];
  const path = run.tablePath('field');
  const table = openTable(path, ['replica', 'time', ...names]);
  const times = Float64Array.from({ length: rows }, (_, k) => (k * plan.horizon) / plan.steps);
  const panels = names.map((label) => ({
    label,
    replicas: Array.from({ length: plan.replicas }, () => new Float64Array(rows)),
    ...limitPath(label),
  }));
  for (let r = 0; r < plan.replicas; r++) {
    for (let k = 0; k < rows; k++) {
      const values = [...fieldAt(r, k).values()];
      table.append([r, times[k], ...values]);
      for (const [p, value] of values.entries()) panels[p].replicas[r][k] = value;
    }
  }
  table.close();
  parquetFromCsv(path);
  const input = { times, particles: plan.particles, panels: panels.slice(0, 4) };
  const figure = createFigure('field-path', 'field-path', input);
  saveFigures(run, [figure]);
  writeFileSync(run.figurePath('field-path.html'), figurePage(figure.spec, figure));
  writeNpy(`${run.dir}/positions.npy`, positions, [plan.replicas, plan.particles, dim]);

  function limitPath(name: string): { limit?: Float64Array } {
    if (exact === undefined) return {};
    return {
      limit: Float64Array.from(
        { length: rows },
        (_, k) => named(exact.subarray(k * fieldDim, (k + 1) * fieldDim)).get(name)!,
      ),
    };
  }
}

/** The limit for the figure. A run that is done is kept without it where it cannot be had to full accuracy. */
function exactPath(plan: Plan): Float64Array | undefined {
  if (!hasSchemeLimit(plan)) return undefined;
  try {
    return eulerFieldPath(plan);
  } catch (error) {
    process.stderr.write(`The figure shows no limit: ${(error as Error).message}\n`);
    return undefined;
  }
}
