/** The branch of `mckean study` for estimators of tail indices: tables, figures, report, and the numbers as JSON. */
import { writeFileSync } from 'node:fs';
import { createPool } from '../engine/pool.ts';
import { tailsFigures } from '../figures/tailsFigures.ts';
import { tailsReport } from '../figures/tailsReport.ts';
import { openTable } from '../results/csv.ts';
import { parquetFromCsv } from '../results/parquet.ts';
import type { Run } from '../results/runFolder.ts';
import { runTails, tailsColumns } from '../studies/tails.ts';
import { type TailsOutcome, tailsOutcomes } from '../studies/tailsOutcomes.ts';
import { readTailsStudy, type TailsStudy } from '../studies/tailsStudy.ts';
import { tailsTable } from '../studies/tailsTable.ts';
import type { StudyFile } from './compressibility.ts';
import { documentText } from './document.ts';
import { interruptSignal } from './interrupt.ts';
import type { CommonOptions } from './options.ts';
import { printJson, printTable, shortNumber } from './print.ts';
import { createProgress } from './progress.ts';
import { runReproduction } from './runReproduction.ts';
import { saveFigures } from './saveFigures.ts';
import { withSession } from './session.ts';

export async function runTailsStudy(
  { name, file, content }: StudyFile,
  options: CommonOptions & { resume?: boolean },
): Promise<void> {
  const study = readTailsStudy(content);
  const signal = interruptSignal();
  const progress = createProgress();
  const request = {
    name,
    plan: study,
    seed: study.seed,
    threads: options.threads,
    ...(options.out === undefined ? {} : { out: options.out }),
    ...(options.resume ? { resume: true } : {}),
  };
  const { outcomes, dir } = await withSession(request, async (session) => {
    const pool = createPool(options.threads);
    try {
      const found = await runTails(study, {
        pool,
        table: session.table(name, tailsColumns(study)),
        onProgress: (done, total) => progress.update(name, done, total),
        signal,
      });
      const outcomes = tailsOutcomes(study, found);
      session.finishTables();
      save(session.run, name, study, outcomes, { name: file, text: documentText(content) });
      return { outcomes, dir: session.run.dir };
    } finally {
      progress.stop();
      await pool.close();
    }
  });
  if (options.json) printJson({ study: 'tails', confidence: study.confidence, outcomes });
  else {
    print(outcomes);
    process.stdout.write(`\nReport: ${dir}/report.html\n`);
  }
}

function save(
  run: Run,
  name: string,
  study: TailsStudy,
  outcomes: readonly TailsOutcome[],
  file: { name: string; text: string },
): void {
  const { columns, rows } = tailsTable(outcomes);
  const path = run.tablePath(`${name}-coverage`);
  const table = openTable(path, columns);
  for (const row of rows.slice(table.rowCount)) table.append(row);
  table.close();
  parquetFromCsv(path);
  const figures = tailsFigures(study, outcomes);
  saveFigures(run, figures);
  const reproduction = runReproduction(run, { preset: 'tails', documents: [file] });
  writeFileSync(run.reportPath, tailsReport(name, study, outcomes, figures, reproduction));
}

function print(outcomes: readonly TailsOutcome[]): void {
  const percent = (value: number) => (100 * value).toFixed(1);
  printTable([
    [
      'law',
      'α',
      'n',
      'estimator',
      'median of α̂ − α',
      'coverage %',
      '95 % interval',
      'warned %',
      'assumptions',
    ],
    ...outcomes.map(({ law, alpha, count, estimator, alphaBias, coverage, warned, assumption }) => [
      law,
      String(alpha),
      String(count),
      estimator,
      shortNumber(alphaBias.median, 3),
      percent(coverage.estimate),
      `[${coverage.interval.map(percent).join(', ')}]`,
      percent(warned.estimate),
      `${assumption.hold ? 'hold' : 'do not hold'}: ${assumption.reason}`,
    ]),
  ]);
}
