import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type Cell, openTable, readTable } from '../../src/results/csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'mckean-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;
const newPath = () => join(folder, `t${files++}.csv`);

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, 2 ** 53),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', 'NaN', '1', '"', '""', 'a,b', 'line\nfeed', '\r\n', 'α = 1.5', '\n'),
);
const rowsOf = (width: number) =>
  fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 });

function write(path: string, columns: string[], rows: Cell[][]): void {
  const table = openTable(path, columns);
  for (const row of rows) table.append(row);
  table.close();
}

/** Object.is on every cell: tells −0 from 0, "1" from 1, and knows NaN. */
function expectSame(found: Cell[][], expected: Cell[][]): void {
  expect(found.length).toBe(expected.length);
  for (const [r, row] of expected.entries()) {
    expect(found[r]!.length).toBe(row.length);
    for (const [c, value] of row.entries()) expect(found[r]![c]).toBe(value);
  }
}

describe('a result table', () => {
  // Planted faults that this fails on: String(-0), which is "0"; strings written without quotes; toPrecision(15).
  it('reads back every number and string as it was written', () => {
    fc.assert(
      fc.property(rowsOf(3), (rows) => {
        const path = newPath();
        write(path, ['level', 'estimate ⟨x⟩', '1'], rows);
        const table = readTable(path);
        expect(table.columns).toEqual(['level', 'estimate ⟨x⟩', '1']);
        expectSame(table.rows, rows);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  // Planted faults: the torn line kept; the truncation counted in characters, not in bytes; the next row appended
  // straight after the torn one.
  it('cut at any byte keeps exactly the whole rows, and goes on after them', () => {
    const rows: Cell[][] = [
      [1, 'α'],
      [-0, 'two\nlines, "quoted"'],
      [0.1, ''],
    ];
    const whole = newPath();
    write(whole, ['n', 'note'], rows);
    const bytes = readFileSync(whole);
    const ends = [0, 1, 2, 3].map((count) => {
      const path = newPath();
      write(path, ['n', 'note'], rows.slice(0, count));
      return readFileSync(path).length;
    });
    for (let length = 0; length <= bytes.length; length++) {
      const path = newPath();
      writeFileSync(path, bytes);
      truncateSync(path, length);
      const kept = Math.max(0, ends.filter((end) => end <= length).length - 1);
      if (length >= ends[0]!) expectSame(readTable(path).rows, rows.slice(0, kept));
      const table = openTable(path, ['n', 'note']);
      expect(table.rowCount).toBe(kept);
      expect(statSync(path).size).toBe(ends[kept]);
      for (const row of rows.slice(kept)) table.append(row);
      table.close();
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
  });

  it('has each row in the file before the next is asked for', () => {
    const path = newPath();
    const table = openTable(path, ['a']);
    table.append([1]);
    expect(readFileSync(path, 'utf8')).toBe('a\n1\n');
    table.append([2]);
    expect(readFileSync(path, 'utf8')).toBe('a\n1\n2\n');
    table.close();
  });
});

describe('a result table refuses, in one sentence,', () => {
  it('other columns than the file has', () => {
    const path = newPath();
    write(path, ['a', 'b'], [[1, 2]]);
    expect(() => openTable(path, ['a', 'c'])).toThrow(`${path}: has the columns a, b, not a, c.`);
  });

  it('a row of the wrong length', () => {
    const table = openTable(newPath(), ['a', 'b']);
    expect(() => table.append([1])).toThrow(/a row of 1 cells was given for 2 columns/);
    table.close();
  });

  it.each([
    ['no column', []],
    ['a name twice', ['a', 'a']],
  ])('%s', (_, columns) => {
    expect(() => openTable(newPath(), columns)).toThrow(/at least one column and no name twice/);
  });

  it.each([
    ['a,b\n1,2\n3\n', /row 2 has 1 cells, but the header has 2/],
    ['a,b\n1,x\n', /row 1 has the cell "x", which is not a number/],
    ['a,b\n1,\n', /row 1 has the cell "", which is not a number/],
    ['a,b\n1,0x10\n', /not a number/],
    ['a,b\n1,"x"y\n', /row 1 has text after a closing quote/],
    ['', /no header line/],
  ])('the damaged file %j', (text, message) => {
    const path = newPath();
    writeFileSync(path, text);
    expect(() => readTable(path)).toThrow(message);
    expect(() => readTable(path)).toThrow(path);
  });
});
