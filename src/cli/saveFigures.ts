/** Keeps the records of a run's figures in its folder. */
import { writeFileSync } from 'node:fs';
import type { Figure } from '../figures/figure.ts';
import { recordOf } from '../figures/record.ts';
import type { Run } from '../results/runFolder.ts';

export function saveFigures(run: Run, figures: readonly Figure[]): void {
  const { command, plan, planHash, seed, versions, startedAt } = run.manifest;
  const made = { command, plan, planHash, seed, versions, startedAt };
  for (const figure of figures)
    writeFileSync(run.figurePath(`${figure.id}.json`), `${JSON.stringify(recordOf(figure, made))}\n`);
}
