/**
 * Hugging Face's .safetensors: named arrays, read one by one.
 *
 * Layout: 8 bytes, the header's length (little-endian); a JSON header {name: {dtype, shape, data_offsets: [begin, end]}},
 * `__metadata__` {text: text}; the data, little-endian, C order. Source: huggingface/safetensors, README "Format": arrays
 * follow each other without gaps or overlaps, from the first byte after the header to the last of the file. All of it is
 * checked before any data is read.
 */

import { bytesOf, decodeNumbers, type NumberType } from './numberTypes.ts';
import type { InputFile } from './openFile.ts';
import { MOST_AXES, type StoredArray } from './storedArray.ts';

const TYPES: Readonly<Record<string, NumberType>> = {
  F64: 'f8',
  F32: 'f4',
  F16: 'f2',
  BF16: 'bf2',
  I64: 'i8',
  I32: 'i4',
  I16: 'i2',
  I8: 'i1',
  U64: 'u8',
  U32: 'u4',
  U16: 'u2',
  U8: 'u1',
  BOOL: 'b1',
};

/** The format allows 100 MB; 16 MiB describe more than 100 000 arrays. */
const LONGEST_HEADER = 2 ** 24;

/** @throws Error with one sentence naming file and array */
export function safetensorsArrays(file: InputFile): StoredArray[] {
  const { path } = file;
  if (file.bytes < 8)
    throw new Error(
      `${path}: is not a .safetensors file (it has ${file.bytes} bytes, and the length of the header alone takes 8).`,
    );
  const length = Buffer.from(file.read(0, 8)).readBigUInt64LE();
  if (length > LONGEST_HEADER)
    throw new Error(
      `${path}: says that its header has ${length} bytes; a .safetensors file with a header of at most ${LONGEST_HEADER} bytes is read.`,
    );
  const dataStart = 8 + Number(length);
  if (dataStart > file.bytes) throw new Error(`${path}: is truncated inside its header of ${length} bytes.`);
  const entries = Object.entries(parseHeader(path, file.read(8, Number(length))));
  const arrays = entries
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => describe(path, name, entry));
  const ends = checkOffsets(path, arrays, file.bytes - dataStart);
  if (arrays.length === 0) throw new Error(`${path}: holds no arrays.`);
  if (ends !== file.bytes - dataStart)
    throw new Error(`${path}: has ${file.bytes - dataStart - ends} bytes that belong to no array.`);
  return arrays.map(({ name, dtype, type, shape, begin, end }) => ({
    name,
    dtype,
    shape,
    load() {
      try {
        return decodeNumbers(type, file.read(dataStart + begin, end - begin), true);
      } catch (cause) {
        throw new Error(`${path}: ${name}: ${(cause as Error).message}.`, { cause });
      }
    },
  }));
}

interface Tensor {
  readonly name: string;
  readonly dtype: string;
  readonly type: NumberType;
  readonly shape: number[];
  readonly begin: number;
  readonly end: number;
}

function parseHeader(path: string, bytes: Uint8Array): Record<string, unknown> {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new Error(
      `${path}: its .safetensors header is not JSON (${(cause as Error).message.slice(0, 120)}).`,
      { cause },
    );
  }
  if (!isMapping(header))
    throw new Error(`${path}: its .safetensors header is not a mapping of names to arrays.`);
  const metadata = header.__metadata__;
  if (
    metadata !== undefined &&
    !(isMapping(metadata) && Object.values(metadata).every((value) => typeof value === 'string'))
  )
    throw new Error(`${path}: __metadata__ in its header is not a mapping of texts to texts.`);
  return header;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(path: string, name: string, entry: unknown): Tensor {
  const refuse = (what: string) => new Error(`${path}: array ${JSON.stringify(name)} ${what}.`);
  if (!isMapping(entry)) throw refuse('is not described by dtype, shape and data_offsets');
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(TYPES, dtype))
    throw refuse(
      `has the dtype ${JSON.stringify(dtype)}; it must be one of ${Object.keys(TYPES).join(', ')}`,
    );
  if (!isWholeNumbers(shape)) throw refuse('has a shape that is not a list of whole numbers from 0 up');
  if (shape.length > MOST_AXES) throw refuse(`has ${shape.length} axes; at most ${MOST_AXES} are read`);
  if (!isWholeNumbers(offsets) || offsets.length !== 2 || offsets[0] > offsets[1])
    throw refuse('has data_offsets that are not two whole numbers, the smaller first');
  const type = TYPES[dtype];
  const [begin, end] = offsets;
  const expected = shape.reduce((product, extent) => product * extent, 1) * bytesOf(type);
  if (end - begin !== expected)
    throw refuse(
      `of shape (${shape.join(', ')}) and dtype ${dtype} needs ${expected} bytes, and its data_offsets give it ${end - begin}`,
    );
  return { name, dtype, type, shape, begin, end };
}

function isWholeNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

/** @returns where the last array ends */
function checkOffsets(path: string, arrays: readonly Tensor[], dataBytes: number): number {
  let end = 0;
  for (const tensor of [...arrays].sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    const { name, begin } = tensor;
    if (begin !== end)
      throw new Error(
        `${path}: array ${JSON.stringify(name)} begins at byte ${begin} of the data, and the array before it ends at ${end}: ${begin < end ? 'they overlap' : 'there is a gap'}.`,
      );
    end = tensor.end;
    if (end > dataBytes)
      throw new Error(
        `${path}: is truncated: array ${JSON.stringify(name)} ends at byte ${end} of the data, and there are ${dataBytes}.`,
      );
  }
  return end;
}
