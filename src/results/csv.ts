/**
 * Append-only result tables in CSV (RFC 4180, line feeds): a killed run leaves every finished row.
 *
 * Numbers stand bare, in the shortest decimal form that reads back to the same float64 (`-0`, `NaN`,
 * `Infinity`, `-Infinity` included; a NaN's payload is not kept); strings always stand in double quotes, so
 * that reading restores the type. One row is one write to the operating system: it survives a killed process;
 * `close` also forces the file to the disk. A last line without its line feed is torn: reading drops it, and
 * opening for append cuts it off.
 */
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

/** A cell of a table: a number or words. */
export type Cell = number | string;

/** A table in memory: every row has one cell per column. */
export interface PlainTable {
  columns: string[];
  rows: Cell[][];
}

export interface TableWriter {
  /** Rows in the file now, those of an earlier run included. */
  readonly rowCount: number;
  /** Writes one whole row. @throws RangeError when it has not one cell per column. */
  append(row: readonly Cell[]): void;
  /** Forces the file to the disk and closes it. */
  close(): void;
}

/**
 * Opens a table for appending; makes it, with its header, where there is none.
 * @throws Error with one sentence naming the file, when it holds another table or is malformed.
 */
export function openTable(path: string, columns: readonly string[]): TableWriter {
  if (columns.length === 0 || new Set(columns).size !== columns.length) {
    throw new RangeError(`${path}: a table needs at least one column and no name twice.`);
  }
  const header = `${columns.map(encodeName).join(',')}\n`;
  let rowCount = 0;
  let keep = 0;
  if (existsSync(path)) {
    const bytes = readFileSync(path);
    const { records, end } = parse(path, bytes.toString('utf8'));
    if (records.length > 0) {
      checkRecords(path, records);
      const found = records[0]!.map(String);
      if (found.join('\n') !== columns.join('\n')) {
        throw new Error(`${path}: has the columns ${found.join(', ')}, not ${columns.join(', ')}.`);
      }
      rowCount = records.length - 1;
      keep = Buffer.byteLength(bytes.toString('utf8').slice(0, end));
    }
  }
  const file = openSync(path, existsSync(path) ? 'r+' : 'w');
  ftruncateSync(file, keep);
  let position = keep;
  const put = (line: string) => {
    const bytes = Buffer.from(line);
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(file, bytes, done, bytes.length - done, position + done);
    }
    position += bytes.length;
  };
  if (keep === 0) put(header);
  return {
    get rowCount() {
      return rowCount;
    },
    append(row) {
      if (row.length !== columns.length) {
        throw new RangeError(
          `${path}: a row of ${row.length} cells was given for ${columns.length} columns.`,
        );
      }
      put(`${row.map(encodeCell).join(',')}\n`);
      rowCount++;
    },
    close() {
      fsyncSync(file);
      closeSync(file);
    },
  };
}

/**
 * Reads a table; a torn last line is left out.
 * @throws Error with one sentence naming the file and row, when another row is malformed.
 */
export function readTable(path: string): PlainTable {
  const { records } = parse(path, readFileSync(path, 'utf8'));
  if (records.length === 0) throw new Error(`${path}: has no header line.`);
  checkRecords(path, records);
  return { columns: records[0]!.map(String), rows: records.slice(1) };
}

function encodeName(name: string): string {
  return /^[A-Za-z_][\w ()^/.-]*$/.test(name) && !isNumberWord(name) ? name : encodeCell(name);
}

function encodeCell(cell: Cell): string {
  if (typeof cell === 'string') return `"${cell.replaceAll('"', '""')}"`;
  return Object.is(cell, -0) ? '-0' : String(cell);
}

function isNumberWord(text: string): boolean {
  return text === 'NaN' || text === 'Infinity' || text === '-Infinity';
}

function checkRecords(path: string, records: readonly Cell[][]): void {
  const width = records[0]!.length;
  for (let r = 1; r < records.length; r++) {
    const record = records[r]!;
    if (record.length !== width) {
      throw new Error(`${path}: row ${r} has ${record.length} cells, but the header has ${width}.`);
    }
  }
}

/** All records that end in a line feed outside quotes, and the position after the last of them. */
function parse(path: string, text: string): { records: Cell[][]; end: number } {
  const records: Cell[][] = [];
  let record: Cell[] = [];
  let end = 0;
  let at = 0;
  while (at < text.length) {
    let cell: Cell;
    if (text[at] === '"') {
      let close = text.indexOf('"', at + 1);
      while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
      if (close < 0) break;
      cell = text.slice(at + 1, close).replaceAll('""', '"');
      at = close + 1;
    } else {
      const start = at;
      while (at < text.length && text[at] !== ',' && text[at] !== '\n') at++;
      if (at === text.length) break;
      const bare = text.slice(start, at).replace(/\r$/, '');
      cell = records.length === 0 ? bare : bareNumber(path, bare, records.length);
    }
    if (at >= text.length) break;
    record.push(cell);
    if (text[at] === '\n') {
      records.push(record);
      record = [];
      end = at + 1;
    } else if (text[at] !== ',') {
      throw new Error(`${path}: row ${records.length} has text after a closing quote.`);
    }
    at++;
  }
  return { records, end };
}

function bareNumber(path: string, text: string, row: number): number {
  if (isNumberWord(text)) return Number(text);
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return Number(text);
  throw new Error(`${path}: row ${row} has the cell ${JSON.stringify(text)}, which is not a number.`);
}
