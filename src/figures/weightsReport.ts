/**
 * The report on a user's own weights: what was measured in a table, figures layer by layer, how the numbers were made.
 *
 * Plain data in, text out; everything that came from a file is escaped. About 5 MB, nearly all of it Plotly.
 */
import type { Figure } from './figure.ts';
import { type Answer, timeAnswer } from './report/answers.ts';
import { figureSections, numbersSection, type ReportTable } from './report/numbers.ts';
import { list, paperPage } from './report/page.ts';
import { prose } from './report/prose.ts';
import type { Reproduction } from './report/reproduction.ts';

export interface WeightsReportInput extends Reproduction {
  readonly title: string;
  /** One paragraph of plain text. */
  readonly question: string;
  /** What a reader wants to know first. */
  readonly answers: readonly Answer[];
  /** What is measured, in HTML with equations. */
  readonly setUp: string;
  readonly table: Omit<ReportTable, 'title'>;
  /** By layer, or one group. */
  readonly figures: readonly { readonly heading: string; readonly figures: readonly Figure[] }[];
  /** Sentences of plain text. */
  readonly warnings: readonly string[];
  readonly methods: readonly string[];
}

/** The whole page. */
export function weightsReportPage(report: WeightsReportInput): string {
  const { table, figures, warnings, methods, answers } = report;
  return paperPage({
    ...report,
    answers: [...answers, timeAnswer(report)],
    results: [
      numbersSection({ ...table, title: 'Measured' }),
      ...(warnings.length === 0 ? [] : [{ title: 'Warnings', content: list(warnings.map(prose)) }]),
      ...figureSections(figures),
    ],
    methods: methods.map(prose),
    notes: [],
  });
}
