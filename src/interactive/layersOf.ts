/** What `tails` and `prune` take for weights: a file, layers, or any array of numbers. */
import type { NdArray } from 'ndarray';
import ndarray from 'ndarray';
import { asBadInput, BadInput } from '../engine/badInput.ts';
import { type Layer, rowMajor } from '../pruning/layer.ts';
import { sha256Float64 } from '../results/hash.ts';
import { printable } from '../results/printable.ts';
import {
  checkFinite,
  readWeights,
  type WeightLayer,
  type WeightOptions,
  type Weights,
} from '../results/weights.ts';

import type { NamedArray } from './namedArray.ts';

/**
 * A file (.npy, .npz, .safetensors, CSV), what `readWeights` read, named layers, a strided array of one axis or two, or numbers. Rows
 * are neurons; one axis is a neuron a number.
 */
export type WeightsInput =
  | string
  | Weights
  | readonly Layer[]
  | NdArray<Float64Array>
  | Float64Array
  | readonly number[]
  | readonly (readonly number[])[];

/** @throws BadInput one sentence naming the file or array */
export async function weightsFrom(
  given: WeightsInput,
  options: WeightOptions = {},
): Promise<readonly WeightLayer[]> {
  if (typeof given === 'string') {
    try {
      return (await readWeights(given, options)).layers;
    } catch (error) {
      throw new BadInput(printable(error instanceof Error ? error.message : String(error)));
    }
  }
  if (typeof given !== 'object' || given === null)
    throw new BadInput(
      `weights is ${String(given)}; it must be a file name, an array of numbers, or layers with name and weights.`,
    );
  if ('layers' in given) return given.layers;
  if (isLayers(given)) return given.map(({ name, weights }) => layerOf(name, weights));
  const name = 'axes' in given ? (given as NamedArray).name : 'weights';
  return [layerOf(name, matrixOf(given))];
}

function isLayers(given: Exclude<WeightsInput, string | Weights>): given is readonly Layer[] {
  return Array.isArray(given) && given.length > 0 && typeof given[0] === 'object' && 'weights' in given[0];
}

function matrixOf(given: Exclude<WeightsInput, string | Weights | readonly Layer[]>): NdArray<Float64Array> {
  if (given instanceof Float64Array) return ndarray(given, [given.length]);
  if (!Array.isArray(given)) return given as NdArray<Float64Array>;
  const rows = given as readonly (number | readonly number[])[];
  const width = Array.isArray(rows[0]) ? rows[0].length : undefined;
  const bad = rows.findIndex((row) => (Array.isArray(row) ? row.length : undefined) !== width);
  if (bad >= 0)
    throw new BadInput(
      `weights has a row ${bad} that is not as long as row 0; all rows must be of one length.`,
    );
  return ndarray(
    Float64Array.from(rows.flat() as number[]),
    width === undefined ? [rows.length] : [rows.length, width],
  );
}

function layerOf(name: string, array: NdArray<Float64Array>): WeightLayer {
  const { shape } = array;
  const count = shape?.reduce((product, extent) => product * extent, 1);
  if (shape === undefined || shape.length === 0 || shape.length > 2 || count === 0)
    throw new BadInput(
      `${name} has the shape (${shape?.join(', ') ?? 'none'}); it must have one axis or two (neurons × weights), none of length 0.`,
    );
  const matrix =
    shape.length === 2
      ? array
      : (ndarray(array.data, [shape[0], 1], [array.stride[0], 1], array.offset) as NdArray<Float64Array>);
  const data = rowMajor(matrix);
  asBadInput(() => checkFinite('weights', { name, shape }, data));
  return { name, shape, dtype: '<f8', weights: ndarray(data, [...matrix.shape]) };
}

/** The layers by their hashes: what makes the numbers, for files that carry a figure. */
export function describedLayers(layers: readonly WeightLayer[]): object {
  return {
    layers: layers.map(({ name, shape, weights }) => ({ name, shape, sha256: sha256Float64(weights.data) })),
  };
}
