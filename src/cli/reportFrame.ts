/** What the reports on weights have in common: figures kept beside the page, and what the manifest says. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type WeightsReportInput, weightsReportPage } from '../figures/weightsReport.ts';
import type { Run } from '../results/runFolder.ts';
import type { Weights } from '../results/weights.ts';
import { saveFigures } from './saveFigures.ts';

/** Layers beyond these have their numbers in the table only: a page of some hundred figures opens slowly. */
export const MOST_LAYERS = 8;

export function writeWeightsReport(
  run: Run,
  file: string,
  weights: Weights,
  parts: Pick<WeightsReportInput, 'title' | 'answers' | 'table' | 'figures' | 'warnings' | 'methods'>,
): void {
  run.save();
  const { manifest } = run;
  for (const { figures } of parts.figures) saveFigures(run, figures);
  const { command, elapsedSeconds, seed, threads, versions, startedAt, host, planHash } = manifest;
  const left = weights.layers.length - MOST_LAYERS;
  writeFileSync(
    run.reportPath,
    weightsReportPage({
      ...parts,
      warnings: [
        ...parts.warnings,
        ...weights.skipped.map(({ name, why }) => `${name} is left out: ${why}.`),
      ],
      methods: [
        ...parts.methods,
        ...(left > 0
          ? [`Figures are drawn for the first ${MOST_LAYERS} layers; ${left} more are in the table.`]
          : []),
      ],
      command,
      preset: basename(file),
      elapsedSeconds,
      seed,
      threads,
      versions,
      startedAt,
      host: `${host.cores} cores, ${host.cpu}`,
      hashes: { 'the plan': planHash },
    }),
  );
}
