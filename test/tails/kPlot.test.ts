/**
 * k-plots are the estimators at each k.
 * Watched failing: FAULTS
 */
import { expect, it } from 'vitest';
import { EXTREME_ESTIMATORS } from '../../src/tails/extremes.ts';
import { kPlot } from '../../src/tails/kPlot.ts';
import { sampleLaw } from '../../src/tails/laws.ts';
import { createTailSample } from '../../src/tails/tailSample.ts';

const sample = createTailSample(
  sampleLaw('stable', 1.75, 3000, { seed: 6, replica: 0 }).map((x) => 1e-150 * x),
);

it.each(['hill', 'moment', 'pickands'] as const)('%s: estimate and band at every k', (name) => {
  const own = EXTREME_ESTIMATORS.find((known) => known.name === name)!;
  const plot = kPlot(sample, name, 0.9);
  expect(plot.k.length).toBeLessThanOrEqual(200);
  expect(plot.k.length).toBeGreaterThan(100);
  expect(plot.k[0]).toBe(2);
  expect(plot.k.at(-1)).toBe(name === 'pickands' ? 750 : 1500);
  for (const [at, k] of plot.k.entries()) {
    if (at > 0) expect(k).toBeGreaterThan(plot.k[at - 1]);
    const { alpha, interval } = own.estimate(sample, { k, confidence: 0.9 });
    for (const [shown, expected] of [
      [plot.alpha[at], alpha],
      [plot.low[at], interval[0]],
      [plot.high[at], interval[1]],
    ]) {
      if (Number.isFinite(expected) && expected > 0)
        expect(Math.abs(shown / expected - 1)).toBeLessThan(1e-9);
      else expect(shown).toBe(expected);
    }
  }
});

it('refuses too few values', () => {
  expect(() => kPlot(createTailSample([1, 2, 3, 0, 0, 0, 0, 0]), 'hill')).toThrow(
    'A k-plot needs at least 8 values other than zero, 3 given.',
  );
});
