/**
 * The law of the compiled sampler out to its far tail: how many of 10^8 samples of |X| lie beyond the exact quantiles of
 * probability 1/2 … 1 − 10^−7, within exact binomial bounds. One coordinate of each type; of Type III also the radius √A.
 * Fixed seeds; all bounds together have a false-alarm probability below 1e−6.
 * Watched failing: the side bit dropped; four bits of the fraction for five; √2 missing in Type III; A for √A; the tail
 * cut at 10^−7, which only all series together see; NaN once in 3·10^7 samples.
 * Budget of false alarms: 1 × 1e-6.
 */
import { describe, expect, it } from 'vitest';
import { BATCH, createTailCounter, emptyCount } from '../../scripts/tailCount.ts';
import { HEADER_ENTRIES } from '../../src/engine/kernels/layout.ts';
import type { RunMemory } from '../../src/engine/kernels/runMemory.ts';
import { createPositiveStable } from '../../src/noise/positiveStable.ts';
import { TABLE_LENGTH } from '../../src/noise/quantileTable.ts';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { binomialBounds } from './binomial.ts';

/** 8·10^7 samples of each series, 2·10^9 in all. */
const CELLS = 80;
const DRAWN = CELLS * BATCH;
const PROBABILITIES = [0.5, 0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7];
const ALPHAS = [0.6, 1, 1.1, 1.5, 1.9, 2];
const series = ALPHAS.flatMap((alpha, a) =>
  (['I', 'II', 'III'] as const).map((type, t) => ({ type, alpha, seed: 100 + 3 * a + t })),
);
const RADII = ALPHAS.filter((alpha) => alpha < 2).map((alpha, a) => ({ alpha, seed: 200 + a }));
const SERIES = series.length + RADII.length;
const FALSE_ALARM = 1e-6 / ((SERIES + 1) * PROBABILITIES.length);
/** Counts of all series together: series have seeds of their own, so that their numbers are independent. */
const together = PROBABILITIES.map(() => 0);

function expectCounts(
  spec: { type: 'I' | 'II' | 'III'; alpha: number; seed: number },
  levels: readonly number[],
  prepare?: (memory: RunMemory) => void,
): void {
  const count = emptyCount(levels);
  createTailCounter(spec, levels, prepare)(count, CELLS);
  expect(count.nonFinite).toBe(0);
  expectWithin(count.above, DRAWN);
  for (const j of together.keys()) together[j] += count.above[j];
}

function expectWithin(counts: readonly number[], drawn: number): void {
  for (const [j, p] of PROBABILITIES.entries()) {
    const { least, most } = binomialBounds(drawn, p, FALSE_ALARM);
    expect(counts[j], `beyond 1 − ${p}`).toBeGreaterThanOrEqual(least);
    expect(counts[j], `beyond 1 − ${p}`).toBeLessThanOrEqual(most);
  }
}

/** Writes 1 for the Gaussian everywhere: what is drawn then is ±R, the radius alone. */
function withoutGaussian({ arena: { memory } }: RunMemory): void {
  const header = new Uint32Array(memory.buffer, 64, HEADER_ENTRIES.length);
  const table = new Float64Array(memory.buffer, header[HEADER_ENTRIES.indexOf('gaussian')], TABLE_LENGTH);
  for (let j = 0; j < table.length; j++) table[j] = j % 8 === 0 ? 1 : 0;
}

describe('|X| beyond its exact quantiles', () => {
  it.each(series)('Type $type, alpha = $alpha', (spec) => {
    const law = createSymmetricStable(spec.alpha);
    expectCounts(
      spec,
      PROBABILITIES.map((p) => law.tailQuantile(p)),
    );
  });

  it.each(RADII)('the radius of Type III, alpha = $alpha', ({ alpha, seed }) => {
    const law = createPositiveStable(alpha / 2);
    const levels = PROBABILITIES.map((p) => Math.sqrt(law.tailQuantile(p)));
    expectCounts({ type: 'III', alpha, seed }, levels, withoutGaussian);
  });

  it('all series together', () => {
    expectWithin(together, SERIES * DRAWN);
  });
});
