/**
 * Threefry-2x64 with 13 rounds (src/random/threefry.ts), two blocks at a time: words[i] = the 64 bits of particle
 * 2·firstPair + i at (cell, coordinate), for whole tiles of two blocks.
 */
import { KEYS, scratch, WORDS } from './memory';

const PARITY: u64 = 0x1bd11bdaa9fc1a22;

@inline
function rotate(x: v128, bits: i32): v128 {
  return v128.or(i64x2.shl(x, bits), i64x2.shr_u(x, 64 - bits));
}

@inline
function rotate16(x: v128): v128 {
  return i8x16.shuffle(x, x, 6, 7, 0, 1, 2, 3, 4, 5, 14, 15, 8, 9, 10, 11, 12, 13);
}

@inline
function rotate24(x: v128): v128 {
  return i8x16.shuffle(x, x, 5, 6, 7, 0, 1, 2, 3, 4, 13, 14, 15, 8, 9, 10, 11, 12);
}

@inline
function rotate32(x: v128): v128 {
  return i8x16.shuffle(x, x, 4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11);
}

/** Which of the thread's keys: the second key word differs by role. */
export const enum Role {
  noise,
  subordinator,
  initial,
}

/** Fills the thread's words for `tiles` tiles. */
export function drawBits(role: Role, firstPair: u32, tiles: u32, coordinate: u32, cell: u64): void {
  const key0 = load<u64>(scratch(KEYS));
  const key1 = load<u64>(scratch(KEYS) + 8 + (<usize>role << 3));
  const key2 = key0 ^ key1 ^ PARITY;
  const k0 = i64x2.splat(key0);
  const k1 = i64x2.splat(key1);
  const k2 = i64x2.splat(key2);
  const k2Next = i64x2.splat(key2 + 1);
  const k0Next = i64x2.splat(key0 + 2);
  const k1Next = i64x2.splat(key1 + 3);
  const two = i64x2.splat(2);
  const start = rotate16(i64x2.splat(cell + key1));
  let next = i64x2.add(
    i64x2.splat(((<u64>coordinate << 32) | <u64>firstPair) + key0 + cell + key1),
    i64x2(0, 1),
  );
  let out = scratch(WORDS);
  for (const end = out + (<usize>tiles << 5); out < end; out += 32) {
    let a = next;
    next = i64x2.add(next, two);
    let b = v128.xor(start, a);
    a = i64x2.add(a, b);
    b = v128.xor(rotate(b, 42), a);
    a = i64x2.add(a, b);
    b = v128.xor(rotate(b, 12), a);
    a = i64x2.add(a, b);
    b = v128.xor(rotate(b, 31), a);
    a = i64x2.add(a, k1);
    b = i64x2.add(b, k2Next);
    a = i64x2.add(a, b);
    b = v128.xor(rotate16(b), a);
    a = i64x2.add(a, b);
    b = v128.xor(rotate32(b), a);
    a = i64x2.add(a, b);
    b = v128.xor(rotate24(b), a);
    a = i64x2.add(a, b);
    b = v128.xor(rotate(b, 21), a);
    a = i64x2.add(a, k2);
    b = i64x2.add(b, k0Next);
    a = i64x2.add(a, b);
    b = v128.xor(rotate16(b), a);
    a = i64x2.add(a, b);
    b = v128.xor(rotate(b, 42), a);
    a = i64x2.add(a, b);
    b = v128.xor(rotate(b, 12), a);
    a = i64x2.add(a, b);
    b = v128.xor(rotate(b, 31), a);
    a = i64x2.add(a, k0);
    b = i64x2.add(b, k1Next);
    a = i64x2.add(a, b);
    b = v128.xor(rotate16(b), a);
    v128.store(out, v128.shuffle<u64>(a, b, 0, 2));
    v128.store(out, v128.shuffle<u64>(a, b, 1, 3), 16);
  }
}
