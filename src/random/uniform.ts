/**
 * Uniforms of 53 bits from a 64-bit word: u = ((top 53 bits) | 1) 2^-53, the odd multiples of 2^-53.
 *
 * Never 0 or 1, symmetric about 1/2 (1 - u is another one, exactly), smallest 2^-53; 2^52 equally likely values.
 */
import { createBitSource, type PathAddress, type Role } from './address.ts';

/** The uniform in (0, 1) of the word with halves `low` and `high` (each taken modulo 2^32). */
export function uniform53(low: number, high: number): number {
  return ((high >>> 0) * 2097152 + ((low >>> 11) | 1)) * 1.1102230246251565e-16;
}

/** The uniform at an address, for occasional use: it makes its bit source anew at every call. */
export function uniformAt(
  path: PathAddress,
  role: Role,
  particle: number,
  cell: number,
  coordinate: number,
): number {
  const out = new Uint32Array(2);
  createBitSource(path, role).word(particle, cell, coordinate, out);
  return uniform53(out[0], out[1]);
}
