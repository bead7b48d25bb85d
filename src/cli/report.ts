/** Writes a run's report on rates, and its figures, into its folder. */
import { writeFileSync } from 'node:fs';
import type { Figure } from '../figures/figure.ts';
import type { Reproduction } from '../figures/report/reproduction.ts';
import { type ReportInput, reportPage } from '../figures/report.ts';
import { evidenceFigures, rateFigures } from '../figures/runFigures.ts';
import type { Run } from '../results/runFolder.ts';
import { FARTHER, SLACK, VERDICT_CONFIDENCE } from '../studies/measureRate.ts';
import type { Evidence, NamedRate } from '../studies/verify.ts';
import { runReproduction } from './runReproduction.ts';
import { saveFigures } from './saveFigures.ts';

/** The rest of a report stands in the run's manifest: its command, and its time over all its sessions. */
type RunReport = Pick<ReportInput, 'title' | 'question' | 'setUp' | 'oracles'> &
  Pick<Reproduction, 'preset' | 'documents'> & {
    readonly claims: readonly NamedRate[];
    readonly evidence?: Evidence;
  };

export function writeReport(run: Run, { evidence, preset, documents = [], ...report }: RunReport): void {
  const figures: Figure[] = [
    ...rateFigures(report.claims),
    ...(evidence === undefined ? [] : evidenceFigures(evidence)),
  ];
  saveFigures(run, figures);
  const page = reportPage({
    ...report,
    ...runReproduction(run, { preset, documents }),
    figures,
    notes: [
      `Intervals shown are 95 %. Verdicts are taken at ${100 * VERDICT_CONFIDENCE} %, so that a table of true claims rarely holds a false contradiction. Where the error has a closed form, the measured slope must be that of the exact errors over the same levels, and the closed form must come to the claimed exponent at ${FARTHER} times finer levels; elsewhere ${SLACK} is allowed for pre-asymptotic bias, and levels that bend off one line towards the claim decide nothing.`,
    ],
  });
  writeFileSync(run.reportPath, page);
}
