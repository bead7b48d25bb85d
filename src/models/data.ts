/**
 * The data set of a network model, read once on the main thread: plain arrays that travel to workers.
 *
 * Files: CSV with a header line, or a two-dimensional .npy array. Built in: the UCI 8×8 digits
 * (data/README.md), pixels scaled from 0…16 to 0…1. With one output the first class is −1 and the second +1, else classes
 * are numbered from 0; they take turns in the file's order until one is used up, so that any first rows are balanced.
 */
import { existsSync, readFileSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { readNpy } from '../results/npy.ts';
import { type NumericTable, readNumericCsv } from './csv.ts';
import { type NetworkFormulas, readNetworkFormulas } from './networkFormulas.ts';
import { networkOf } from './networkSpec.ts';
import type { BuiltinData, FileData, ModelSpec } from './spec.ts';

/** Inputs and targets of a network. */
export interface ModelData {
  /** count × features, row-major. */
  readonly inputs: Float64Array;
  /** count × columns, row-major; one column of class numbers may stand for several outputs. */
  readonly targets: Float64Array;
  readonly count: number;
  readonly features: number;
  /** The network's activation and loss, where they are formulas. */
  readonly formulas?: NetworkFormulas | undefined;
}

/**
 * The data that the model needs, or undefined for a model without data.
 * @param baseDir folder that the file name is relative to
 * @throws Error one sentence naming field, file, line and column, or the place in a formula
 */
export function loadModelData(spec: ModelSpec, baseDir: string): ModelData | undefined {
  if (spec.name !== 'neural-network') return undefined;
  const formulas = readNetworkFormulas(spec);
  const data =
    'file' in spec.data ? fromFile(spec.data, baseDir) : digits(spec.data, networkOf(spec).outputs > 1);
  return formulas === undefined ? data : { ...data, formulas };
}

function fromFile(spec: FileData, baseDir: string): ModelData {
  const path = resolve(baseDir, spec.file);
  const extension = extname(path).toLowerCase();
  if (extension !== '.npy' && extension !== '.csv')
    throw new Error(`model.data.file is ${spec.file}; it must be a .csv or a .npy file.`);
  const table = extension === '.npy' ? npyTable(path) : readNumericCsv(path, 'model.data.file');
  const last = extension === '.npy' ? table.columns.length - 1 : undefined;
  const chosen = targetColumns(table, spec, last);
  const kept = table.columns.map((_, c) => c).filter((c) => !chosen.includes(c));
  const features = kept.length;
  if (features === 0)
    throw new Error(
      `model.data.file is ${path}, which has no column but targets; it must have at least one feature.`,
    );
  const count = usedPoints(spec.points, table.rows, 'the file');
  const inputs = new Float64Array(count * features);
  const targets = new Float64Array(count * chosen.length);
  for (let b = 0; b < count; b++) {
    const row = b * table.columns.length;
    for (let k = 0; k < chosen.length; k++) targets[b * chosen.length + k] = table.data[row + chosen[k]];
    for (let c = 0; c < features; c++) inputs[b * features + c] = table.data[row + kept[c]];
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

/** Numbers of the target columns; `last` is the one of a .npy array that names none. */
function targetColumns({ columns }: NumericTable, spec: FileData, last: number | undefined): number[] {
  const { file, target, targets } = spec;
  if (targets !== undefined) {
    const numbers = targets.map((name, k) => columnNumber(columns, file, `model.data.targets.${k}`, name));
    if (new Set(numbers).size === numbers.length) return numbers;
    throw new Error(
      `model.data.targets is ${JSON.stringify(targets)}; it must be different columns of ${file}.`,
    );
  }
  if (target !== undefined) return [columnNumber(columns, file, 'model.data.target', target)];
  if (last !== undefined) return [last];
  throw new Error(`model.data.target is missing; it must be a column of ${file}: ${listed(columns)}.`);
}

function columnNumber(
  columns: readonly string[],
  file: string,
  field: string,
  name: string | number,
): number {
  const index = columns.indexOf(String(name));
  if (index >= 0) return index;
  if (typeof name === 'number' && name < columns.length) return name;
  throw new Error(
    `${field} is ${JSON.stringify(name)}; it must be a column of ${file}: ${listed(columns)}${typeof name === 'number' ? `, or its number from 0 to ${columns.length - 1}` : ''}.`,
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

/** `numbered`: targets are class numbers 0, 1, …; else they are −1 and +1, of two classes. */
export function digits({ classes, points }: BuiltinData, numbered: boolean): ModelData {
  const rows = gunzipSync(readFileSync(digitsFile()))
    .toString('latin1')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  const perClass = classes.map((digit) => rows.filter((row) => row[PIXELS] === digit));
  const longest = Math.max(...perClass.map((rows) => rows.length));
  const ordered: number[][] = [];
  for (let i = 0; i < longest; i++) for (const rows of perClass) if (i < rows.length) ordered.push(rows[i]);
  const count = usedPoints(points, ordered.length, `digits ${classes.join(' and ')}`);
  const inputs = new Float64Array(count * PIXELS);
  const targets = new Float64Array(count);
  for (let b = 0; b < count; b++) {
    for (let c = 0; c < PIXELS; c++) inputs[b * PIXELS + c] = ordered[b][c] / 16;
    const number = classes.indexOf(ordered[b][PIXELS]);
    targets[b] = numbered ? number : 2 * number - 1;
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
