import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, it } from 'vitest';
import { openTable } from '../../src/results/csv.ts';
import { parquetFromCsv, writeParquet } from '../../src/results/parquet.ts';

const folder = mkdtempSync(join(tmpdir(), 'mckean-parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));

function bufferOf(path: string): ArrayBuffer {
  const bytes = readFileSync(path);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

function typesOf(path: string): (string | undefined)[] {
  return parquetMetadata(bufferOf(path))
    .schema.slice(1)
    .map((element) => element.type);
}

describe('a Parquet copy of a table', () => {
  // Planted fault that this fails on: doubles through the default dictionary, where −0 becomes 0.
  it('holds the same numbers and strings, −0 and non-finite ones included, in typed columns', async () => {
    const rows = [
      [16, 0, 'α = 1.5', 0.1],
      [32, -0, 'NaN', Number.NaN],
      [64, 0, '', Number.NEGATIVE_INFINITY],
      [64, -0, 'α = 1.5', 5e-324],
    ];
    const csv = join(folder, 'levels.csv');
    const table = openTable(csv, ['N', 'zero', 'name', 'error']);
    for (let i = 0; i < 40; i++) for (const row of rows) table.append(row);
    table.close();
    const path = parquetFromCsv(csv);
    expect(path).toBe(join(folder, 'levels.parquet'));
    expect(typesOf(path)).toEqual(['INT32', 'DOUBLE', 'BYTE_ARRAY', 'DOUBLE']);
    const objects = await parquetReadObjects({ file: bufferOf(path) });
    expect(objects.length).toBe(160);
    for (const [i, object] of objects.entries()) {
      const [N, zero, name, error] = rows[i % 4]!;
      expect(object.N).toBe(N);
      expect(object.zero).toBe(zero);
      expect(object.name).toBe(name);
      expect(object.error).toBe(error);
    }
  });

  it('keeps the types that it is told, and an empty table is a file too', () => {
    const path = join(folder, 'told.parquet');
    writeParquet(path, { columns: ['error'], rows: [[0], [1]] }, { error: 'double' });
    expect(typesOf(path)).toEqual(['DOUBLE']);
    writeParquet(path, { columns: ['error', 'name'], rows: [] }, { name: 'string' });
    expect(typesOf(path)).toEqual(['DOUBLE', 'BYTE_ARRAY']);
  });

  it('refuses a column of numbers and strings, and leaves no file behind', () => {
    const path = join(folder, 'mixed.parquet');
    expect(() => writeParquet(path, { columns: ['a'], rows: [[0.5], ['x']] })).toThrow(
      `${path}: column a of type double cannot hold "x".`,
    );
    expect(() => writeParquet(path, { columns: ['a'], rows: [[0.5]] }, { a: 'int32' })).toThrow(
      /type int32 cannot hold 0\.5/,
    );
    expect(existsSync(path)).toBe(false);
  });
});
