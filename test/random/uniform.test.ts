/**
 * The 53-bit uniforms: exact values at the corners, symmetry, and their law.
 *
 * Watched failing on: the | 1 left out (corners, oddness, symmetry); halves exchanged, the cell ignored (independent values); twice the value (law).
 * Kolmogorov-Smirnov at a fixed seed: sqrt(n) D beyond 2.8 has probability 3.1e-7.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Role } from '../../src/random/address.ts';
import { uniform53, uniformAt } from '../../src/random/uniform.ts';

const half = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const runs = { numRuns: 3000, seed: 20240607 };

describe('uniform53', () => {
  it('goes from 2^-53 to 1 - 2^-53 and has 2^-53 around one half', () => {
    expect(uniform53(0, 0)).toBe(2 ** -53);
    expect(uniform53(0xffffffff, 0xffffffff)).toBe(1 - 2 ** -53);
    expect(uniform53(-1, -1)).toBe(1 - 2 ** -53);
    expect(uniform53(0, 0x80000000)).toBe(0.5 + 2 ** -53);
    expect(uniform53(0xffffffff, 0x7fffffff)).toBe(0.5 - 2 ** -53);
  });

  it('is an odd multiple of 2^-53 strictly inside (0, 1)', () => {
    fc.assert(
      fc.property(half, half, (low, high) => {
        const u = uniform53(low, high);
        return u > 0 && u < 1 && (BigInt(u * 2 ** 53) & 1n) === 1n;
      }),
      runs,
    );
  });

  it('is reflected about one half, exactly, when every bit is turned over', () => {
    fc.assert(
      fc.property(half, half, (low, high) => uniform53(~low, ~high) === 1 - uniform53(low, high)),
      runs,
    );
  });
});

describe('uniformAt', () => {
  it('gives the uniforms that an independent implementation gives', () => {
    const { addressed } = JSON.parse(
      readFileSync(new URL('../fixtures/threefry.json', import.meta.url), 'utf8'),
    );
    for (const a of addressed) {
      const { seed, replica, role, particle, cell, coordinate } = a;
      expect(uniformAt({ seed, replica }, role, particle, cell, coordinate)).toBe(a.uniform);
    }
  });

  it('is uniform over 20000 particles', () => {
    const n = 20000;
    const sorted = Float64Array.from({ length: n }, (_, i) =>
      uniformAt({ seed: 11, replica: 2 }, Role.initial, i, 0, 0),
    ).sort();
    const distance = sorted.reduce((d, u, i) => Math.max(d, u - i / n, (i + 1) / n - u), 0);
    expect(Math.sqrt(n) * distance).toBeLessThan(2.8);
  });
});
