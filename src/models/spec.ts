/**
 * Model specs as a plan writes them: plain data, checked once here.
 *
 * Messages of own checks read "must be …", so that a caller makes one sentence of field, value and range.
 * What depends on a file (columns, number of points) is checked where the file is read, in data.ts.
 */
import { z } from 'zod';
import { type CodeSpec, codeSpecSchema } from './codeSpec.ts';
import { finiteNumber } from './fields.ts';
import { type FormulaSpec, formulaSpecSchema } from './formula/spec.ts';
import { type KernelActivation, type NeuralNetworkSpec, neuralNetworkSchema } from './networkSpec.ts';
import { type PairwiseSpec, pairwiseSchema } from './pairwiseSpec.ts';

export type { BuiltinData, DataSpec, FileData } from './dataSpec.ts';
export type { NeuralNetworkSpec };

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

/** Linear network h_θ(x) = θx: c = E x², target θ*. */
const linearNetworkSchema = z.strictObject({
  name: z.literal('linear-network'),
  c: z.custom<number>((v) => Number.isFinite(v) && (v as number) >= 0, {
    error: 'must be a finite number, 0 or more',
  }),
  target: finiteNumber,
});

/** Kuramoto's equal oscillators, dθ = coupling·r sin(ψ − θ)dt + noise. */
const kuramotoSchema = z.strictObject({ name: z.literal('kuramoto'), coupling: finiteNumber });

/** Curie–Weiss double well, dX = (X − X³)dt + coupling(mean(X) − X)dt + noise. */
const doubleWellSchema = z.strictObject({ name: z.literal('double-well'), coupling: finiteNumber });

export const modelSpecSchema = z.discriminatedUnion('name', [
  cosineNetworkSchema,
  meanFieldOuSchema,
  neuralNetworkSchema,
  formulaSpecSchema,
  codeSpecSchema,
  linearNetworkSchema,
  kuramotoSchema,
  doubleWellSchema,
  pairwiseSchema,
]);

export type CosineNetworkSpec = z.output<typeof cosineNetworkSchema>;
export type MeanFieldOuSpec = z.output<typeof meanFieldOuSchema>;
export type LinearNetworkSpec = z.output<typeof linearNetworkSchema>;
export type KuramotoSpec = z.output<typeof kuramotoSchema>;
export type DoubleWellSpec = z.output<typeof doubleWellSchema>;
export type ModelSpec =
  | CosineNetworkSpec
  | MeanFieldOuSpec
  | NeuralNetworkSpec
  | FormulaSpec
  | CodeSpec
  | LinearNetworkSpec
  | KuramotoSpec
  | DoubleWellSpec
  | PairwiseSpec;
/** The activations of the WebAssembly kernel. */
export type Activation = KernelActivation;

/** A scalar as a one-element list. */
export function asList(value: number | readonly number[]): readonly number[] {
  return typeof value === 'number' ? [value] : value;
}
