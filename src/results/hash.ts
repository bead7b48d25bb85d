/**
 * Fingerprints: SHA-256 of plain data (a plan) and of arrays (a state).
 *
 * Plain data is hashed as canonical JSON: keys sorted by code unit, no spaces, numbers in the shortest form
 * (RFC 8785), members that are undefined left out. Arrays are hashed as little-endian float64, so that the hash
 * is the same on every machine and equals that of the data part of the .npy file.
 */
import { createHash } from 'node:crypto';
import { littleEndianBytes, slices } from './npy.ts';

/** SHA-256 (hex) of the canonical JSON of plain data. @throws TypeError on what JSON cannot hold. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** SHA-256 (hex) of bytes, as of a file. */
export function sha256Bytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** SHA-256 (hex) of the numbers as little-endian float64 in the order given. */
export function sha256Float64(data: Float64Array): string {
  const hash = createHash('sha256');
  for (const slice of slices(data)) hash.update(littleEndianBytes(slice));
  return hash.digest('hex');
}

/** JSON with sorted keys. @throws TypeError on NaN, infinities, functions, bigints, typed arrays, and the like. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(
    `Only plain JSON data has a hash, and ${String(value)} (${typeof value}) is not plain data.`,
  );
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
