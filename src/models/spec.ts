/**
 * Model specs as a plan writes them: plain data, checked once here.
 *
 * Messages of own checks read "must be …", so that a caller makes one sentence of field, value and range.
 * What depends on a file (columns, number of points) is checked where the file is read, in data.ts.
 */
import { z } from 'zod';
import { finiteNumber } from './fields.ts';
import { type KernelActivation, type NeuralNetworkSpec, neuralNetworkSchema } from './networkSpec.ts';

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

export const modelSpecSchema = z.discriminatedUnion('name', [
  cosineNetworkSchema,
  meanFieldOuSchema,
  neuralNetworkSchema,
]);

export type CosineNetworkSpec = z.output<typeof cosineNetworkSchema>;
export type MeanFieldOuSpec = z.output<typeof meanFieldOuSchema>;
export type ModelSpec = CosineNetworkSpec | MeanFieldOuSpec | NeuralNetworkSpec;
/** The activations of the WebAssembly kernel. */
export type Activation = KernelActivation;

/** A scalar as a one-element list. */
export function asList(value: number | readonly number[]): readonly number[] {
  return typeof value === 'number' ? [value] : value;
}
