/**
 * Model specs as a plan writes them: plain data, checked once here.
 *
 * Messages of own checks read "must be …", so that a caller makes one sentence of field, value and range.
 * What depends on a file (columns, number of points) is checked where the file is read, in data.ts.
 */
import { z } from 'zod';
import { type FormulaSpec, formulaSpecSchema } from './formula/spec.ts';
import { type PairwiseSpec, pairwiseSchema } from './pairwiseSpec.ts';

const finiteNumber = z.custom<number>(Number.isFinite, {
  error: 'must be a finite number',
});

/** One number, or a list with one per coordinate. */
export function perCoordinate(range: string, allowed: (v: unknown) => boolean): z.ZodType<number | number[]> {
  return z.custom<number | number[]>(
    (v) => (Array.isArray(v) ? v.length > 0 && v.every(allowed) : allowed(v)),
    {
      error: `must be ${range}, or a list of such numbers, one for every coordinate`,
    },
  );
}

const coordinates = perCoordinate('a finite number', Number.isFinite);

const wholeNumber = (min: number, max: number) =>
  z.custom<number>((v) => Number.isInteger(v) && (v as number) >= min && (v as number) <= max, {
    error:
      max < Number.MAX_SAFE_INTEGER
        ? `must be a whole number from ${min} to ${max}`
        : `must be a whole number, ${min} or more`,
  });

const lengthOf = (v: number | number[]): number => (typeof v === 'number' ? 1 : v.length);

/** Cosine network with target amplitude·cos(x − phase) in each coordinate; d numbers each in d dimensions. */
const cosineNetworkSchema = z
  .strictObject({ name: z.literal('cosine-network'), amplitude: coordinates, phase: coordinates })
  .superRefine(({ amplitude, phase }, context) => {
    if (lengthOf(amplitude) !== lengthOf(phase)) {
      const message = `must hold as many numbers as amplitude, ${lengthOf(amplitude)}`;
      context.addIssue({ code: 'custom', path: ['phase'], message });
    }
  });

/** dX = −aX dt + k(mean(X) − X) dt + noise, one-dimensional. */
const meanFieldOuSchema = z.strictObject({
  name: z.literal('mean-field-ou'),
  a: finiteNumber,
  k: finiteNumber,
});

/** A file of the user's (CSV with a header line, or .npy). */
export interface FileData {
  readonly file: string;
  /** Column of the target: its name or number (from 0). Without it the last column of a .npy array. */
  readonly target?: string | number | undefined;
  /** Use only the first so many rows. */
  readonly points?: number | undefined;
}

/** The shipped 8×8 digits: the first class is −1, the second +1. */
export interface BuiltinData {
  readonly builtin: 'digits';
  readonly classes: readonly [number, number];
  /** Use only the first so many points; the two classes alternate. */
  readonly points?: number | undefined;
}

export type DataSpec = FileData | BuiltinData;

const dataSchema = z
  .strictObject({
    file: z.string().min(1).optional(),
    target: z
      .custom<string | number>(
        (v) => (typeof v === 'string' ? v !== '' : Number.isInteger(v) && (v as number) >= 0),
        {
          error: 'must be the name of a column, or its number from 0',
        },
      )
      .optional(),
    builtin: z.literal('digits').optional(),
    classes: z.array(wholeNumber(0, 9)).optional(),
    points: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  })
  .transform(({ file, target, builtin, classes, points }, context): DataSpec => {
    const refuse = (path: string[], message: string) => {
      context.addIssue({ code: 'custom', path, message });
      return z.NEVER;
    };
    if ((file === undefined) === (builtin === undefined))
      return refuse([], 'must have either a file or the builtin data set "digits"');
    if (file !== undefined) {
      if (classes !== undefined) return refuse(['classes'], 'must be left out when data comes from a file');
      return { file, target, points };
    }
    if (target !== undefined) return refuse(['target'], 'must be left out for the builtin digits');
    if (classes?.length !== 2 || classes[0] === classes[1])
      return refuse(['classes'], 'must be two different digits from 0 to 9, for example [3, 8]');
    return { builtin: 'digits', classes: [classes[0], classes[1]], points };
  });

/** One hidden layer; the output weights are fixed: +value, −value in turn, or all equal to value. */
const neuralNetworkSchema = z.strictObject({
  name: z.literal('neural-network'),
  activation: z.enum(['tanh', 'sigmoid', 'relu', 'softplus']),
  outputWeights: z
    .strictObject({ kind: z.enum(['alternating', 'constant']), value: finiteNumber })
    .default({ kind: 'alternating', value: 1 }),
  data: dataSchema,
});

export const modelSpecSchema = z.discriminatedUnion('name', [
  cosineNetworkSchema,
  meanFieldOuSchema,
  neuralNetworkSchema,
  pairwiseSchema,
  formulaSpecSchema,
]);

export type CosineNetworkSpec = z.output<typeof cosineNetworkSchema>;
export type MeanFieldOuSpec = z.output<typeof meanFieldOuSchema>;
export type NeuralNetworkSpec = z.output<typeof neuralNetworkSchema>;
export type ModelSpec = CosineNetworkSpec | MeanFieldOuSpec | NeuralNetworkSpec | FormulaSpec | PairwiseSpec;
export type Activation = NeuralNetworkSpec['activation'];

/** A scalar as a one-element list. */
export function asList(value: number | readonly number[]): readonly number[] {
  return typeof value === 'number' ? [value] : value;
}
