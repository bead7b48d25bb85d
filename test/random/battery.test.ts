/**
 * A small battery on the generator as it is addressed: avalanche, and dependence between neighbours' words. The large
 * one, with its results, is docs/random-bits.md.
 *
 * False alarms: seeds are fixed; for random words the largest of n standardised counts is beyond 7 with probability
 * at most n · 2.6e-12 (n = 32,768: 8.4e-8; 8 axes of 4,096: 8.4e-8; 4 slants of 64: 6.6e-10), and a sum of squares
 * is beyond 6 standard deviations, after Wilson and Hilferty's cube root, with probability 2.0e-9 each. In all 2e-7.
 * Budget of false alarms: 1 × 2e-7.
 */
import { expect, it } from 'vitest';
import { createBitSource, type PathAddress, Role } from '../../src/random/address.ts';
import { threefry2x64 } from '../../src/random/threefry.ts';

/** xorshift128 (G. Marsaglia, 2003): addresses from another family of generators than the one on trial. */
function drawer(): (below: number) => number {
  const s = Int32Array.of(123456789, 362436069, 521288629, 88675123);
  return (below) => {
    const t = s[0] ^ (s[0] << 11);
    s.copyWithin(0, 1);
    s[3] ^= (s[3] >>> 19) ^ t ^ (t >>> 8);
    return Math.floor(((s[3] >>> 0) / 4294967296) * below);
  };
}

/** The largest |z| of binomial counts of `n` fair trials, and their sum of squares as a standard normal. */
function judge(counts: Int32Array, n: number): { largest: number; sum: number } {
  let largest = 0;
  let squares = 0;
  for (const count of counts) {
    const z = (2 * count - n) / Math.sqrt(n);
    largest = Math.max(largest, Math.abs(z));
    squares += z * z;
  }
  const v = 2 / (9 * counts.length);
  return { largest, sum: (Math.cbrt(squares / counts.length) - (1 - v)) / Math.sqrt(v) };
}

function expectFair({ largest, sum }: { largest: number; sum: number }): void {
  expect(largest).toBeLessThan(7);
  expect(Math.abs(sum)).toBeLessThan(6);
}

// Watched failing on 4, 6, 7, 8 and 9 rounds; 10 rounds, or no key injections, are left to threefry.test.ts.
it('every bit of key and counter changes every bit of the answer with probability 1/2', () => {
  const samples = 2048;
  const draw = drawer();
  const flips = new Int32Array(256 * 128);
  const input = new Uint32Array(8); // key, counter
  const base = new Uint32Array(4);
  const out = new Uint32Array(4);
  const key = input.subarray(0, 4);
  for (let s = 0; s < samples; s++) {
    // small numbers, as the product has them: seed; replica, role; pair, coordinate; cell
    input.set([draw(65536), 0, draw(64), 1 + draw(2), draw(1 << 20), draw(32), draw(1 << 20), 0]);
    threefry2x64(key, input[4], input[5], input[6], input[7], base);
    for (let bit = 0; bit < 256; bit++) {
      input[bit >> 5] ^= 1 << (bit & 31);
      threefry2x64(key, input[4], input[5], input[6], input[7], out);
      input[bit >> 5] ^= 1 << (bit & 31);
      for (let w = 0; w < 4; w++) {
        const change = out[w] ^ base[w];
        const row = 128 * bit + 32 * w;
        for (let b = 0; b < 32; b++) flips[row + b] += (change >>> b) & 1;
      }
    }
  }
  expectFair(judge(flips, samples));
});

interface Where extends PathAddress {
  role: Role;
  particle: number;
  cell: number;
  coordinate: number;
}
const wordOf = (a: Where, out: Uint32Array): void =>
  createBitSource(a, a.role).word(a.particle, a.cell, a.coordinate, out);

/** Pairs of words, one at a drawn address with `half` of its pair, one where `move` leads. */
function* wordPairs(
  samples: number,
  half: number,
  move: (a: Where) => Partial<Where>,
): Generator<Uint32Array> {
  const draw = drawer();
  const words = new Uint32Array(4);
  for (let s = 0; s < samples; s++) {
    const a: Where = {
      seed: draw(65536),
      replica: draw(64),
      role: Role.noise,
      particle: 2 * draw(1 << 20) + half,
      cell: 1024 + draw(1 << 20),
      coordinate: draw(32),
    };
    wordOf(a, words.subarray(0, 2));
    wordOf({ ...a, ...move(a) }, words.subarray(2, 4));
    yield words;
  }
}

/** Ones in a 32-bit word. */
function ones(x: number): number {
  x -= (x >>> 1) & 0x55555555;
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const neighbours: Record<string, (a: Where) => Partial<Where>> = {
  "the pair's other particle": (a) => ({ particle: a.particle + 1 }),
  'the next pair': (a) => ({ particle: a.particle + 2 }),
  'the next cell': (a) => ({ cell: a.cell + 1 }),
  'the next coordinate': (a) => ({ coordinate: a.coordinate + 1 }),
  'the next seed': (a) => ({ seed: a.seed + 1 }),
  'the next replica': (a) => ({ replica: a.replica + 1 }),
  'the other role': () => ({ role: Role.subordinator }),
  'the next seed and replica': (a) => ({ seed: a.seed + 1, replica: a.replica + 1 }),
};

// Watched failing on 4 and 6 to 9 rounds (9: next pair and next coordinate); on a replica or a role that does not enter the
// key; on the pair's first word for both particles (each only on the axis concerned).
it.each(Object.entries(neighbours))('no bit of a word depends on a bit of the word of %s', (_, move) => {
  const samples = 16384;
  const unequal = new Int32Array(64 * 64);
  const columns = new Int32Array(128); // bit k of 32 samples
  let filled = 0;
  for (const words of wordPairs(samples, 0, move)) {
    for (let k = 0; k < 128; k++) columns[k] |= ((words[k >> 5] >>> (k & 31)) & 1) << filled;
    if (++filled < 32) continue;
    for (let i = 0; i < 64; i++) {
      for (let j = 0; j < 64; j++) unequal[64 * i + j] += ones(columns[i] ^ columns[64 + j]);
    }
    columns.fill(0);
    filled = 0;
  }
  expectFair(judge(unequal, samples));
});

// counter + key, with which Threefry begins, would be the same at both addresses if the path itself were the key, and
// 13 rounds do not quite hide that (docs/random-bits.md). Watched failing: the path as the key.
it.each([16, 256])(
  'no bit is equal more often where replica and seed rise as cell and pair fall by %i',
  (by) => {
    const samples = 2 ** 17;
    for (const move of [
      (a: Where) => ({ replica: a.replica + by, cell: a.cell - by }),
      (a: Where) => ({
        replica: a.replica + by,
        cell: a.cell - by,
        seed: a.seed + by,
        particle: a.particle - 2 * by,
      }),
    ]) {
      const unequal = new Int32Array(64);
      for (const words of wordPairs(samples, 0, move)) {
        for (let k = 0; k < 64; k++) unequal[k] += ((words[k >> 5] ^ words[2 + (k >> 5)]) >>> (k & 31)) & 1;
      }
      expect(judge(unequal, samples).largest).toBeLessThan(7);
    }
  },
);
