/** What the reports on weights have in common: figures kept beside the page, and what the manifest says. */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type WeightsReportInput, weightsReportPage } from '../figures/weightsReport.ts';
import { sha256Float64 } from '../results/hash.ts';
import type { Run } from '../results/runFolder.ts';
import type { Weights } from '../results/weights.ts';
import { runReproduction } from './runReproduction.ts';
import { saveFigures } from './saveFigures.ts';

/** Layers beyond these have their numbers in the table only: a page of some hundred figures opens slowly. */
export const MOST_LAYERS = 8;

export function writeWeightsReport(
  run: Run,
  file: string,
  weights: Weights,
  parts: Pick<
    WeightsReportInput,
    'title' | 'question' | 'setUp' | 'answers' | 'table' | 'figures' | 'warnings' | 'methods'
  >,
): void {
  for (const { figures } of parts.figures) saveFigures(run, figures);
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
      ...runReproduction(run, { preset: basename(file), hashes: layerHashes(weights) }),
    }),
  );
}

function layerHashes({ layers }: Weights): Record<string, string> {
  const drawn = layers.slice(0, MOST_LAYERS);
  return Object.fromEntries(drawn.map(({ name, weights }) => [name, sha256Float64(weights.data)]));
}
