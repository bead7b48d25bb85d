/**
 * Threefry-2x64 with 13 rounds: a keyed bijection of 128 bits, hence a random-number generator without state.
 *
 * J. Salmon, M. Moraes, R. Dror, D. Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC 2011); 13 rounds pass
 * BigCrush there (20 is their default with a margin). Threefry and not Philox: it needs only 64-bit additions,
 * rotations and exclusive ors, so it is the fastest addressable generator in SIMD WebAssembly; Philox needs
 * 32 x 32 -> 64 bit multiplications, which SIMD WebAssembly does poorly, and 64 x 64 -> 128, which it lacks.
 * Words of 64 bits are pairs of int32, low half first. Known answers: test/random/threefry.test.ts.
 */

/** The key schedule's parity constant, 0x1bd11bda_a9fc1a22. */
const PARITY_LOW = 0xa9fc1a22 | 0;
const PARITY_HIGH = 0x1bd11bda;

/**
 * Encrypts the counter words c0, c1 under `key` (k0 low, k0 high, k1 low, k1 high) and writes
 * out = (x0 low, x0 high, x1 low, x1 high). Every argument counts modulo 2^32.
 */
export function threefry2x64(
  key: Uint32Array,
  c0Low: number,
  c0High: number,
  c1Low: number,
  c1High: number,
  out: Uint32Array,
): void {
  const k0 = key[0] | 0;
  const k0h = key[1] | 0;
  const k1 = key[2] | 0;
  const k1h = key[3] | 0;
  const k2 = k0 ^ k1 ^ PARITY_LOW;
  const k2h = k0h ^ k1h ^ PARITY_HIGH;
  let s = 0; // low half of the sum in hand
  let t = 0; // low half before a rotation

  // carry out of a + b = s: the majority of the top bits of a, b and not s
  let a = (c0Low + k0) | 0;
  let ah = (c0High + k0h + (((c0Low & k0) | ((c0Low | k0) & ~a)) >>> 31)) | 0;
  let b = (c1Low + k1) | 0;
  let bh = (c1High + k1h + (((c1Low & k1) | ((c1Low | k1) & ~b)) >>> 31)) | 0;

  // round 1: x0 += x1; x1 = rotl(x1, 16) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((b << 16) | (bh >>> 16)) ^ a;
  bh = ((bh << 16) | (t >>> 16)) ^ ah;

  // round 2: x0 += x1; x1 = rotl(x1, 42) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((bh << 10) | (b >>> 22)) ^ a;
  bh = ((t << 10) | (bh >>> 22)) ^ ah;

  // round 3: x0 += x1; x1 = rotl(x1, 12) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((b << 12) | (bh >>> 20)) ^ a;
  bh = ((bh << 12) | (t >>> 20)) ^ ah;

  // round 4: x0 += x1; x1 = rotl(x1, 31) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((b << 31) | (bh >>> 1)) ^ a;
  bh = ((bh << 31) | (t >>> 1)) ^ ah;

  // key injection 1
  s = (a + k1) | 0;
  ah = (ah + k1h + (((a & k1) | ((a | k1) & ~s)) >>> 31)) | 0;
  a = s;
  s = (b + k2) | 0;
  bh = (bh + k2h + (((b & k2) | ((b | k2) & ~s)) >>> 31)) | 0;
  b = (s + 1) | 0;
  bh = (bh + ((s & ~b) >>> 31)) | 0;

  // round 5: x0 += x1; x1 = rotl(x1, 16) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((b << 16) | (bh >>> 16)) ^ a;
  bh = ((bh << 16) | (t >>> 16)) ^ ah;

  // round 6: x0 += x1; x1 = rotl(x1, 32) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = bh ^ a;
  bh = t ^ ah;

  // round 7: x0 += x1; x1 = rotl(x1, 24) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((b << 24) | (bh >>> 8)) ^ a;
  bh = ((bh << 24) | (t >>> 8)) ^ ah;

  // round 8: x0 += x1; x1 = rotl(x1, 21) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((b << 21) | (bh >>> 11)) ^ a;
  bh = ((bh << 21) | (t >>> 11)) ^ ah;

  // key injection 2
  s = (a + k2) | 0;
  ah = (ah + k2h + (((a & k2) | ((a | k2) & ~s)) >>> 31)) | 0;
  a = s;
  s = (b + k0) | 0;
  bh = (bh + k0h + (((b & k0) | ((b | k0) & ~s)) >>> 31)) | 0;
  b = (s + 2) | 0;
  bh = (bh + ((s & ~b) >>> 31)) | 0;

  // round 9: x0 += x1; x1 = rotl(x1, 16) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((b << 16) | (bh >>> 16)) ^ a;
  bh = ((bh << 16) | (t >>> 16)) ^ ah;

  // round 10: x0 += x1; x1 = rotl(x1, 42) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((bh << 10) | (b >>> 22)) ^ a;
  bh = ((t << 10) | (bh >>> 22)) ^ ah;

  // round 11: x0 += x1; x1 = rotl(x1, 12) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((b << 12) | (bh >>> 20)) ^ a;
  bh = ((bh << 12) | (t >>> 20)) ^ ah;

  // round 12: x0 += x1; x1 = rotl(x1, 31) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((b << 31) | (bh >>> 1)) ^ a;
  bh = ((bh << 31) | (t >>> 1)) ^ ah;

  // key injection 3
  s = (a + k0) | 0;
  ah = (ah + k0h + (((a & k0) | ((a | k0) & ~s)) >>> 31)) | 0;
  a = s;
  s = (b + k1) | 0;
  bh = (bh + k1h + (((b & k1) | ((b | k1) & ~s)) >>> 31)) | 0;
  b = (s + 3) | 0;
  bh = (bh + ((s & ~b) >>> 31)) | 0;

  // round 13: x0 += x1; x1 = rotl(x1, 16) ^ x0
  s = (a + b) | 0;
  ah = (ah + bh + (((a & b) | ((a | b) & ~s)) >>> 31)) | 0;
  a = s;
  t = b;
  b = ((b << 16) | (bh >>> 16)) ^ a;
  bh = ((bh << 16) | (t >>> 16)) ^ ah;

  out[0] = a;
  out[1] = ah;
  out[2] = b;
  out[3] = bh;
}
