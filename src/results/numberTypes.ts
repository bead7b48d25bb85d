/**
 * Numbers in files: how many bytes one takes, and what float64 it is.
 *
 * IEEE 754 binary64, binary32 and binary16, bfloat16 (the upper half of a binary32), whole numbers, and booleans (0 or 1).
 * Every one of them is a float64 without rounding, except 64-bit integers beyond ±2⁵³: those are refused.
 */
import { endianness } from 'node:os';

export const LITTLE_ENDIAN_HOST = endianness() === 'LE';

export type NumberType = 'f8' | 'f4' | 'f2' | 'bf2' | `${'i' | 'u'}${1 | 2 | 4 | 8}` | 'b1';

type Reader = (view: DataView, offset: number, little: boolean) => number;

const READERS: Readonly<Record<NumberType, { bytes: number; read: Reader }>> = {
  f8: { bytes: 8, read: (v, o, le) => v.getFloat64(o, le) },
  f4: { bytes: 4, read: (v, o, le) => v.getFloat32(o, le) },
  f2: { bytes: 2, read: (v, o, le) => halfPrecision(v.getUint16(o, le)) },
  bf2: { bytes: 2, read: (v, o, le) => brainFloat(v.getUint16(o, le)) },
  i1: { bytes: 1, read: (v, o) => v.getInt8(o) },
  i2: { bytes: 2, read: (v, o, le) => v.getInt16(o, le) },
  i4: { bytes: 4, read: (v, o, le) => v.getInt32(o, le) },
  i8: { bytes: 8, read: (v, o, le) => exactNumber(v.getBigInt64(o, le)) },
  u1: { bytes: 1, read: (v, o) => v.getUint8(o) },
  u2: { bytes: 2, read: (v, o, le) => v.getUint16(o, le) },
  u4: { bytes: 4, read: (v, o, le) => v.getUint32(o, le) },
  u8: { bytes: 8, read: (v, o, le) => exactNumber(v.getBigUint64(o, le)) },
  b1: { bytes: 1, read: (v, o) => v.getUint8(o) },
};

export function isNumberType(name: string): name is NumberType {
  return Object.hasOwn(READERS, name);
}

export function bytesOf(type: NumberType): number {
  return READERS[type].bytes;
}

/** Small buffers may be parts of Node's pool, which others write to: those are copied. */
const WORTH_SHARING = 2 ** 20;

/**
 * The numbers of `bytes`, which hold a whole number of them. A mebibyte or more of aligned float64 in the host's order is not copied.
 * @throws RangeError for a 64-bit integer that float64 does not hold
 */
export function decodeNumbers(type: NumberType, bytes: Uint8Array, little: boolean): Float64Array {
  const { bytes: size, read } = READERS[type];
  const count = bytes.length / size;
  if (
    type === 'f8' &&
    little === LITTLE_ENDIAN_HOST &&
    bytes.byteOffset % 8 === 0 &&
    bytes.length >= WORTH_SHARING
  )
    return new Float64Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const numbers = new Float64Array(count);
  for (let i = 0; i < count; i++) numbers[i] = read(view, i * size, little);
  return numbers;
}

function exactNumber(value: bigint): number {
  const number = Number(value);
  if (BigInt(number) !== value) throw new RangeError(`the integer ${value} does not fit in a float64`);
  return number;
}

/** 1 sign, 5 exponent, 10 fraction bits. */
function halfPrecision(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

const WORD = new DataView(new ArrayBuffer(4));

function brainFloat(bits: number): number {
  WORD.setUint32(0, bits << 16);
  return WORD.getFloat32(0);
}
