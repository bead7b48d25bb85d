/**
 * The data set of a network model, read once on the main thread: plain arrays that travel to workers.
 *
 * Files: CSV with a header line, or a two-dimensional .npy array. Built in: the UCI 8×8 digits
 * (data/README.md), pixels scaled from 0…16 to 0…1, the first class −1 and the second +1, the classes
 * alternating in the file's order until one is used up, so that any first rows are balanced.
 */
import { existsSync, readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { readNpy } from '../results/npy.ts';
import { type NumericTable, readNumericCsv } from './csv.ts';
import type { BuiltinData, FileData, ModelSpec } from './spec.ts';

export interface ModelData {
  /** count × features, row-major. */
  readonly inputs: Float64Array;
  /** count numbers. */
  readonly targets: Float64Array;
  readonly count: number;
  readonly features: number;
}

/**
 * The data that the model needs, or undefined for a model without data.
 * @param baseDir folder that the file name is relative to
 * @throws Error one sentence naming field, file, line and column
 */
export function loadModelData(spec: ModelSpec, baseDir: string): ModelData | undefined {
  if (spec.name !== 'neural-network') return undefined;
  return 'file' in spec.data ? fromFile(spec.data, baseDir) : digits(spec.data);
}

function fromFile(spec: FileData, baseDir: string): ModelData {
  const path = resolve(baseDir, spec.file);
  const extension = extname(path).toLowerCase();
  if (extension !== '.npy' && extension !== '.csv')
    throw new Error(`model.data.file is ${spec.file}; it must be a .csv or a .npy file.`);
  const table = extension === '.npy' ? npyTable(path) : readNumericCsv(path, 'model.data.file');
  const target = targetColumn(table, spec, extension === '.npy' ? table.columns.length - 1 : undefined);
  const features = table.columns.length - 1;
  if (features === 0)
    throw new Error(
      `model.data.file is ${path}, which has one column; it must have a target and at least one feature.`,
    );
  const count = usedPoints(spec.points, table.rows, 'the file');
  const inputs = new Float64Array(count * features);
  const targets = new Float64Array(count);
  for (let b = 0; b < count; b++) {
    const row = table.data.subarray(b * (features + 1), (b + 1) * (features + 1));
    targets[b] = row[target];
    inputs.set(row.subarray(0, target), b * features);
    inputs.set(row.subarray(target + 1), b * features + target);
  }
  return { inputs, targets, count, features };
}

/** A .npy array as a table whose columns are named by their numbers. */
function npyTable(path: string): NumericTable {
  let array: ReturnType<typeof readNpy>;
  try {
    array = readNpy(path);
  } catch (cause) {
    throw new Error(`model.data.file: ${(cause as Error).message}`, { cause });
  }
  const { shape, data } = array;
  if (shape.length !== 2 || shape[0] === 0 || shape[1] === 0) {
    throw new Error(
      `model.data.file is ${path}, an array of shape (${shape.join(', ')}); it must be a non-empty matrix, points × columns.`,
    );
  }
  const bad = data.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0) {
    throw new Error(
      `model.data.file is ${path}, whose row ${Math.floor(bad / shape[1])}, column ${bad % shape[1]} (from 0) is ${data[bad]}; it must be a finite number.`,
    );
  }
  return { columns: Array.from({ length: shape[1] }, (_, c) => String(c)), rows: shape[0], data };
}

function targetColumn(
  { columns }: NumericTable,
  { file, target }: FileData,
  otherwise: number | undefined,
): number {
  if (target === undefined) {
    if (otherwise !== undefined) return otherwise;
    throw new Error(`model.data.target is missing; it must be a column of ${file}: ${listed(columns)}.`);
  }
  const index = columns.indexOf(String(target));
  if (index >= 0) return index;
  if (typeof target === 'number' && target < columns.length) return target;
  throw new Error(
    `model.data.target is ${JSON.stringify(target)}; it must be a column of ${file}: ${listed(columns)}${typeof target === 'number' ? `, or its number from 0 to ${columns.length - 1}` : ''}.`,
  );
}

function listed(columns: readonly string[]): string {
  return columns.length <= 8 ? columns.join(', ') : `${columns.slice(0, 7).join(', ')}, … ${columns.at(-1)}`;
}

function usedPoints(points: number | undefined, available: number, where: string): number {
  if (points === undefined) return available;
  if (points <= available) return points;
  throw new Error(
    `model.data.points is ${points}; ${where} has ${available}, so it must be a whole number from 1 to ${available}.`,
  );
}

const PIXELS = 64;

function digits({ classes, points }: BuiltinData): ModelData {
  const rows = gunzipSync(readFileSync(digitsFile()))
    .toString('latin1')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  const [first, second] = classes.map((digit) => rows.filter((row) => row[PIXELS] === digit));
  const ordered: number[][] = [];
  for (let i = 0; i < Math.max(first.length, second.length); i++) {
    if (i < first.length) ordered.push(first[i]);
    if (i < second.length) ordered.push(second[i]);
  }
  const count = usedPoints(points, ordered.length, `digits ${classes[0]} and ${classes[1]}`);
  const inputs = new Float64Array(count * PIXELS);
  const targets = new Float64Array(count);
  for (let b = 0; b < count; b++) {
    for (let c = 0; c < PIXELS; c++) inputs[b * PIXELS + c] = ordered[b][c] / 16;
    targets[b] = ordered[b][PIXELS] === classes[0] ? -1 : 1;
  }
  return { inputs, targets, count, features: PIXELS };
}

/** The shipped file, seen from src/ and from the built dist/src/. */
function digitsFile(): string {
  const places = ['../../data/digits.csv.gz', '../../../data/digits.csv.gz'];
  const found = places
    .map((place) => fileURLToPath(new URL(place, import.meta.url)))
    .find((path) => existsSync(path));
  if (found === undefined)
    throw new Error('The file data/digits.csv.gz of this package is missing; install mckean again.');
  return found;
}
