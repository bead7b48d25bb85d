/** Keeps the records of a run's figures in its folder. */
import { writeFileSync } from 'node:fs';
import type { Figure } from '../figures/figure.ts';
import { drawPage } from '../figures/picture.ts';
import { type FigureRecord, recordOf } from '../figures/record.ts';
import type { Run } from '../results/runFolder.ts';

export function saveFigures(run: Run, figures: readonly Figure[]): void {
  for (const figure of figures)
    writeFileSync(run.figurePath(`${figure.id}.json`), `${JSON.stringify(runRecord(run, figure))}\n`);
}

/** A figure of the run as a page of its own. */
export function saveFigurePage(run: Run, figure: Figure): void {
  writeFileSync(run.figurePath(`${figure.id}.html`), drawPage(runRecord(run, figure), { theme: 'light' }));
}

function runRecord(run: Run, figure: Figure): FigureRecord {
  const { command, plan, planHash, seed, versions, startedAt } = run.manifest;
  return recordOf(figure, { command, plan, planHash, seed, versions, startedAt });
}
