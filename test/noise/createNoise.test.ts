/**
 * Addresses and accumulation, exact to the bit.
 *
 * Faults planted and seen to fail here: the odd particle of a pair given the words of the even one; out indexed by the
 * particle instead of particle − lo; the cells of an interval drawn at one address (fromCell) and scaled; the
 * source not renewed when the replica changes; the convention forgotten in logCF.
 */
import { describe, expect, test } from 'vitest';
import { createNoise } from '../../src/noise/createNoise.ts';
import type { NoiseLaw, NoiseSpec, NoiseType } from '../../src/noise/noiseLaw.ts';

const path = { seed: 7, replica: 3 };
const types: NoiseType[] = ['I', 'II', 'III'];

function law(type: NoiseType, dim: number, alpha = 1.5, cellLength = 1 / 64): NoiseLaw {
  return createNoise({ type, alpha, scale: 0.7, convention: 'standard' }, dim, cellLength);
}

function increment(
  noise: NoiseLaw,
  lo: number,
  hi: number,
  from: number,
  to: number,
  at = path,
): Float64Array {
  const out = new Float64Array((hi - lo) * noise.dim);
  noise.addIncrement(at, lo, hi, from, to, out);
  return out;
}

describe.each(types)('Type %s', (type) => {
  test('the sum of the fine cells is the coarse increment, bit for bit', () => {
    for (const dim of [1, 3]) {
      const noise = law(type, dim);
      const coarse = increment(noise, 0, 11, 4, 12);
      const fine = new Float64Array(coarse.length);
      for (let cell = 4; cell < 12; cell++) {
        const one = increment(noise, 0, 11, cell, cell + 1);
        for (let k = 0; k < fine.length; k++) fine[k] += one[k];
      }
      expect(fine).toEqual(coarse);
      const halves = increment(noise, 0, 11, 4, 7);
      noise.addIncrement(path, 0, 11, 7, 12, halves);
      expect(halves).toEqual(coarse);
    }
  });

  test('the first N particles of 2N are the same, and any split into blocks gives the same bits', () => {
    for (const dim of [1, 2, 5]) {
      const noise = law(type, dim);
      const all = increment(noise, 0, 26, 2, 5);
      expect(increment(noise, 0, 13, 2, 5)).toEqual(all.subarray(0, 13 * dim));
      for (const [lo, hi] of [
        [0, 1],
        [1, 2],
        [1, 4],
        [3, 26],
        [5, 5],
        [24, 26],
        [25, 26],
      ]) {
        expect(increment(noise, lo, hi, 2, 5), `${lo}..${hi}`).toEqual(all.subarray(lo * dim, hi * dim));
      }
    }
  });

  test('particles, cells, replicas and seeds all have noise of their own', () => {
    const noise = law(type, 2);
    const seen = new Set<number>();
    let count = 0;
    const paths = [path, { seed: 7, replica: 4 }, { seed: 8, replica: 3 }, path];
    for (const [index, at] of paths.entries()) {
      for (let cell = 0; cell < 6; cell++) {
        const x = increment(noise, 0, 20, cell, cell + 1, at);
        for (let k = 0; k < x.length; k += type === 'I' ? 2 : 1) {
          seen.add(Math.abs(x[k]));
          if (index < 3) count++;
        }
      }
    }
    expect(seen.size).toBe(count);
  });

  test('it adds to what is there, and an empty range or scale 0 adds nothing', () => {
    const noise = law(type, 2);
    const out = new Float64Array([1, 2, 3, 4]);
    noise.addIncrement(path, 3, 3, 0, 4, out);
    noise.addIncrement(path, 0, 2, 4, 4, out);
    createNoise({ ...noise.spec, scale: 0 }, 2, 1).addIncrement(path, 0, 2, 0, 4, out);
    expect([...out]).toEqual([1, 2, 3, 4]);
    noise.addIncrement(path, 0, 2, 0, 1, out);
    const plain = increment(noise, 0, 2, 0, 1);
    expect([...out]).toEqual([1 + plain[0], 2 + plain[1], 3 + plain[2], 4 + plain[3]]);
  });

  test('the increment is scale·cellLength^{1/alpha} times the standard one', () => {
    for (const alpha of [0.5, 1, 1.5, 2]) {
      const unit = createNoise({ type, alpha, scale: 1, convention: 'standard' }, 2, 1);
      const noise = law(type, 2, alpha, 1 / 64);
      const a = increment(unit, 0, 9, 0, 1);
      const b = increment(noise, 0, 9, 0, 1);
      for (let k = 0; k < a.length; k++) expect(b[k] / a[k] / (0.7 * 64 ** (-1 / alpha))).toBeCloseTo(1, 13);
    }
  });

  test('the noise is finite at the ends of alpha', () => {
    for (const alpha of [0.5, 2]) {
      expect(increment(law(type, 2, alpha), 0, 1000, 0, 3).every(Number.isFinite)).toBe(true);
    }
  });
});

test('in Type I all coordinates are the same number', () => {
  const x = increment(law('I', 3), 0, 50, 0, 2);
  for (let i = 0; i < 50; i++) expect([x[3 * i + 1], x[3 * i + 2]]).toEqual([x[3 * i], x[3 * i]]);
});

test('logCF is −t·scale^alpha·{|Σu|, (Σ|u|^alpha)^{1/alpha}, ‖u‖}^alpha', () => {
  const u = [1, -0.5];
  expect(law('I', 2).logCF(u, 3)).toBeCloseTo(-3 * 0.35 ** 1.5, 14);
  expect(law('II', 2).logCF(u, 3)).toBeCloseTo(-3 * 0.7 ** 1.5 * (1 + 0.5 ** 1.5), 14);
  expect(law('III', 2).logCF(u, 3)).toBeCloseTo(-3 * (0.7 * Math.sqrt(1.25)) ** 1.5, 14);
  expect(Math.abs(law('I', 2).logCF([1, -1], 3))).toBe(0);
  expect(Math.abs(law('II', 2).logCF([0, 0], 3))).toBe(0);
});

test('the convention of the reference code: Type III, and Type I at alpha = 2, lack a factor √2', () => {
  for (const type of types) {
    for (const alpha of [1.5, 2]) {
      const spec: NoiseSpec = { type, alpha, scale: 1.3, convention: 'standard' };
      const standard = createNoise(spec, 2, 0.25);
      const code = createNoise({ ...spec, convention: 'reference-code' }, 2, 0.25);
      const factor = type === 'III' || (type === 'I' && alpha === 2) ? Math.SQRT1_2 : 1;
      const a = increment(standard, 0, 5, 0, 1);
      const b = increment(code, 0, 5, 0, 1);
      for (let k = 0; k < a.length; k++) expect(b[k] / a[k]).toBeCloseTo(factor, 14);
      expect(code.logCF([1, 0.5], 2) / standard.logCF([1, 0.5], 2)).toBeCloseTo(factor ** alpha, 14);
    }
  }
});

test('a wrong specification is refused in one sentence', () => {
  const spec: NoiseSpec = { type: 'II', alpha: 1.5, scale: 1, convention: 'standard' };
  const refusals: [() => unknown, string][] = [
    [() => createNoise({ ...spec, alpha: 0.4 }, 1, 1), 'alpha must be a number from 0.5 to 2, but is 0.4.'],
    [
      () => createNoise({ ...spec, alpha: Number.NaN }, 1, 1),
      'alpha must be a number from 0.5 to 2, but is NaN.',
    ],
    [
      () => createNoise({ ...spec, scale: -1 }, 1, 1),
      'scale must be a finite number of at least 0, but is -1.',
    ],
    [() => createNoise(spec, 0, 1), 'dim must be an integer from 1 to 4294967296, but is 0.'],
    [() => createNoise(spec, 1.5, 1), 'dim must be an integer from 1 to 4294967296, but is 1.5.'],
    [() => createNoise(spec, 1, 0), 'cellLength must be a finite number above 0, but is 0.'],
    [() => createNoise({ ...spec, type: 'IV' as NoiseType }, 1, 1), 'type must be I, II or III, but is IV.'],
    [
      () => createNoise({ ...spec, convention: 'other' as 'standard' }, 1, 1),
      'convention must be standard or reference-code, but is other.',
    ],
    [() => createNoise(spec, 2, 1).logCF([1], 1), 'u must have 2 entries, but has 1.'],
  ];
  for (const [call, message] of refusals) expect(call).toThrow(new RangeError(message));
});
