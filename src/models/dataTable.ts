/**
 * A user's data file as a table of finite numbers, whatever its format:
 *   .csv          a header line, then rows (csv.ts)
 *   .npy          a matrix, points × columns, named by their numbers
 *   .txt, .tsv    the UCR archive's: no header, numbers between blanks or tabs, the label first
 *   .ts           the UEA and UCR archive's (sktime): lines "@…", after "@data" rows "v,v,…:label"; the label is put first
 */
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { readNpy } from '../results/npy.ts';
import { type NumericTable, readNumericCsv } from './csv.ts';

const TABLE_FILES = '.csv, .npy, .txt, .tsv or .ts';

/**
 * @param field the field that holds the file name, for the messages
 * @returns the table, and the column of the label where the format says which (the last one of a .npy array)
 * @throws Error one sentence naming field, file, line and column
 */
export function readTableFile(path: string, field: string): { table: NumericTable; label?: number } {
  const extension = extname(path).toLowerCase();
  switch (extension) {
    case '.csv':
      return { table: readNumericCsv(path, field) };
    case '.npy': {
      const table = npyTable(path, field);
      return { table, label: table.columns.length - 1 };
    }
    case '.txt':
    case '.tsv':
      return { table: rowsTable(path, field, linesOf(path, field), /[\s,]+/), label: 0 };
    case '.ts': {
      const lines = linesOf(path, field);
      const start = lines.findIndex(({ text }) => text.toLowerCase() === '@data');
      if (start < 0) throw new Error(`${field} is ${path}, which has no line "@data".`);
      const rows = lines.slice(start + 1).map(({ text, number }) => {
        const parts = text.split(':');
        if (parts.length !== 2)
          throw new Error(
            `${field} is ${path}, whose line ${number} has ${parts.length - 1} colons; it must be one series and its label.`,
          );
        return { text: `${parts[1]},${parts[0]}`, number };
      });
      return { table: rowsTable(path, field, rows, /\s*,\s*/), label: 0 };
    }
    default:
      throw new Error(`${field} is ${path}; it must be a ${TABLE_FILES} file.`);
  }
}

interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/** The lines that are not blank. */
function linesOf(path: string, field: string): Line[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Error(`${field} is ${path}, which cannot be read (${(cause as Error).message}).`, { cause });
  }
  return text
    .split(/\r?\n/)
    .map((line, i) => ({ text: line.trim(), number: i + 1 }))
    .filter((line) => line.text !== '');
}

function rowsTable(path: string, field: string, lines: readonly Line[], separator: RegExp): NumericTable {
  if (lines.length === 0)
    throw new Error(`${field} is ${path}, which has no rows; it must have at least one.`);
  const width = lines[0].text.split(separator).length;
  const data = new Float64Array(lines.length * width);
  for (const [r, { text, number }] of lines.entries()) {
    const cells = text.split(separator);
    if (cells.length !== width)
      throw new Error(
        `${field} is ${path}, whose line ${number} has ${cells.length} numbers; every line must have ${width}, as the first.`,
      );
    for (let c = 0; c < width; c++) {
      const value = cells[c] === '' ? Number.NaN : Number(cells[c]);
      if (!Number.isFinite(value))
        throw new Error(
          `${field} is ${path}, whose line ${number}, column ${c} (from 0) is "${cells[c]}"; it must be a finite number.`,
        );
      data[r * width + c] = value;
    }
  }
  return { columns: numbered(width), rows: lines.length, data };
}

function npyTable(path: string, field: string): NumericTable {
  let array: ReturnType<typeof readNpy>;
  try {
    array = readNpy(path);
  } catch (cause) {
    throw new Error(`${field}: ${(cause as Error).message}`, { cause });
  }
  const { shape, data } = array;
  if (shape.length !== 2 || shape[0] === 0 || shape[1] === 0)
    throw new Error(
      `${field} is ${path}, an array of shape (${shape.join(', ')}); it must be a non-empty matrix, points × columns.`,
    );
  const bad = data.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0)
    throw new Error(
      `${field} is ${path}, whose row ${Math.floor(bad / shape[1])}, column ${bad % shape[1]} (from 0) is ${data[bad]}; it must be a finite number.`,
    );
  return { columns: numbered(shape[1]), rows: shape[0], data };
}

function numbered(width: number): string[] {
  return Array.from({ length: width }, (_, c) => String(c));
}
