/**
 * The report on a user's own weights: what was measured in a table, figures layer by layer, how the numbers were made.
 *
 * Plain data in, text out; everything that came from a file is escaped. About 5 MB, nearly all of it Plotly.
 */
import type { Figure } from './figure.ts';
import { escapeHtml, figureElement } from './html.ts';
import { pageOf, plainTable, type ReportTable, type Reproduction, reproduce, section } from './report.ts';

export interface WeightsReportInput extends Reproduction {
  readonly title: string;
  /** What a reader wants to know first: a number or word, and what it is. */
  readonly answers: readonly { readonly big: string; readonly small: string; readonly good: boolean }[];
  readonly table: Omit<ReportTable, 'title'>;
  /** By layer, or one group. */
  readonly figures: readonly { readonly heading: string; readonly figures: readonly Figure[] }[];
  /** Sentences of plain text. */
  readonly warnings: readonly string[];
  readonly methods: readonly string[];
}

/** The whole page. */
export function weightsReportPage(report: WeightsReportInput): string {
  const text = escapeHtml;
  const list = (lines: readonly string[]) =>
    `<ul>${lines.map((line) => `<li>${text(line)}</li>`).join('')}</ul>`;
  const date = report.startedAt === undefined ? '' : ` · ${text(report.startedAt.slice(0, 10))}`;
  const boxes = report.answers.map(
    ({ big, small, good }) =>
      `<div class="${good ? 'good' : 'open'}"><b>${text(big)}</b><span>${text(small)}</span></div>`,
  );
  let number = 0;
  const sections = [
    section('Measured', plainTable(report.table)),
    ...(report.warnings.length === 0 ? [] : [section('Warnings', list(report.warnings))]),
    ...report.figures.map(({ heading, figures }) =>
      section(text(heading), figures.map((figure) => figureElement(figure, ++number)).join('\n')),
    ),
    section('Methods', list(report.methods)),
    section('Reproduce', reproduce(report)),
  ];
  return pageOf({
    ...report,
    kicker: `mckean · ${text(report.preset)}${date}`,
    answers: `<div class="answer">${boxes.join('')}</div>`,
    sections,
  });
}
