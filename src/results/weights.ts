/**
 * A user's trained weights, from .npy, .npz, .safetensors or text (CSV), as named arrays of finite float64.
 *
 * The format is told by the first bytes, text by what is left. An array of two or more axes is a layer whose rows are
 * neurons: the first axis (PyTorch's Linear is out × in, its convolution out × in × kernel × kernel) or, where
 * `transposed`, the last (Keras is in × out, kernel × kernel × in × out); the other axes make one row. A vector is a layer of
 * neurons with one weight each where it is all that the file holds; in a file of several arrays vectors (biases) and
 * scalars are named and left out. Peak memory is about twice that of the arrays as float64.
 */
import { totalmem } from 'node:os';
import { basename, extname } from 'node:path';
import type { NdArray } from 'ndarray';
import ndarray from 'ndarray';
import { delimitedArray } from './delimited.ts';
import { foreignFormat } from './foreignFormat.ts';
import { lazily } from './lazily.ts';
import { decodeNpy } from './npy.ts';
import { openNpz } from './npz.ts';
import { type InputFile, openInputFile } from './openFile.ts';
import { safetensorsArrays } from './safetensors.ts';
import type { StoredArray } from './storedArray.ts';

const ops = lazily<typeof import('ndarray-ops')>('ndarray-ops');

/** A layer read from a file. */
export interface WeightLayer {
  readonly name: string;
  /** As in the file. */
  readonly shape: readonly number[];
  readonly dtype: string;
  /** Neurons × weights of one neuron, C order. */
  readonly weights: NdArray<Float64Array>;
}

/** The layers of a file of weights. */
export interface Weights {
  readonly layers: readonly WeightLayer[];
  /** Arrays that are no layers, and why; and those that were not asked for are not here. */
  readonly skipped: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly why: string;
  }[];
  /** Whether the file held one array, whose name is the file's. */
  readonly single: boolean;
}

/** Which arrays of a file are read, and how. */
export interface WeightOptions {
  /** Names of the arrays wanted, in any order; all unless told. A vector that is named is a layer. */
  readonly names?: readonly string[];
  /** Neurons are the last axis. */
  readonly transposed?: boolean;
  /** What the arrays may take as float64; a quarter of the machine's memory unless told. */
  readonly maxBytes?: number;
}

/** @throws Error with one sentence naming file and array */
export async function readWeights(path: string, options: WeightOptions = {}): Promise<Weights> {
  const { names, transposed = false, maxBytes = totalmem() / 4 } = options;
  const { arrays, close } = await storedArrays(path, Math.floor(maxBytes));
  try {
    for (const name of names ?? [])
      if (!arrays.some((array) => array.name === name))
        throw new Error(
          `${path}: holds no array "${name}"; it holds ${listed(arrays.map((array) => array.name))}.`,
        );
    const asked = arrays.filter(({ name }) => names === undefined || names.includes(name));
    const single = arrays.length === 1;
    const skipped = asked.flatMap(({ name, shape }) => {
      if (shape.length === 0) return [{ name, shape, why: 'a single number' }];
      return shape.length === 1 && !single && names === undefined
        ? [{ name, shape, why: 'one axis only (biases, norms): no layer of neurons' }]
        : [];
    });
    const wanted = asked.filter(({ name }) => !skipped.some((other) => other.name === name));
    if (wanted.length === 0)
      throw new Error(
        `${path}: holds no array of one or more axes among ${listed(asked.map((array) => array.name))}.`,
      );
    checkSizes(path, wanted, maxBytes);
    const layers: WeightLayer[] = [];
    for (const array of wanted) {
      const data = await array.load();
      checkFinite(path, array, data);
      layers.push({
        name: array.name,
        shape: array.shape,
        dtype: array.dtype,
        weights: matrixOf(array.shape, data, transposed),
      });
    }
    return { layers, skipped, single };
  } finally {
    close();
  }
}

interface Stored {
  readonly arrays: readonly StoredArray[];
  close(): void;
}

async function storedArrays(path: string, maxBytes: number): Promise<Stored> {
  const file = openInputFile(path);
  let open = true;
  const close = () => {
    if (open) file.close();
    open = false;
  };
  try {
    const start = Buffer.from(file.read(0, 10));
    if (start.subarray(0, 2).toString('latin1') === 'PK') {
      close();
      return await openNpz(path, maxBytes);
    }
    return { arrays: arraysOf(file, start, maxBytes), close };
  } catch (cause) {
    close();
    throw cause;
  }
}

function arraysOf(file: InputFile, start: Buffer, maxBytes: number): readonly StoredArray[] {
  const { path, bytes } = file;
  const extension = extname(path).toLowerCase();
  const name = basename(path, extname(path));
  const head = start.toString('latin1');
  if (bytes === 0) throw new Error(`${path}: is empty.`);
  if (head.startsWith('\x93NUMPY') || extension === '.npy') return [npyArray(file, name, maxBytes)];
  if (extension === '.npz')
    throw new Error(`${path}: is not an .npz archive (it does not start with the bytes PK).`);
  if (extension === '.safetensors' || (head[8] === '{' && start.readUInt32LE(4) === 0))
    return safetensorsArrays(file);
  const foreign = foreignFormat(start);
  if (foreign !== undefined) throw new Error(`${path}: is ${foreign}.`);
  return [delimitedArray(file, name)];
}

/** The array of a .npy file, read at once: its shape is needed before it is known to fit. */
function npyArray(file: InputFile, name: string, maxBytes: number): StoredArray {
  if (file.bytes > maxBytes)
    throw new Error(
      `${file.path}: has ${file.bytes} bytes; on this machine at most ${Math.floor(maxBytes)} are read.`,
    );
  const { shape, dtype, data } = decodeNpy(file.path, file.read(0, file.bytes));
  return { name, shape, dtype, load: () => data };
}

function checkSizes(path: string, arrays: readonly StoredArray[], maxBytes: number): void {
  let total = 0;
  for (const { name, shape } of arrays) {
    const count = shape.reduce((product, extent) => product * extent, 1);
    if (count === 0) throw new Error(`${path}: array "${name}" of shape (${shape.join(', ')}) is empty.`);
    total += 8 * count;
  }
  if (total > maxBytes)
    throw new Error(
      `${path}: its arrays take ${total} bytes as float64; on this machine at most ${Math.floor(maxBytes)} are read (choose some by their names).`,
    );
}

/** @throws Error where a number is not finite */
export function checkFinite(
  path: string,
  { name, shape }: Pick<StoredArray, 'name' | 'shape'>,
  data: Float64Array,
): void {
  let first = -1;
  let count = 0;
  for (let i = 0; i < data.length; i++) {
    if (Number.isFinite(data[i])) continue;
    if (count++ === 0) first = i;
  }
  if (count === 0) return;
  const place: number[] = [];
  for (let rest = first, axis = shape.length - 1; axis >= 0; axis--) {
    place.unshift(rest % shape[axis]);
    rest = Math.floor(rest / shape[axis]);
  }
  throw new Error(
    `${path}: array "${name}" holds ${count} number${count === 1 ? ' that is' : 's that are'} not finite, the first ${data[first]} at (${place.join(', ')}) (from 0); weights must be finite.`,
  );
}

function matrixOf(shape: readonly number[], data: Float64Array, transposed: boolean): NdArray<Float64Array> {
  if (shape.length < 2) return ndarray(data, [data.length, 1]);
  const neurons = transposed ? shape[shape.length - 1] : shape[0];
  const fanIn = data.length / neurons;
  if (!transposed) return ndarray(data, [neurons, fanIn]);
  const out = ndarray(new Float64Array(data.length), [neurons, fanIn]);
  ops().assign(out, ndarray(data, [fanIn, neurons]).transpose(1, 0));
  return out;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `"${name}"`);
  return names.length > 12 ? `${shown.join(', ')} and ${names.length - 12} more` : shown.join(', ');
}
