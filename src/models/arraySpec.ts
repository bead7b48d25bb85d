/** A start from given numbers as a plan writes it: a file, or rows, one per particle. */
import { z } from 'zod';

/** What `values` may be: nested lists, or a matrix such as an ndarray. */
export interface Matrix {
  readonly shape: readonly number[];
  get(row: number, column: number): number;
}

export function isMatrix(value: unknown): value is Matrix {
  const { shape, get } = (value ?? {}) as Partial<Matrix>;
  return Array.isArray(shape) && shape.length === 2 && typeof get === 'function';
}

export function isRow(value: unknown): value is ArrayLike<number> {
  const list = Array.isArray(value) || value instanceof Float64Array || value instanceof Float32Array;
  return list && (value as unknown[]).every((v) => typeof v === 'number');
}

export function toRows(values: Matrix | readonly ArrayLike<number>[]): number[][] {
  if (!isMatrix(values)) return values.map((row) => Array.from(row));
  const [rows, columns] = values.shape;
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, c) => values.get(i, c)));
}

export const arraySpecSchema = z
  .strictObject({
    law: z.literal('array'),
    file: z
      .custom<string>((v) => typeof v === 'string' && v.toLowerCase().endsWith('.npy'), {
        error: 'must be a .npy file',
      })
      .optional(),
    values: z
      .custom<Matrix | ArrayLike<number>[]>((v) => isMatrix(v) || (Array.isArray(v) && v.every(isRow)), {
        error: 'must be a list of rows, one list of numbers for every particle',
      })
      .optional(),
    sha256: z
      .custom<string>((v) => typeof v === 'string' && /^[0-9a-f]{64}$/.test(v), {
        error: 'must be the SHA-256 of the numbers, 64 digits from 0 to f',
      })
      .optional(),
  })
  .transform(({ law, file, values, sha256 }, context): ArraySpec => {
    if ((file === undefined) === (values === undefined)) {
      context.addIssue({ code: 'custom', path: [], message: 'must have either a file or values' });
      return z.NEVER;
    }
    return {
      law,
      ...(file === undefined ? { values: toRows(values!) } : { file }),
      ...(sha256 === undefined ? {} : { sha256 }),
    };
  });

/** A start given as numbers, a row for every particle. */
export interface ArraySpec {
  readonly law: 'array';
  /** A .npy file, particles × dim. */
  readonly file?: string;
  readonly values?: number[][];
  /** Of the numbers as little-endian float64; known once the plan is read. */
  readonly sha256?: string;
}
