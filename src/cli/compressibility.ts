/** The branch of `mckean study` for compressibility studies: tables, figures, report, and the numbers as JSON. */
import { writeFileSync } from 'node:fs';
import { createPool } from '../engine/pool.ts';
import { compressibilityFigures } from '../figures/compressibilityFigures.ts';
import { compressibilityReport } from '../figures/compressibilityReport.ts';
import { openTable } from '../results/csv.ts';
import { sha256Float64 } from '../results/hash.ts';
import { parquetFromCsv } from '../results/parquet.ts';
import type { Run } from '../results/runFolder.ts';
import { compressibilityColumns, runCompressibility } from '../studies/compressibility.ts';
import { type CompressibilityOutcomes, compressibilityOutcomes } from '../studies/compressibilityOutcomes.ts';
import { type CompressibilityStudy, readCompressibility } from '../studies/compressibilityStudy.ts';
import { compressibilityTables } from '../studies/compressibilityTables.ts';
import { compressibilityTheory, type TheoryCurves } from '../studies/compressibilityTheory.ts';
import { documentText } from './document.ts';
import { interruptSignal } from './interrupt.ts';
import type { CommonOptions } from './options.ts';
import { printJson, printTable, shortNumber } from './print.ts';
import { createProgress } from './progress.ts';
import { runReproduction } from './runReproduction.ts';
import { saveFigures } from './saveFigures.ts';
import { withSession } from './session.ts';

/** A study file, read: its name for tables and folders, and the folder that it lies in. */
export interface StudyFile {
  readonly name: string;
  /** Its name with its ending. */
  readonly file: string;
  readonly content: unknown;
  readonly baseDir: string;
}

export async function runCompressibilityStudy(
  { name, file, content, baseDir }: StudyFile,
  options: CommonOptions & { resume?: boolean },
): Promise<void> {
  const study = readCompressibility(content, baseDir);
  const signal = interruptSignal();
  const progress = createProgress();
  const request = {
    name,
    plan: plainStudy(study),
    seed: study.problem.plan.seed,
    threads: options.threads,
    ...(options.out === undefined ? {} : { out: options.out }),
    ...(options.resume ? { resume: true } : {}),
  };
  const { outcomes, theory, dir } = await withSession(request, async (session) => {
    const pool = createPool(options.threads);
    try {
      const replicas = await runCompressibility(study, {
        pool,
        table: session.table(name, compressibilityColumns(study)),
        onProgress: (done, total) => progress.update(name, done, total),
        signal,
      });
      const outcomes = compressibilityOutcomes(study, replicas);
      const theory = await compressibilityTheory(study, pool);
      session.finishTables();
      save(session.run, name, study, outcomes, theory, { name: file, text: documentText(content) });
      return { outcomes, theory, dir: session.run.dir };
    } finally {
      progress.stop();
      await pool.close();
    }
  });
  if (options.json) printJson(document(study, outcomes, theory));
  else {
    print(study, outcomes, theory);
    process.stdout.write(`\nReport: ${dir}/report.html\n`);
  }
}

function save(
  run: Run,
  name: string,
  study: CompressibilityStudy,
  outcomes: CompressibilityOutcomes,
  theory: TheoryCurves | undefined,
  file: { name: string; text: string },
): void {
  for (const [part, { columns, rows }] of Object.entries(compressibilityTables(study, outcomes, theory))) {
    const path = run.tablePath(`${name}-${part}`);
    const table = openTable(path, columns);
    for (const row of rows.slice(table.rowCount)) table.append(row);
    table.close();
    parquetFromCsv(path);
  }
  const figures = compressibilityFigures(study, outcomes, theory);
  saveFigures(run, figures);
  const reproduction = runReproduction(run, { preset: 'compressibility', documents: [file] });
  writeFileSync(run.reportPath, compressibilityReport(name, study, outcomes, figures, reproduction));
}

/** The document of --json. */
function document(
  { baselineAdded, power, target, thresholds, deltas, schedule }: CompressibilityStudy,
  outcomes: CompressibilityOutcomes,
  theory: TheoryCurves | undefined,
): object {
  return {
    study: 'compressibility',
    power,
    target,
    thresholds,
    deltas,
    schedule,
    baselineAdded,
    systems: outcomes.levels,
    needed: outcomes.needed,
    theory: theory ?? null,
  };
}

function print(
  { kept, power, target, baselineAdded }: CompressibilityStudy,
  { levels }: CompressibilityOutcomes,
  theory: TheoryCurves | undefined,
): void {
  const k = kept.reduce(
    (best, value, at) => (Math.abs(value - 0.1) < Math.abs(kept[best] - 0.1) ? at : best),
    0,
  );
  const error = power === 2 ? 'squared error' : `error^${power}`;
  printTable([
    [
      'α',
      'n',
      'systems',
      `${error} at κ = ${kept[k]}`,
      '95 % interval',
      'theory',
      `prunable at ${target.error}${target.squared ? ' squared' : ''}`,
      ...levels[0].scores.flatMap(({ score }) => [score, 'pruned']),
    ],
    ...levels.map(({ alpha, particles, replicas, curve, prunable, scores }) => {
      const own = theory?.errors.find((e) => e.alpha === alpha && e.particles === particles);
      const { mean } = curve[k];
      return [
        String(alpha),
        String(particles),
        String(replicas),
        shortNumber(mean.estimate),
        `[${mean.interval.map((end) => shortNumber(end)).join(', ')}]`,
        own === undefined ? '–' : shortNumber(own.mean[own.kept.indexOf(kept[k])]),
        shortNumber(prunable.estimate),
        ...scores.flatMap(({ whole, atTarget }) => [
          shortNumber(whole.estimate),
          shortNumber(atTarget.estimate),
        ]),
      ];
    }),
  ]);
  if (baselineAdded)
    process.stdout.write('\nα = 2, the Gaussian baseline, was added: heavy tails show beside it only.\n');
}

/** What a resumed run must have in common. */
function plainStudy({ problem, systems: _, ...rest }: CompressibilityStudy): object {
  const { plan, data } = problem;
  const hashes = data && { inputs: sha256Float64(data.inputs), targets: sha256Float64(data.targets) };
  return { ...rest, plan, ...(hashes ? { data: hashes } : {}) };
}
