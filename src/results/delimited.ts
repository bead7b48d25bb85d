/**
 * A matrix of numbers as text: rows are lines, cells are parted by commas, semicolons, tabs or blanks.
 *
 * The separator is the first of these that the first line has: tab, semicolon, comma, blank. A first line in which no cell
 * is a number is a header, and is left out; quotes around a cell are taken off; blank lines at the end are ignored. Nothing
 * else is guessed: a missing, ragged or other entry is refused with its line. NaN and infinities, in the words that NumPy,
 * R and Excel write, are read as such: who wants finite numbers says so by name and place.
 */
import { decimal } from './decimal.ts';
import type { InputFile } from './openFile.ts';
import type { StoredArray } from './storedArray.ts';

/** A JavaScript text holds at most 2²⁹ − 24 characters. */
const MOST_BYTES = 2 ** 29 - 24;

const SEPARATORS: readonly [RegExp, string | RegExp][] = [
  [/\t/, '\t'],
  [/;/, ';'],
  [/,/, ','],
  [/ /, / +/],
];

const WORDS: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  na: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
};

/** @throws Error with one sentence naming file and line */
export function delimitedArray(file: InputFile, name: string): StoredArray {
  const { path } = file;
  if (file.bytes > MOST_BYTES)
    throw new Error(
      `${path}: has ${file.bytes} bytes of text; at most ${MOST_BYTES} are read, so save it as .npy.`,
    );
  const bytes = Buffer.from(file.read(0, file.bytes));
  if (bytes.includes(0)) throw new Error(`${path}: is not text (it holds zero bytes).`);
  const text = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimEnd();
  if (text === '') throw new Error(`${path}: is empty; it must hold numbers.`);
  const first = lineAt(text, 0);
  const separator = SEPARATORS.find(([mark]) => mark.test(first.trim()))?.[1] ?? ',';
  const isHeader = cells(first, separator).every((cell) => Number.isNaN(decimal(cell)) && !isWord(cell));
  const columns = cells(first, separator).length;
  let rows = isHeader ? 0 : 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) rows++;
  if (rows === 0) throw new Error(`${path}: has a header and no rows; it must have at least one.`);
  return {
    name,
    shape: [rows, columns],
    dtype: 'text',
    load() {
      const data = new Float64Array(rows * columns);
      let at = 0;
      for (let line = 1, start = 0; start <= text.length; line++) {
        const found = lineAt(text, start);
        start += found.length + 1;
        if (line === 1 && isHeader) continue;
        const row = cells(found, separator);
        if (row.length !== columns)
          throw new Error(
            `${path}: line ${line} has ${row.length} ${row.length === 1 ? 'entry' : 'entries'}; every line must have ${columns}, as the first.`,
          );
        for (const [c, cell] of row.entries()) data[at++] = numberOf(path, line, c, cell);
      }
      return data;
    },
  };
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}

function cells(line: string, separator: string | RegExp): string[] {
  return line
    .trim()
    .split(separator)
    .map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function isWord(cell: string): boolean {
  return Object.hasOwn(WORDS, cell.replace(/^[+-]/, '').toLowerCase());
}

function numberOf(path: string, line: number, column: number, cell: string): number {
  const value = decimal(cell);
  if (!Number.isNaN(value)) return value;
  if (isWord(cell)) return (cell.startsWith('-') ? -1 : 1) * WORDS[cell.replace(/^[+-]/, '').toLowerCase()];
  throw new Error(
    `${path}: line ${line}, column ${column + 1} is "${cell.slice(0, 40)}"; it must be a decimal number.`,
  );
}
