/**
 * Initial positions from an array, read once on the main thread: particle i starts at row i in every replica, for every N.
 * A .npy file, or rows written in the plan (nested lists, or an ndarray from the program that calls). Nothing is guessed:
 * a wrong shape, too few rows or a number that is not finite are refused.
 */
import { resolve } from 'node:path';
import { sha256Float64 } from '../results/hash.ts';
import { readNpy } from '../results/npy.ts';
import type { ArraySpec, InitialSpec } from './initialSpec.ts';

export interface Start {
  /** The spec with the fingerprint of the numbers. */
  readonly initial: InitialSpec;
  /** rows × dim, in shared memory; undefined where the law needs no array. */
  readonly start?: Float64Array;
}

/**
 * @param baseDir folder that the file name is relative to
 * @throws Error one sentence naming field, value and range
 */
export function loadStart(spec: InitialSpec, dim: number, particles: number, baseDir: string): Start {
  if (spec.law !== 'array') return { initial: spec };
  const { field, rows, values } =
    spec.file === undefined ? inline(spec.values ?? [], dim) : fromFile(resolve(baseDir, spec.file), dim);
  if (rows < particles)
    throw new Error(
      `${field} has ${rows} rows; it must have one for every particle at least, and particles is ${particles}.`,
    );
  const bad = values.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0)
    throw new Error(
      `${field} holds ${values[bad]} in row ${Math.floor(bad / dim)}, column ${bad % dim} (from 0); it must be a finite number.`,
    );
  const start = new Float64Array(new SharedArrayBuffer(8 * values.length));
  start.set(values);
  const sha256 = sha256Float64(start);
  if (spec.sha256 !== undefined && spec.sha256 !== sha256)
    throw new Error(`initial.sha256 is ${spec.sha256}; the numbers of ${field} have ${sha256}.`);
  return { initial: { ...spec, sha256 } satisfies ArraySpec, start };
}

interface Table {
  /** How a refusal names it. */
  readonly field: string;
  readonly rows: number;
  readonly values: Float64Array;
}

function fromFile(path: string, dim: number): Table {
  let array: ReturnType<typeof readNpy>;
  try {
    array = readNpy(path);
  } catch (cause) {
    throw new Error(`initial.file: ${(cause as Error).message}`, { cause });
  }
  const { shape, data } = array;
  if (shape.length !== 2 || shape[1] !== dim)
    throw new Error(
      `initial.file is ${path}, an array of shape (${shape.join(', ')}); it must be particles × ${dim}, a column for every coordinate of the model.`,
    );
  return { field: `initial.file, ${path},`, rows: shape[0], values: Float64Array.from(data) };
}

function inline(rows: readonly (readonly number[])[], dim: number): Table {
  const wrong = rows.findIndex((row) => row.length !== dim);
  if (wrong >= 0)
    throw new Error(
      `initial.values has ${rows[wrong].length} numbers in row ${wrong} (from 0); every row must have ${dim}, one for every coordinate of the model.`,
    );
  const values = new Float64Array(rows.length * dim);
  rows.forEach((row, i) => {
    values.set(row, i * dim);
  });
  return { field: 'initial.values', rows: rows.length, values };
}
