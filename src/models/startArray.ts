/**
 * Initial positions from an array, read once on the main thread: particle i starts at row i in every replica, for every N.
 * A .npy file, or rows written in the plan (nested lists, or an ndarray from the program that calls). Nothing is guessed:
 * a wrong shape, too few rows or a number that is not finite are refused.
 */
import { resolve } from 'node:path';
import { sha256Float64 } from '../results/hash.ts';
import { readNpy } from '../results/npy.ts';
import { type ArraySpec, type InitialSpec, isArray, type PartSpec } from './initialSpec.ts';

export interface Start {
  /** The spec with the fingerprint of the numbers. */
  readonly initial: InitialSpec;
  /** rows × dim, in shared memory, NaN in the coordinates of a part with a law; undefined where no array is needed. */
  readonly start?: Float64Array;
}

/**
 * @param hidden coordinates of the part `hidden`; dim where there is one part only
 * @param baseDir folder that the file name is relative to
 * @throws Error one sentence naming field, value and range
 */
export function loadStart(
  spec: InitialSpec,
  dim: number,
  hidden: number,
  particles: number,
  baseDir: string,
): Start {
  if (spec.law === 'array') {
    const { part, values } = loadPart(spec, 'initial', dim, particles, baseDir);
    return { initial: part, start: values };
  }
  if (spec.law !== 'parts' || hidden === dim) return { initial: spec };
  if (!isArray(spec)) return { initial: spec };
  const start = shared(particles * dim).fill(Number.NaN);
  const settle = (name: 'hidden' | 'output', from: number, to: number): PartSpec => {
    const law = spec[name];
    if (law.law !== 'array') return law;
    const { part, values } = loadPart(law, `initial.${name}`, to - from, particles, baseDir);
    for (let i = 0; i < particles; i++)
      start.set(values.subarray(i * (to - from), (i + 1) * (to - from)), i * dim + from);
    return part;
  };
  const settled = { ...spec, hidden: settle('hidden', 0, hidden), output: settle('output', hidden, dim) };
  return { initial: settled, start };
}

function loadPart(
  spec: ArraySpec,
  name: string,
  dim: number,
  particles: number,
  baseDir: string,
): { part: ArraySpec; values: Float64Array } {
  const { field, rows, values } =
    spec.file === undefined
      ? inline(spec.values ?? [], name, dim)
      : fromFile(resolve(baseDir, spec.file), name, dim);
  if (rows < particles)
    throw new Error(
      `${field} has ${rows} row${rows === 1 ? '' : 's'}; it must have one for every particle at least, and particles is ${particles}.`,
    );
  const bad = values.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0)
    throw new Error(
      `${field} holds ${values[bad]} in row ${Math.floor(bad / dim)}, column ${bad % dim} (from 0); it must be a finite number.`,
    );
  const sha256 = sha256Float64(values);
  if (spec.sha256 !== undefined && spec.sha256 !== sha256)
    throw new Error(`${name}.sha256 is ${spec.sha256}; the numbers of ${field} have ${sha256}.`);
  return { part: { ...spec, sha256 }, values };
}

function shared(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(8 * length));
}

interface Table {
  /** How a refusal names it. */
  readonly field: string;
  readonly rows: number;
  readonly values: Float64Array;
}

function fromFile(path: string, name: string, dim: number): Table {
  let array: ReturnType<typeof readNpy>;
  try {
    array = readNpy(path);
  } catch (cause) {
    throw new Error(`${name}.file: ${(cause as Error).message}`, { cause });
  }
  const { shape, data } = array;
  if (shape.length !== 2 || shape[1] !== dim)
    throw new Error(
      `${name}.file is ${path}, an array of shape (${shape.join(', ')}); it must be particles × ${dim}, a column for every coordinate.`,
    );
  const values = shared(data.length);
  values.set(data);
  return { field: `${name}.file, ${path},`, rows: shape[0], values };
}

function inline(rows: readonly (readonly number[])[], name: string, dim: number): Table {
  const wrong = rows.findIndex((row) => row.length !== dim);
  if (wrong >= 0)
    throw new Error(
      `${name}.values has ${rows[wrong].length} numbers in row ${wrong} (from 0); every row must have ${dim}, one for every coordinate.`,
    );
  const values = shared(rows.length * dim);
  rows.forEach((row, i) => {
    values.set(row, i * dim);
  });
  return { field: `${name}.values`, rows: rows.length, values };
}
