/** What `simulate --out DIR` keeps: the field at every grid time, its figure, and the final positions. */
import { fieldPath } from '../engine/fieldPath.ts';
import type { Problem } from '../engine/plan.ts';
import type { Simulation } from '../engine/simulate.ts';
import { simulationFigure } from '../figures/simulationFigure.ts';
import { openTable } from '../results/csv.ts';
import { writeNpy } from '../results/npy.ts';
import { parquetFromCsv } from '../results/parquet.ts';
import type { Run } from '../results/runFolder.ts';
import { saveFigurePage, saveFigures } from './saveFigures.ts';

export function saveSimulation(run: Run, simulation: Simulation, problem: Problem): void {
  const { plan, dim, positions } = simulation;
  const field = fieldPath(problem, simulation);
  const path = run.tablePath('field');
  const table = openTable(path, ['replica', 'time', ...field.names]);
  for (let r = 0; r < plan.replicas; r++)
    for (const [k, time] of field.times.entries()) table.append([r, time, ...field.at(r, k)]);
  table.close();
  parquetFromCsv(path);
  // A run that is done is kept without its limit where that cannot be had to full accuracy.
  const figure = simulationFigure(problem, simulation, (why) =>
    process.stderr.write(`The figure shows no limit: ${why}\n`),
  );
  saveFigures(run, [figure]);
  saveFigurePage(run, figure);
  writeNpy(`${run.dir}/positions.npy`, positions, [plan.replicas, plan.particles, dim]);
}
