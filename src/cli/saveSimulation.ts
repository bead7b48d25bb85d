/** What `simulate --out DIR` keeps: the field at every grid time, its figure, the final positions, and a report. */
import { writeFileSync } from 'node:fs';
import { fieldPath } from '../engine/fieldPath.ts';
import { observeRun } from '../engine/observe.ts';
import type { Problem } from '../engine/plan.ts';
import type { Simulation } from '../engine/simulate.ts';
import { simulationFigure } from '../figures/simulationFigure.ts';
import { simulationReport } from '../figures/simulationReport.ts';
import { openTable } from '../results/csv.ts';
import { sha256Float64 } from '../results/hash.ts';
import { writeNpy } from '../results/npy.ts';
import { parquetFromCsv } from '../results/parquet.ts';
import type { Run } from '../results/runFolder.ts';
import { runReproduction } from './runReproduction.ts';
import { saveFigurePage, saveFigures } from './saveFigures.ts';

/** @param file the plan that was read, as text */
export function saveSimulation(
  run: Run,
  simulation: Simulation,
  problem: Problem,
  file: { readonly name: string; readonly text: string },
): void {
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
  const hashes = { 'the final positions (float64)': sha256Float64(positions) };
  writeFileSync(
    run.reportPath,
    simulationReport({
      ...runReproduction(run, { preset: 'simulate', documents: [file], hashes }),
      ...{ problem, observables: observeRun(problem, simulation), figures: [figure] },
    }),
  );
}
