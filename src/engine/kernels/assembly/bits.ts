/**
 * Threefry-2x64 with 13 rounds (src/random/threefry.ts): the 64 bits of particles 2p and 2p + 1 at one (cell,
 * coordinate). In scalar instructions on purpose: they run beside the vector instructions that turn the bits of
 * the tile before into samples (noise.ts).
 */
import { KEYS, scratch } from './memory';

const PARITY: u64 = 0x1bd11bdaa9fc1a22;

/** Which of the thread's keys, two words each. */
export const enum Role {
  noise,
  subordinator,
  common,
  commonSubordinator,
}

@inline
export function firstKey(role: Role): u64 {
  return load<u64>(scratch(KEYS) + (<usize>role << 4));
}

@inline
export function secondKey(role: Role): u64 {
  return load<u64>(scratch(KEYS) + (<usize>role << 4), 8);
}

/** The first counter word under its key: pair p of a coordinate is `firstCounter` + p. */
@inline
export function firstCounter(key0: u64, pair: u32, coordinate: u32): u64 {
  return ((<u64>coordinate << 32) | <u64>pair) + key0;
}

/** Stores both words of a block; counter0 and counter1 have their keys added. */
@inline
export function block(key0: u64, key1: u64, counter0: u64, counter1: u64, out: usize): void {
  const key2 = key0 ^ key1 ^ PARITY;
  let a = counter0 + counter1;
  let b = rotl<u64>(counter1, 16) ^ a;
  a += b;
  b = rotl<u64>(b, 42) ^ a;
  a += b;
  b = rotl<u64>(b, 12) ^ a;
  a += b;
  b = rotl<u64>(b, 31) ^ a;
  a += key1;
  b += key2 + 1;
  a += b;
  b = rotl<u64>(b, 16) ^ a;
  a += b;
  b = rotl<u64>(b, 32) ^ a;
  a += b;
  b = rotl<u64>(b, 24) ^ a;
  a += b;
  b = rotl<u64>(b, 21) ^ a;
  a += key2;
  b += key0 + 2;
  a += b;
  b = rotl<u64>(b, 16) ^ a;
  a += b;
  b = rotl<u64>(b, 42) ^ a;
  a += b;
  b = rotl<u64>(b, 12) ^ a;
  a += b;
  b = rotl<u64>(b, 31) ^ a;
  a += key0;
  b += key1 + 3;
  a += b;
  b = rotl<u64>(b, 16) ^ a;
  store<u64>(out, a);
  store<u64>(out, b, 8);
}
