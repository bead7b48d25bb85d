/**
 * The law of what `addIncrement` gives: against other samplers, the characteristic function and the scales of directions.
 *
 * Fixed seeds; every comparison has false-alarm probability below 1e−6 (normal bound 4.9 standard deviations, or the
 * two-sample Kolmogorov–Smirnov bound). Faults planted and seen to fail: √2 missing in Type III; η or √η in the
 * place of η^{1/α}; a subordinator for every coordinate (Type III becomes II) and one shared by the two particles
 * of a pair; the sign taken from bit 62 (the side); Type II with coordinate 0 for all; A in the place of √A;
 * the radius drawn from the Gaussian's own bits.
 * Budget of false alarms: 140 × 1e-6.
 */
import { describe, expect, test } from 'vitest';
import { createNoise } from '../../src/noise/createNoise.ts';
import type { NoiseType } from '../../src/noise/noiseLaw.ts';
import { radiusTable, samplePositive } from '../../src/noise/quantileTable.ts';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { createBitSource, Role } from '../../src/random/address.ts';
import { chambersMallowsStuck, kanter, kolmogorovSmirnov, ksBound, mean } from './otherSamplers.ts';

const SIGMAS = 4.9;

/** count × dim vectors, one per particle, over one cell. */
function vectors(
  type: NoiseType,
  alpha: number,
  dim: number,
  count: number,
  cellLength = 1,
  cells = 1,
): Float64Array {
  const noise = createNoise({ type, alpha, scale: 1, convention: 'standard' }, dim, cellLength);
  const out = new Float64Array(count * dim);
  noise.addIncrement({ seed: 11, replica: 0 }, 0, count, 5, 5 + cells, out);
  return out;
}

/** Correlation of the logarithms of absolute values. */
function logCorrelation(a: Float64Array, b: Float64Array): number {
  const [x, y] = [a.map((v) => Math.log(Math.abs(v))), b.map((v) => Math.log(Math.abs(v)))];
  const [mx, my] = [mean(x), mean(y)];
  const cross = mean(x.map((v, k) => (v - mx) * (y[k] - my)));
  return cross / Math.sqrt(mean(x.map((v) => (v - mx) ** 2)) * mean(y.map((v) => (v - my) ** 2)));
}

describe('against other samplers (two-sample Kolmogorov–Smirnov and empirical characteristic function)', () => {
  const n = 60_000;
  test.each([0.5, 0.8, 1, 1.3, 1.7, 1.95, 2])('Chambers–Mallows–Stuck at alpha = %f', (alpha) => {
    const ours = vectors('II', alpha, 1, n);
    const theirs = chambersMallowsStuck(alpha, n, 5);
    expect(kolmogorovSmirnov(ours, theirs)).toBeLessThan(ksBound(n));
    expect(kolmogorovSmirnov(ours.map(Math.abs), theirs.map(Math.abs))).toBeLessThan(ksBound(n));
    for (const u of [0.3, 1, 2.5]) {
      const difference = mean(ours.map((x) => Math.cos(u * x))) - mean(theirs.map((x) => Math.cos(u * x)));
      const variance = (1 + Math.exp(-((2 * u) ** alpha))) / 2 - Math.exp(-2 * u ** alpha);
      expect(Math.abs(difference)).toBeLessThan(SIGMAS * Math.sqrt((2 * variance) / n));
    }
  });

  test.each([0.6, 1, 1.4, 1.9])('Kanter’s positive variable at alpha = 2b = %f', (alpha) => {
    const bits = createBitSource({ seed: 11, replica: 0 }, Role.subordinator);
    const word = new Uint32Array(2);
    const table = radiusTable(alpha);
    const ours = Float64Array.from({ length: n }, (_, i) => {
      bits.word(i, 0, 0, word);
      return samplePositive(table, word[0], word[1]) ** 2;
    });
    const theirs = kanter(alpha / 2, n, 6);
    expect(kolmogorovSmirnov(ours, theirs)).toBeLessThan(ksBound(n));
    for (const g of [0.3, 1, 3]) {
      // E e^{−gA} = e^{−g^b}
      const exact = Math.exp(-(g ** (alpha / 2)));
      const variance = Math.exp(-((2 * g) ** (alpha / 2))) - exact * exact;
      expect(Math.abs(mean(ours.map((a) => Math.exp(-g * a))) - exact)).toBeLessThan(
        SIGMAS * Math.sqrt(variance / n),
      );
    }
  });

  test('the sampler follows the exact cdf (one-sample Kolmogorov–Smirnov)', () => {
    for (const alpha of [0.5, 1.01, 1.5]) {
      const law = createSymmetricStable(alpha);
      const sorted = vectors('I', alpha, 1, n).sort();
      let distance = 0;
      for (let k = 0; k < n; k++) distance = Math.max(distance, Math.abs(law.cdf(sorted[k]) - (k + 0.5) / n));
      expect(distance).toBeLessThan(Math.sqrt(Math.log(2e6) / 2 / n) + 0.5 / n);
    }
  });

  test('sign and size are independent', () => {
    const x = vectors('II', 1.5, 1, n);
    const median = createSymmetricStable(1.5).tailQuantile(0.5);
    const product = mean(x.map((v) => (v > 0 ? 1 : -1) * (Math.abs(v) > median ? 1 : -1)));
    expect(Math.abs(product)).toBeLessThan(SIGMAS / Math.sqrt(n));
    expect(Math.abs(mean(x.map(Math.sign)))).toBeLessThan(SIGMAS / Math.sqrt(n));
  });
});

describe.each(['I', 'II', 'III'] as const)('Type %s', (type) => {
  const n = 100_000;

  test('characteristic function at (1, 1), (1, −1), (1, 0.5) over one cell and over four', () => {
    for (const [alpha, cellLength, cells] of [
      [1.2, 1, 1],
      [1.75, 0.3, 4],
      [2, 1, 1],
      [0.7, 0.5, 1],
    ]) {
      const noise = createNoise({ type, alpha, scale: 1, convention: 'standard' }, 2, cellLength);
      const x = vectors(type, alpha, 2, n, cellLength, cells);
      for (const [u, v] of [
        [1, 1],
        [1, -1],
        [1, 0.5],
      ]) {
        let cosine = 0;
        let sine = 0;
        for (let i = 0; i < n; i++) {
          const phase = u * x[2 * i] + v * x[2 * i + 1];
          cosine += Math.cos(phase);
          sine += Math.sin(phase);
        }
        const exact = Math.exp(noise.logCF([u, v], cells * cellLength));
        const double = Math.exp(noise.logCF([2 * u, 2 * v], cells * cellLength));
        const label = `alpha ${alpha}, u (${u}, ${v})`;
        const [cosVariance, sinVariance] = [(1 + double) / 2 - exact * exact, (1 - double) / 2];
        expect(Math.abs(cosine / n - exact), label).toBeLessThanOrEqual(SIGMAS * Math.sqrt(cosVariance / n));
        expect(Math.abs(sine / n), label).toBeLessThanOrEqual(SIGMAS * Math.sqrt(sinVariance / n));
      }
    }
  });

  test('⟨(1, −1), X⟩ has scale 0, 2^{1/α} or √2, and one coordinate has scale 1 (by E log|·|)', () => {
    for (const alpha of [0.8, 1.5, 1.9]) {
      const law = createSymmetricStable(alpha);
      const x = vectors(type, alpha, 2, n);
      const logScale = (of: (i: number) => number): number => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += Math.log(Math.abs(of(i)));
        return sum / n - law.meanLogAbs;
      };
      const tolerance = SIGMAS * Math.sqrt(law.varLogAbs / n);
      expect(Math.abs(logScale((i) => x[2 * i]))).toBeLessThan(tolerance);
      if (type === 'I') {
        for (let i = 0; i < n; i++) expect(x[2 * i] - x[2 * i + 1]).toBe(0);
      } else {
        const scale = type === 'II' ? 2 ** (1 / alpha) : Math.SQRT2;
        expect(Math.abs(logScale((i) => x[2 * i] - x[2 * i + 1]) - Math.log(scale))).toBeLessThan(tolerance);
      }
    }
  });

  test('an increment over time t has scale t^{1/α}', () => {
    for (const [cellLength, cells] of [
      [0.01, 1],
      [0.02, 5],
    ]) {
      const law = createSymmetricStable(1.4);
      const logs = vectors(type, 1.4, 1, n, cellLength, cells).map((v) => Math.log(Math.abs(v)));
      const expected = law.meanLogAbs + Math.log(cellLength * cells) / 1.4;
      expect(Math.abs(mean(logs) - expected)).toBeLessThan(SIGMAS * Math.sqrt(law.varLogAbs / n));
    }
  });

  test('the two particles of a pair, and two cells, are independent', () => {
    const x = vectors(type, 1.3, 1, n);
    const even = x.filter((_, i) => i % 2 === 0);
    const odd = x.filter((_, i) => i % 2 === 1);
    expect(Math.abs(logCorrelation(even, odd))).toBeLessThan(SIGMAS / Math.sqrt(n / 2));
    const noise = createNoise({ type, alpha: 1.3, scale: 1, convention: 'standard' }, 1, 1);
    const next = new Float64Array(n);
    noise.addIncrement({ seed: 11, replica: 0 }, 0, n, 6, 7, next);
    expect(Math.abs(logCorrelation(x, next))).toBeLessThan(SIGMAS / Math.sqrt(n));
  });
});
