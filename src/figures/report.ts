/**
 * The report of measured rates: one self-contained HTML file that reads like a small paper.
 *
 * Plain data in, text out. Everything that came from a user or a file is escaped; the page forbids itself the
 * network. About 5 MB, nearly all of it Plotly.
 */

import type { PageFigure } from './html.ts';
import { timeAnswer } from './report/answers.ts';
import { claimsAnswer, claimsTable, droppedWords, type ReportClaim } from './report/claims.ts';
import { figureSections } from './report/numbers.ts';
import { oraclesAnswer, oraclesTable, type ReportOracle } from './report/oracles.ts';
import { paperPage } from './report/page.ts';
import type { Reproduction } from './report/reproduction.ts';
import { systemsSetUp } from './report/setUp.ts';
import { METHODS, QUESTION } from './report/words.ts';

export interface ReportInput extends Reproduction {
  readonly title: string;
  /** One paragraph; the general question of the project where it is left out. */
  readonly question?: string;
  /** The system and its equations, in HTML; the equations in general where it is left out. */
  readonly setUp?: string;
  readonly claims: readonly ReportClaim[];
  readonly oracles: readonly ReportOracle[];
  readonly figures: readonly PageFigure[];
  readonly notes: readonly string[];
}

/** The whole page. */
export function reportPage(report: ReportInput): string {
  const { claims, oracles, figures, question = QUESTION, setUp = systemsSetUp([]) } = report;
  return paperPage({
    ...report,
    question,
    setUp,
    answers: [
      ...(claims.length === 0 ? [] : [claimsAnswer(claims)]),
      ...(oracles.length === 0 ? [] : [oraclesAnswer(oracles)]),
      timeAnswer(report),
    ],
    results: [
      ...(claims.length === 0 ? [] : [{ title: 'Rates', content: claimsTable(claims) }]),
      ...figureSections([{ heading: 'Figures', figures }]),
      ...(oracles.length === 0 ? [] : [{ title: 'Exactly known cases', content: oraclesTable(oracles) }]),
    ],
    methods: [...METHODS, ...(claims.length === 0 ? [] : [droppedWords(claims)])],
  });
}
