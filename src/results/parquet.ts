/**
 * Apache Parquet copies of result tables, written once at the end of a run (through hyparquet-writer).
 *
 * Columns are double, int32 or string; doubles are stored plainly, never through a dictionary, which would
 * merge −0 with 0. The file appears whole or not at all (written beside, then renamed).
 */
import { renameSync, writeFileSync } from 'node:fs';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { type Cell, type PlainTable, readTable } from './csv.ts';

export type ColumnType = 'double' | 'int32' | 'string';

/**
 * Writes a table. `types` fixes the type of some columns; the others are strings where their cells are
 * strings, int32 where every cell is an integer below 2³¹ in size, and double otherwise.
 * @throws Error with one sentence naming the file and column, when a cell does not fit its column's type.
 */
export function writeParquet(
  path: string,
  table: PlainTable,
  types: Readonly<Record<string, ColumnType>> = {},
): void {
  const columnData = table.columns.map((name, c) => {
    const cells = table.rows.map((row) => row[c]!);
    const type = types[name] ?? guessType(cells);
    if (!cells.every((cell) => fits(cell, type))) {
      const culprit = cells.find((cell) => !fits(cell, type));
      throw new Error(`${path}: column ${name} of type ${type} cannot hold ${JSON.stringify(culprit)}.`);
    }
    if (type === 'string') return { name, data: cells, type: 'STRING' as const, nullable: false };
    if (type === 'int32') {
      return { name, data: Int32Array.from(cells as number[]), type: 'INT32' as const, nullable: false };
    }
    const data = Float64Array.from(cells as number[]);
    return { name, data, type: 'DOUBLE' as const, encoding: 'PLAIN' as const, nullable: false };
  });
  const bytes = parquetWriteBuffer({ columnData, statistics: false });
  writeFileSync(`${path}.tmp`, Buffer.from(bytes));
  renameSync(`${path}.tmp`, path);
}

/** Writes `NAME.parquet` beside `NAME.csv` and returns its path. */
export function parquetFromCsv(csvPath: string, types?: Readonly<Record<string, ColumnType>>): string {
  const path = csvPath.replace(/\.csv$/, '.parquet');
  writeParquet(path, readTable(csvPath), types);
  return path;
}

function guessType(cells: readonly Cell[]): ColumnType {
  if (cells.length === 0) return 'double';
  if (cells.every((cell) => fits(cell, 'int32'))) return 'int32';
  return typeof cells[0] === 'string' ? 'string' : 'double';
}

function fits(cell: Cell, type: ColumnType): boolean {
  if (type === 'string') return typeof cell === 'string';
  return typeof cell === 'number' && (type === 'double' || Object.is(cell | 0, cell));
}
