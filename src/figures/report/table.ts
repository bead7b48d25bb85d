/**
 * Tables that a screen reader reads as tables: a caption, column and row headers with their scope, and roles, which
 * stay when a narrow page draws every row as a card. Cells are HTML.
 */
import { escapeHtml } from '../html.ts';

/** Tables of more columns than this are set smaller. */
const MANY = 7;

export interface Column {
  /** Plain text. */
  readonly name: string;
  /** Class of its cells: a `number` does not wrap. */
  readonly style?: 'number';
}

export interface HtmlTable {
  /** Plain text, the table's name. */
  readonly caption: string;
  /** Whether a heading says already what the caption does: it is then for screen readers alone. */
  readonly headed?: boolean;
  /** Class of the table. */
  readonly kind: 'claims' | 'checks' | 'numbers' | 'symbols' | 'data';
  readonly columns: readonly Column[];
  /** HTML; the first cell of a row is its header. */
  readonly rows: readonly (readonly string[])[];
}

export function htmlTable({ caption, headed = false, kind, columns, rows }: HtmlTable): string {
  const head = columns.map(({ name }) => `<th scope="col" role="columnheader">${escapeHtml(name)}</th>`);
  const body = rows.map((cells) => {
    const written = cells.map((cell, c) => {
      const { name, style } = columns[c];
      const about = `${style === undefined ? '' : ` class="${style}"`} data-label="${escapeHtml(name)}"`;
      return c === 0
        ? `<th scope="row" role="rowheader"${about}>${cell}</th>`
        : `<td role="cell"${about}>${cell}</td>`;
    });
    return `<tr role="row">${written.join('')}</tr>`;
  });
  return `<table class="${kind}${columns.length > MANY ? ' wide' : ''}" role="table">
<caption${headed ? ' class="unseen"' : ''}>${escapeHtml(caption)}</caption>
<thead role="rowgroup"><tr role="row">${head.join('')}</tr></thead>
<tbody role="rowgroup">
${body.join('\n')}
</tbody>
</table>`;
}
