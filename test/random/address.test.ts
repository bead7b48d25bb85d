/**
 * The address layout: words against an independent implementation, limits, distinctness, and statistical smoke tests.
 *
 * Watched failing on: role and replica exchanged in the key; the seed's high half left out; coordinate and cell
 * exchanged; the layer left out, or its quotient not cut to a whole number; particle & 1 ignored (also bit balance along
 * particles); particle for particle >>> 1; no lower limit.
 *
 * Statistical tests have fixed seeds; each false-alarm rate is at most 1e-6 (a bit's z beyond 6.5: 8e-11, times at
 * most 64 bits and 6 axes, 3.1e-8; chi-square with 255 degrees of freedom beyond 390.7: 1e-7).
 * Budget of false alarms: 6 × 1e-7, 768 × 8e-11.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkAddress,
  createBitSource,
  LIMITS,
  layerCell,
  type PathAddress,
  Role,
} from '../../src/random/address.ts';

interface Address {
  seed: number;
  replica: number;
  role: Role;
  particle: number;
  cell: number;
  coordinate: number;
}
const {
  addressed,
  layered,
}: { addressed: (Address & { word: string })[]; layered: (Address & { layer: number; word: string })[] } =
  JSON.parse(readFileSync(new URL('../fixtures/threefry.json', import.meta.url), 'utf8'));

function wordAt(a: Address): string {
  const out = new Uint32Array(2);
  createBitSource(a, a.role).word(a.particle, a.cell, a.coordinate, out);
  return [out[1], out[0]].map((half) => half.toString(16).padStart(8, '0')).join('');
}

const word32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const address: fc.Arbitrary<Address> = fc.record({
  seed: fc.oneof(fc.nat(20), fc.integer({ min: 0, max: LIMITS.seed })),
  replica: fc.oneof(fc.nat(3), word32),
  role: fc.constantFrom(...Object.values(Role)),
  particle: fc.oneof(fc.nat(5), word32),
  cell: fc.oneof(fc.nat(5), word32),
  coordinate: fc.oneof(fc.nat(3), word32),
});
const runs = { numRuns: 2000, seed: 20240607 };

describe('the layout', () => {
  it('gives the words that an independent implementation gives, at the corners of the limits too', () => {
    for (const a of addressed) expect(wordAt(a), JSON.stringify(a)).toBe(a.word);
  });

  it('gives a cell of another layer the words that the independent implementation gives', () => {
    for (const a of layered) {
      expect(wordAt({ ...a, cell: layerCell(a.layer, a.cell) }), JSON.stringify(a)).toBe(a.word);
      const pair = new Uint32Array(4);
      createBitSource(a, a.role).pair(a.particle >>> 1, layerCell(a.layer, a.cell), a.coordinate, pair);
      const half = 2 * (a.particle & 1);
      expect(BigInt(pair[half + 1]) * 2n ** 32n + BigInt(pair[half])).toBe(BigInt(`0x${a.word}`));
    }
  });

  it('gives distinct words to distinct addresses', () => {
    fc.assert(
      fc.property(address, address, (a, b) => {
        const same = (Object.keys(a) as (keyof Address)[]).every((name) => a[name] === b[name]);
        return (wordAt(a) === wordAt(b)) === same;
      }),
      runs,
    );
  });

  it('gives a new word when any one field of the address moves by one or by a power of two', () => {
    const fields = ['seed', 'replica', 'particle', 'cell', 'coordinate'] as const;
    fc.assert(
      fc.property(address, fc.constantFrom(...fields), fc.integer({ min: 0, max: 31 }), (a, field, bit) => {
        const moved = (a[field] + 2 ** bit) % (field === 'seed' ? 2 ** 53 : 2 ** 32);
        return wordAt(a) !== wordAt({ ...a, [field]: moved });
      }),
      runs,
    );
  });

  it('gives both particles of a pair what each gets alone', () => {
    fc.assert(
      fc.property(address, (a) => {
        const source = createBitSource(a, a.role);
        const pair = new Uint32Array(4);
        const one = new Uint32Array(2);
        source.pair(a.particle >>> 1, a.cell, a.coordinate, pair);
        source.word(a.particle, a.cell, a.coordinate, one);
        const half = 2 * (a.particle & 1);
        return one[0] === pair[half] && one[1] === pair[half + 1];
      }),
      runs,
    );
  });
});

describe('the limits', () => {
  it('accept the largest space and the empty question', () => {
    checkAddress({});
    checkAddress({
      seed: 2 ** 53 - 1,
      replicas: 2 ** 32,
      particles: 2 ** 32,
      cells: 2 ** 32,
      layers: 2 ** 21,
      coordinates: 2 ** 32,
    });
  });

  it('refuse what does not fit, in one sentence with the name, the range and the value', () => {
    for (const name of ['replicas', 'particles', 'cells', 'layers', 'coordinates'] as const) {
      for (const value of [0, -1, 1.5, Number.NaN, Infinity, LIMITS[name] + 1]) {
        const sentence = `${name} must be an integer from 1 to ${LIMITS[name]}, but is ${value}.`;
        expect(() => checkAddress({ [name]: value })).toThrow(new RangeError(sentence));
      }
    }
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) {
      const sentence = `seed must be an integer from 0 to 9007199254740991, but is ${seed}.`;
      expect(() => checkAddress({ seed })).toThrow(new RangeError(sentence));
      expect(() => createBitSource({ seed, replica: 0 }, Role.noise)).toThrow(new RangeError(sentence));
    }
    for (const replica of [-1, 0.5, Number.NaN, 2 ** 32]) {
      const sentence = `replica must be an integer from 0 to 4294967295, but is ${replica}.`;
      expect(() => createBitSource({ seed: 1, replica }, Role.noise)).toThrow(new RangeError(sentence));
    }
  });
});

describe('words along each axis of the address', () => {
  const n = 20000;
  const path: PathAddress = { seed: 7, replica: 0 };
  const noise = createBitSource(path, Role.noise);
  const axes: Record<string, (i: number, out: Uint32Array) => void> = {
    particles: (i, out) => noise.word(i, 3, 0, out),
    cells: (i, out) => noise.word(4, i, 0, out),
    coordinates: (i, out) => noise.word(4, 3, i, out),
    replicas: (i, out) => createBitSource({ seed: 7, replica: i }, Role.noise).word(4, 3, 0, out),
    seeds: (i, out) => createBitSource({ seed: i, replica: 0 }, Role.noise).word(4, 3, 0, out),
    roles: (i, out) => createBitSource(path, ((i % 5) + 1) as Role).word(Math.floor(i / 5), 3, 0, out),
  };

  for (const [axis, at] of Object.entries(axes)) {
    it(`have balanced bits, even bytes and no memory of their neighbour: ${axis}`, () => {
      const ones = new Float64Array(64);
      const changes = new Float64Array(64);
      const bytes = new Float64Array(256);
      const out = new Uint32Array(2);
      const last = new Uint32Array(2);
      for (let i = 0; i < n; i++) {
        last.set(out);
        at(i, out);
        for (let bit = 0; bit < 64; bit++) {
          const word = bit >> 5;
          ones[bit] += (out[word] >>> (bit & 31)) & 1;
          if (i > 0) changes[bit] += ((out[word] ^ last[word]) >>> (bit & 31)) & 1;
        }
        for (let byte = 0; byte < 8; byte++) bytes[(out[byte >> 2] >>> (8 * (byte & 3))) & 255]++;
      }
      for (let bit = 0; bit < 64; bit++) {
        expect(Math.abs(ones[bit] - n / 2) / Math.sqrt(n / 4)).toBeLessThan(6.5);
        expect(Math.abs(changes[bit] - (n - 1) / 2) / Math.sqrt((n - 1) / 4)).toBeLessThan(6.5);
      }
      const mean = (8 * n) / 256;
      const chiSquare = bytes.reduce((total, count) => total + (count - mean) ** 2 / mean, 0);
      expect(chiSquare).toBeLessThan(390.7);
    });
  }
});
