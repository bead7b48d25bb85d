/**
 * Numeric tables from CSV files: one header line with column names, then rows of finite numbers.
 *
 * Commas separate, quotes around a field are taken off, blank lines at the end are ignored. Nothing is
 * guessed: a missing, ragged or non-finite entry is refused with its line and column.
 */
import { readFileSync } from 'node:fs';
import { decimal } from '../results/decimal.ts';

export interface NumericTable {
  readonly columns: readonly string[];
  readonly rows: number;
  /** rows × columns, row-major. */
  readonly data: Float64Array;
}

/**
 * @param field the plan's field that holds the file name, for the messages
 * @throws Error one sentence naming field, file, line and column
 */
export function readNumericCsv(path: string, field: string): NumericTable {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`${field} is ${path}, which cannot be read (${(cause as Error).message}).`, { cause });
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  while (lines.length > 0 && lines[lines.length - 1].trim() === '') lines.pop();
  if (lines.length === 0)
    throw new Error(`${field} is ${path}, which is empty; it must have a header and rows.`);
  const columns = cells(lines[0]);
  if (columns.every((name) => Number.isFinite(decimal(name)))) {
    throw new Error(
      `${field} is ${path}, whose line 1 holds only numbers; it must be a header with column names.`,
    );
  }
  const repeated = columns.find((name, i) => columns.indexOf(name) !== i);
  if (repeated !== undefined)
    throw new Error(
      `${field} is ${path}, whose header has two columns named "${repeated}"; names must differ.`,
    );
  const rows = lines.length - 1;
  if (rows === 0)
    throw new Error(`${field} is ${path}, which has a header and no rows; it must have at least one.`);
  const data = new Float64Array(rows * columns.length);
  for (let r = 0; r < rows; r++) {
    const row = cells(lines[r + 1]);
    if (row.length !== columns.length) {
      throw new Error(
        `${field} is ${path}, whose line ${r + 2} has ${row.length} entries; every line must have ${columns.length}, as the header.`,
      );
    }
    for (let c = 0; c < row.length; c++) {
      const value = decimal(row[c]);
      if (!Number.isFinite(value)) {
        throw new Error(
          `${field} is ${path}, whose line ${r + 2}, column "${columns[c]}" is "${row[c]}"; it must be a finite decimal number.`,
        );
      }
      data[r * columns.length + c] = value;
    }
  }
  return { columns, rows, data };
}

function cells(line: string): string[] {
  return line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}
