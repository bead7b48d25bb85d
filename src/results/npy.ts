/**
 * NumPy's .npy files: read any numeric array, write float64.
 *
 * Layout: "\x93NUMPY", version, header length, a Python dict {descr, fortran_order, shape}, raw data.
 * Source: NEP 1 (numpy.lib.format), versions 1.0, 2.0 and 3.0. Read: f2, f4, f8, i1 … i8, u1 … u8, b1, either
 * byte order, C or Fortran order (transposed to C). Refused: object, structured, complex and string types,
 * 64-bit integers beyond ±2⁵³ (float64 would change them), and files longer or shorter than declared.
 */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { NdArray } from 'ndarray';
import ndarray from 'ndarray';
import { bytesOf, decodeNumbers, isNumberType, LITTLE_ENDIAN_HOST, type NumberType } from './numberTypes.ts';
import { MOST_AXES } from './storedArray.ts';

/** An array in C order: the last index runs fastest. `dtype` is the file's own, for example `<f4`. */
export interface NpyArray {
  shape: number[];
  data: Float64Array;
  dtype: string;
}

const MAGIC = '\x93NUMPY';

/** NumPy itself writes at most 65535 bytes in version 1, and refuses to read more than 10000 unless told. */
const LONGEST_HEADER = 65_535;

/** So many bytes from its start hold every header that is read. */
export const NPY_START = 12 + LONGEST_HEADER;

export interface NpyHeader {
  readonly shape: number[];
  readonly dtype: string;
  readonly type: NumberType;
  readonly little: boolean;
  readonly fortranOrder: boolean;
  readonly dataStart: number;
  readonly dataBytes: number;
}

/**
 * Reads a numeric .npy file.
 * @throws Error with one sentence naming the file, when it is not such a file or is damaged.
 */
export function readNpy(path: string): NpyArray {
  let file: Buffer;
  try {
    file = readFileSync(path);
  } catch (cause) {
    throw new Error(`${path}: cannot be read (${(cause as Error).message}).`, { cause });
  }
  return decodeNpy(path, file);
}

/**
 * The array of a .npy file that is in memory; it may share that memory.
 * @param name of the file, for messages
 * @throws Error as `readNpy`
 */
export function decodeNpy(name: string, file: Uint8Array): NpyArray {
  const { shape, dtype, type, little, fortranOrder, dataStart, dataBytes } = npyHeader(
    name,
    file,
    file.length,
  );
  let data: Float64Array;
  try {
    data = decodeNumbers(type, file.subarray(dataStart, dataStart + dataBytes), little);
  } catch (cause) {
    throw new Error(`${name}: ${(cause as Error).message}.`, { cause });
  }
  return { shape, data: fortranOrder ? fromFortranOrder(data, shape) : data, dtype };
}

/**
 * The header of a .npy file, checked against the size of the whole file.
 * @param start the first bytes of the file: all of it, or at least NPY_START
 * @throws Error with one sentence naming the file
 */
export function npyHeader(name: string, start: Uint8Array, fileBytes: number): NpyHeader {
  const { shape, dtype, fortranOrder, dataStart } = parseHeader(
    name,
    Buffer.from(start.buffer, start.byteOffset, start.length),
    fileBytes,
  );
  const type = dtype.slice(1);
  if (
    !isNumberType(type) ||
    type === 'bf2' ||
    !'<>|='.includes(dtype[0]!) ||
    (dtype[0] === '|' && bytesOf(type) > 1)
  ) {
    throw new Error(
      `${name}: dtype '${dtype}' is not supported; save the array as float64, float32, float16 or an integer type.`,
    );
  }
  const count = shape.reduce((product, extent) => product * extent, 1);
  const expected = count * bytesOf(type);
  const present = fileBytes - dataStart;
  if (present !== expected) {
    throw new Error(
      `${name}: the file is ${present < expected ? 'truncated' : 'too long'}: shape (${shape.join(', ')}) of '${dtype}' needs ${expected} bytes of data, and ${present} follow the header.`,
    );
  }
  const little = dtype[0] === '<' || (dtype[0] === '=' && LITTLE_ENDIAN_HOST);
  return { shape, dtype, type, little, fortranOrder, dataStart, dataBytes: expected };
}

/**
 * Writes float64 data (C order, little-endian, format version 1.0). Every bit of `data` is kept, NaN
 * payloads included.
 * @throws RangeError when the shape does not hold `data.length` numbers.
 */
export function writeNpy(path: string, data: Float64Array, shape: readonly number[]): void {
  for (const extent of shape) {
    if (!Number.isSafeInteger(extent) || extent < 0) {
      throw new RangeError(`${path}: shape (${shape.join(', ')}) must consist of non-negative integers.`);
    }
  }
  const count = shape.reduce((product, extent) => product * extent, 1);
  if (count !== data.length) {
    throw new RangeError(
      `${path}: shape (${shape.join(', ')}) holds ${count} numbers, but ${data.length} were given.`,
    );
  }
  const file = openSync(path, 'w');
  try {
    writeAll(file, headerBytes(shape));
    for (const slice of slices(data)) writeAll(file, littleEndianBytes(slice));
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

/** Node hashes and writes at most 2^31 − 1 bytes at once; so many numbers are safe. */
const SLICE = 2 ** 27;

/** The numbers in order, in views of at most `most` of them. */
export function* slices(data: Float64Array, most: number = SLICE): Generator<Float64Array> {
  for (let at = 0; at < data.length; at += most) yield data.subarray(at, at + most);
}

/** The array as a strided ndarray view on the same memory. */
export function toNdarray(array: { shape: readonly number[]; data: Float64Array }): NdArray<Float64Array> {
  return ndarray(array.data, [...array.shape]);
}

/** The bytes of float64 numbers in little-endian order; a view on the same memory where the host is so. */
export function littleEndianBytes(data: Float64Array): Uint8Array {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return LITTLE_ENDIAN_HOST ? bytes : Buffer.from(bytes).swap64();
}

function headerBytes(shape: readonly number[]): Buffer {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const dict = `{'descr': '<f8', 'fortran_order': False, 'shape': ${tuple}, }`;
  // Data starts at a multiple of 64 bytes: 10 bytes of preamble, the dict, spaces, a newline.
  const length = Math.ceil((10 + dict.length + 1) / 64) * 64 - 10;
  const header = Buffer.alloc(10 + length, ' ');
  header.write(MAGIC, 0, 'latin1');
  header.writeUInt8(1, 6);
  header.writeUInt8(0, 7);
  header.writeUInt16LE(length, 8);
  header.write(dict, 10, 'latin1');
  header.write('\n', 10 + length - 1, 'latin1');
  return header;
}

function parseHeader(path: string, file: Buffer, fileBytes: number) {
  if (file.length < 10 || file.toString('latin1', 0, 6) !== MAGIC) {
    throw new Error(`${path}: is not a .npy file (it does not start with the bytes \\x93NUMPY).`);
  }
  const major = file[6]!;
  if (major < 1 || major > 3) {
    throw new Error(`${path}: .npy format version ${major} is not known; versions 1 to 3 are read.`);
  }
  const headerStart = major === 1 ? 10 : 12;
  const headerLength =
    major === 1 ? file.readUInt16LE(8) : file.length >= 12 ? file.readUInt32LE(8) : Number.POSITIVE_INFINITY;
  const dataStart = headerStart + headerLength;
  if (dataStart > fileBytes) throw new Error(`${path}: the file is truncated inside its header.`);
  if (headerLength > LONGEST_HEADER)
    throw new Error(
      `${path}: the .npy header says that it has ${headerLength} bytes; at most ${LONGEST_HEADER} are read.`,
    );
  const text = file.toString(major === 3 ? 'utf8' : 'latin1', headerStart, dataStart);
  const descr = /['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|\[)/.exec(text);
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text);
  const shape = /['"]shape['"]\s*:\s*\(([\d\sL,]*)\)/.exec(text);
  if (descr === null || order === null || shape === null) {
    throw new Error(`${path}: the .npy header is malformed: ${JSON.stringify(text.trim().slice(0, 120))}.`);
  }
  if (descr[1] === undefined) throw new Error(`${path}: structured arrays are not supported.`);
  if (descr[1].endsWith('O')) {
    throw new Error(
      `${path}: holds Python objects (dtype object), which are not read; save a numeric array.`,
    );
  }
  const extents = (shape[1]!.match(/\d+/g) ?? []).map(Number);
  if (extents.length > MOST_AXES)
    throw new Error(`${path}: has ${extents.length} axes; at most ${MOST_AXES} are read.`);
  return {
    dtype: descr[1],
    fortranOrder: order[1] === 'True',
    shape: extents,
    dataStart,
  };
}

/** From first-index-fastest to last-index-fastest order. */
function fromFortranOrder(data: Float64Array, shape: readonly number[]): Float64Array {
  const out = new Float64Array(data.length);
  const index = new Array<number>(shape.length).fill(0);
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = 1; axis < shape.length; axis++) strides[axis] = strides[axis - 1]! * shape[axis - 1]!;
  for (let i = 0; i < out.length; i++) {
    let source = 0;
    for (let axis = 0; axis < shape.length; axis++) source += index[axis]! * strides[axis]!;
    out[i] = data[source]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]!++;
      if (index[axis]! < shape[axis]!) break;
      index[axis] = 0;
    }
  }
  return out;
}
