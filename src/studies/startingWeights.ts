/** Initial weights of a training: drawn from laws, or given as .npy files or lists; hidden (n × d), output (K × n). */
import { resolve } from 'node:path';
import type { LayerShape } from '../models/deepNetwork.ts';
import { drawWeights, type LayerLaw } from '../models/initialWeights.ts';
import { readNpy } from '../results/npy.ts';
import { sharedFloats } from './trainingData.ts';
import type { GivenWeights } from './trainingSpec.ts';

type Given = string | readonly (readonly number[])[] | readonly number[];

/**
 * Reads what is given and returns what makes the weights of a run; biases that are not given beside given weights are 0.
 * @throws Error one sentence naming field, file and shape
 */
export function startingWeights(
  initial: LayerLaw | GivenWeights,
  layers: readonly LayerShape[],
  bias: boolean,
  baseDir: string,
): (seed: number) => Float64Array[] {
  const fillers = layers.map((layer, l) => fillerOf(initial, layer, l, layers.length - 1, bias, baseDir));
  if (!('law' in initial)) refuseUnused(initial, layers.length - 1, bias);
  return (seed) =>
    layers.map(({ rows, stride }, l) => {
      const w = sharedFloats(rows * stride);
      fillers[l](seed, w);
      return w;
    });
}

type Filler = (seed: number, w: Float64Array) => void;

function fillerOf(
  initial: LayerLaw | GivenWeights,
  layer: LayerShape,
  l: number,
  last: number,
  bias: boolean,
  baseDir: string,
): Filler {
  const drawn =
    (law: LayerLaw): Filler =>
    (seed, w) =>
      drawWeights(law, layer, l, { seed, replica: 0 }, w);
  if ('law' in initial) return drawn(initial);
  const own = l === last ? initial.output : initial.hidden;
  if (typeof own === 'object' && 'law' in own) return drawn(own);
  const given = l === last ? (own as Given) : (own as readonly Given[])[l];
  const field = l === last ? 'initial.output' : `initial.hidden.${l}`;
  if (given === undefined)
    throw new Error(`initial.hidden has ${l} matrices; it must have ${last}, one for every hidden layer.`);
  const { rows, fanIn, stride } = layer;
  const matrix = numbersOf(given, [rows, fanIn], field, baseDir);
  const givenBias = l === last ? initial.outputBias : initial.hiddenBias?.[l];
  const biasField = l === last ? 'initial.outputBias' : `initial.hiddenBias.${l}`;
  const biases =
    bias && givenBias !== undefined ? numbersOf(givenBias, [rows], biasField, baseDir) : undefined;
  return (_, w) => {
    for (let i = 0; i < rows; i++) {
      w.set(matrix.subarray(i * fanIn, (i + 1) * fanIn), i * stride);
      if (biases) w[i * stride + fanIn] = biases[i];
    }
  };
}

/** Refuses what no layer would take. */
function refuseUnused(
  { hidden, hiddenBias, outputBias, output }: GivenWeights,
  last: number,
  bias: boolean,
): void {
  if (Array.isArray(hidden) && hidden.length !== last)
    throw new Error(
      `initial.hidden has ${hidden.length} matrices; it must have ${last}, one for every hidden layer.`,
    );
  if (hiddenBias !== undefined && (!bias || !Array.isArray(hidden) || hiddenBias.length !== last))
    throw new Error(
      `initial.hiddenBias is given; it must be left out, or have ${last} entries beside as many matrices where network.bias is true.`,
    );
  if (outputBias !== undefined && (!bias || (typeof output === 'object' && 'law' in output)))
    throw new Error(
      'initial.outputBias is given; it must be left out, or stand beside a matrix where network.bias is true.',
    );
}

function numbersOf(given: Given, shape: readonly number[], field: string, baseDir: string): Float64Array {
  const wanted = `(${shape.join(' × ')})`;
  let found: { shape: readonly number[]; data: Float64Array };
  if (typeof given === 'string') {
    const path = resolve(baseDir, given);
    if (!path.endsWith('.npy')) throw new Error(`${field} is ${given}; it must be a .npy file.`);
    try {
      found = readNpy(path);
    } catch (cause) {
      throw new Error(`${field}: ${(cause as Error).message}`, { cause });
    }
  } else if (typeof given[0] === 'number') {
    found = { shape: [given.length], data: Float64Array.from(given as readonly number[]) };
  } else {
    const rows = given as readonly (readonly number[])[];
    const width = rows[0].length;
    const ragged = rows.findIndex((row) => row.length !== width);
    if (ragged >= 0)
      throw new Error(
        `${field} has ${rows[ragged].length} numbers in row ${ragged} (from 0); every row must have ${width}, as the first.`,
      );
    found = { shape: [rows.length, width], data: Float64Array.from(rows.flat()) };
  }
  if (found.shape.length !== shape.length || found.shape.some((n, axis) => n !== shape[axis]))
    throw new Error(`${field} has the shape (${found.shape.join(' × ')}); it must be ${wanted}.`);
  const bad = found.data.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0)
    throw new Error(`${field} has the number ${found.data[bad]} at place ${bad}; all must be finite.`);
  return found.data;
}
