/** Cases that are known exactly, and how far the simulator is from them. */
import { escapeHtml } from '../html.ts';
import { formatNumber, listOf } from '../text.ts';
import type { Answer } from './answers.ts';
import { htmlTable } from './table.ts';

export interface ReportOracle {
  readonly id: string;
  readonly statement: string;
  readonly expected: number | string;
  readonly measured: number | string;
  readonly error: number;
  readonly tolerance: number;
  readonly pass: boolean;
}

export function oraclesAnswer(oracles: readonly ReportOracle[]): Answer {
  const failed = oracles.filter(({ pass }) => !pass).map(({ id }) => id);
  return {
    big: `${oracles.length - failed.length} of ${oracles.length} exact checks pass`,
    small: failed.length === 0 ? 'laws, closed forms and determinism' : `failed: ${listOf(failed)}`,
    mood: failed.length > 0 ? 'bad' : 'good',
  };
}

export function oraclesTable(oracles: readonly ReportOracle[]): string {
  const value = (of: number | string) => (typeof of === 'number' ? formatNumber(of, 5) : escapeHtml(of));
  return htmlTable({
    caption: 'Exactly known cases',
    headed: true,
    kind: 'checks',
    columns: [
      { name: 'What' },
      { name: 'Expected', style: 'number' },
      { name: 'Measured', style: 'number' },
      { name: 'Error', style: 'number' },
      { name: 'Tolerance', style: 'number' },
      { name: 'Result' },
    ],
    rows: oracles.map(({ id, statement, expected, measured, error, tolerance, pass }) => [
      `${escapeHtml(statement)}<div class="small"><code>${escapeHtml(id)}</code></div>`,
      value(expected),
      value(measured),
      formatNumber(error),
      formatNumber(tolerance),
      `<span class="verdict ${pass ? 'good' : 'bad'}">${pass ? '✓ pass' : '✗ fail'}</span>`,
    ]),
  });
}
