/**
 * A table of results whose columns have names, units and meanings; it shows itself in a terminal and in a notebook.
 *
 * The equations have no units: lengths, times and errors are in those of the plan, which are `dimensionless` here. Numbers are kept in
 * full and shown to 5 significant digits.
 */
import type { Cell } from './csv.ts';
import { displayed, JUPYTER, type MimeBundle } from './display.ts';

/** A column of a table: its name, its unit and what it means. */
export interface Column {
  readonly name: string;
  /** `dimensionless`, or a count such as `particles`; empty for words. */
  readonly unit: string;
  /** In a few words. */
  readonly meaning: string;
}

/** The columns from `name: [unit, meaning]`, in their order. */
export function columnsOf(
  named: Readonly<Record<string, readonly [unit: string, meaning: string]>>,
): Column[] {
  return Object.entries(named).map(([name, [unit, meaning]]) => ({ name, unit, meaning }));
}

const DIGITS = 5;
/** Rows shown: all up to SHOWN, else the first and the last. */
const SHOWN = 40;
const FIRST = 12;
const LAST = 4;

/** A table whose columns have names, units and meanings; iterated, it gives its rows as objects. */
export class Table implements Iterable<Record<string, Cell>> {
  readonly columns: readonly Column[];
  /** One cell per column. */
  readonly rows: readonly (readonly Cell[])[];

  /**
   * A table of rows.
   * @param rows one cell per column
   */
  constructor(columns: readonly Column[], rows: readonly (readonly Cell[])[]) {
    this.columns = columns;
    this.rows = rows;
    displayed(
      this,
      () => this.#text(),
      () => this.#bundle(),
    );
  }

  /** Number of rows. */
  get length(): number {
    return this.rows.length;
  }

  /** The cells of one column. @throws RangeError where there is no such column */
  column(name: string): Cell[] {
    const at = this.#place(name);
    return this.rows.map((row) => row[at]);
  }

  /** One column of numbers. @throws RangeError where it has words, or is not there */
  numbers(name: string): Float64Array {
    const cells = this.column(name);
    const word = cells.find((cell) => typeof cell !== 'number');
    if (word !== undefined)
      throw new RangeError(`The column ${name} holds words ("${word}"); take column("${name}").`);
    return Float64Array.from(cells as number[]);
  }

  /** The rows whose cells are those given. @throws RangeError for a column that is not there */
  where(match: Readonly<Record<string, Cell>>): Table {
    const wanted = Object.entries(match).map(([name, cell]) => [this.#place(name), cell] as const);
    return new Table(
      this.columns,
      this.rows.filter((row) => wanted.every(([at, cell]) => Object.is(row[at], cell))),
    );
  }

  /** One row by its number, from 0, as name: cell. @throws RangeError where there is none */
  row(index = 0): Record<string, Cell> {
    const row = this.rows.at(index);
    if (row === undefined)
      throw new RangeError(
        `row is ${index}; the table has ${this.length} row${this.length === 1 ? '' : 's'}, from 0.`,
      );
    return Object.fromEntries(this.columns.map(({ name }, c) => [name, row[c]]));
  }

  /** The rows, as name: cell. */
  *[Symbol.iterator](): Iterator<Record<string, Cell>> {
    for (let r = 0; r < this.length; r++) yield this.row(r);
  }

  /** RFC 4180 with a header; numbers in the shortest form that reads back the same. */
  toCsv(): string {
    const word = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
    const line = (cells: readonly Cell[]) => cells.map((cell) => word(String(cell))).join(',');
    return `${[this.columns.map(({ name }) => name), ...this.rows].map(line).join('\n')}\n`;
  }

  /** The rows as a list, for JSON. */
  toJSON(): Record<string, Cell>[] {
    return [...this];
  }

  /** An HTML table; the meaning of a column is the title of its head. */
  toHtml(): string {
    const head = this.columns.map(
      ({ name, unit, meaning }) =>
        `<th title="${escaped(meaning)}">${escaped(name)}${['', 'dimensionless', name].includes(unit) ? '' : `<br><small>${escaped(unit)}</small>`}</th>`,
    );
    const cell = (value: Cell) =>
      typeof value === 'number'
        ? `<td style="text-align:right">${shortCell(value)}</td>`
        : `<td style="text-align:left">${escaped(value)}</td>`;
    const body = this.#shown().map((row) =>
      row === undefined
        ? `<tr><td colspan="${this.columns.length}">⋮ ${this.length} rows</td></tr>`
        : `<tr>${row.map(cell).join('')}</tr>`,
    );
    return `<table>\n<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>`;
  }

  /** HTML, and text. */
  [JUPYTER](): MimeBundle {
    return this.#bundle();
  }

  #bundle(): MimeBundle {
    return { 'text/plain': this.#text(), 'text/html': this.toHtml() };
  }

  #place(name: string): number {
    const at = this.columns.findIndex((column) => column.name === name);
    if (at < 0)
      throw new RangeError(
        `column is "${name}"; it must be one of ${this.columns.map((column) => column.name).join(', ')}.`,
      );
    return at;
  }

  /** What is shown; undefined stands for the rows left out. */
  #shown(): (readonly Cell[] | undefined)[] {
    if (this.length <= SHOWN) return [...this.rows];
    return [...this.rows.slice(0, FIRST), undefined, ...this.rows.slice(-LAST)];
  }

  #text(): string {
    const names = this.columns.map(({ name }) => name);
    const shown = this.#shown();
    const cells = shown.map((row) => row?.map((cell) => (typeof cell === 'number' ? shortCell(cell) : cell)));
    const widths = names.map((name, c) =>
      Math.max(width(name), ...cells.map((row) => width(row?.[c] ?? ''))),
    );
    const numeric = names.map(
      (_, c) => this.rows.length > 0 && this.rows.every((row) => typeof row[c] === 'number'),
    );
    const pad = (text: string, c: number) => {
      const space = ' '.repeat(widths[c] - width(text));
      return numeric[c] ? space + text : text + space;
    };
    const line = (row: readonly string[]) => row.map(pad).join('  ').trimEnd();
    return [
      line(names),
      widths.map((w) => '─'.repeat(w)).join('  '),
      ...cells.map((row) => (row === undefined ? `⋮ ${this.length} rows` : line(row))),
    ].join('\n');
  }
}

/** Sentences beside a table, as HTML: a notebook that shows the table shows them too. */
export function linesHtml(lines: readonly string[]): string {
  return lines.map((line) => `<p>${escaped(line)}</p>`).join('\n');
}

/** Up to 5 significant digits. */
function shortCell(value: number): string {
  if (Number.isFinite(value)) return String(Number(value.toPrecision(DIGITS)));
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '-∞';
}

function width(text: string): number {
  return [...text].length;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
