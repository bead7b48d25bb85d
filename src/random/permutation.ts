/**
 * A uniformly random permutation of 0 … n − 1 as a pure function of (seed, role, replica, cell): Fisher–Yates from the
 * last place down, place i exchanged with place j, j uniform on 0 … i (Durstenfeld, CACM 7, 1964).
 *
 * j is the 53 top bits u of the word of particle i, coordinate 0, modulo i + 1; u beyond the last whole multiple of i + 1
 * below 2^53 is refused and coordinate 1, 2, … asked instead: every j has exactly the same number of words, no bias.
 */
import { createBitSource, type PathAddress, type Role } from './address.ts';

const WORDS = 2 ** 53;

/** u mod n of the 64-bit word (low, high), or −1 where its u must be refused; 1 ≤ n ≤ 2^31. */
export function boundedInteger(low: number, high: number, n: number): number {
  const u = (high >>> 0) * 2097152 + (low >>> 11);
  let remainder = u - Math.floor(u / n) * n;
  // Where u / n was rounded up to a whole number.
  if (remainder < 0) remainder += n;
  return u - remainder > WORDS - n ? -1 : remainder | 0;
}

/** `(cell, out)` writes the permutation of that cell into `out`, whose length is n < 2^31. */
export function createPermutation(
  path: PathAddress,
  role: Role,
): (cell: number, out: Int32Array<ArrayBuffer>) => void {
  const bits = createBitSource(path, role);
  const words = new Uint32Array(4);
  const retry = new Uint32Array(2);

  /** Uniform on 0 … i by particle i's words from coordinate 1 on. */
  function again(i: number, cell: number): number {
    let j = -1;
    for (let attempt = 1; j < 0; attempt++) {
      bits.word(i, cell, attempt, retry);
      j = boundedInteger(retry[0], retry[1], i + 1);
    }
    return j;
  }

  return (cell, out) => {
    for (let i = 0; i < out.length; i++) out[i] = i;
    for (let i = out.length - 1; i > 0; i--) {
      const half = i & 1;
      // Particles 2k and 2k + 1 share a block of bits.
      if (half === 1 || i === out.length - 1) bits.pair(i >>> 1, cell, 0, words);
      let j = boundedInteger(words[2 * half], words[2 * half + 1], i + 1);
      if (j < 0) j = again(i, cell);
      const held = out[i];
      out[i] = out[j];
      out[j] = held;
    }
  };
}
