/**
 * Warnings come where the sample contradicts the assumptions, and stay away where it does not.
 * False alarms: of 200 independent samples dependence is warned of 1e−3 each: 6 or more warnings have probability 1e−7.
 * Watched failing: the edges of the autocovariance forgotten; light tails only below −1; dependence warned of at p = 0.1.
 * Budget of false alarms: 1 × 1e-7.
 */
import { describe, expect, it } from 'vitest';
import { EXTREME_ESTIMATORS } from '../../src/tails/extremes.ts';
import { sampleLaw } from '../../src/tails/laws.ts';
import { createTailSample } from '../../src/tails/tailSample.ts';
import {
  dependenceWarning,
  fewPointsWarning,
  lightTailWarning,
  sampleWarnings,
  tiesWarning,
  zerosWarning,
} from '../../src/tails/warnings.ts';

const draw = (law: Parameters<typeof sampleLaw>[0], alpha: number, n: number, replica: number) =>
  sampleLaw(law, alpha, n, { seed: 21, replica });

describe('dependence', () => {
  it('is rarely seen in independent values, of one sign or both, centred or not', () => {
    let warned = 0;
    for (let r = 0; r < 100; r++) {
      for (const values of [draw('stable', 1.2, 500, r), draw('pareto', 1.2, 500, r)])
        if (dependenceWarning(createTailSample(values)) !== undefined) warned++;
    }
    expect(warned).toBeLessThan(6);
  });

  it.each([
    ['a moving average', (x: Float64Array) => x.map((v, i) => v + 0.5 * (x[i - 1] ?? 0))],
    [
      'sizes that come in pairs, signs that do not',
      (x: Float64Array) => x.map((v, i) => Math.sign(v) * Math.abs(x[i & ~1])),
    ],
    ['a trend in scale', (x: Float64Array) => x.map((v, i) => (v * (i + 1)) / x.length)],
    [
      'a period of seven',
      (x: Float64Array) => x.map((_, i) => x[i % 7 === 0 ? i : i - (i % 7)] * (1 + i / 1e9)),
    ],
  ])('is seen in %s', (_what, change) => {
    const warning = dependenceWarning(createTailSample(change(draw('stable', 1.5, 2000, 0))));
    expect(warning).toMatch(
      /^Values depend on their neighbours: .* at lag \d+ \(p = .*\); the intervals assume independent values\.$/,
    );
  });

  it('autocorrelations are those of the definition', () => {
    const sizes = draw('pareto', 1, 60, 0);
    const values = sizes.map((size, i) => (i % 20 < 10 ? size : -size));
    const b = [...values].map((x) => (x > 0 ? 1 : 0) - 0.5);
    const lagTen = b.slice(10).reduce<number>((sum, v, i) => sum + v * b[i], 0) / (60 * 0.25);
    expect(dependenceWarning(createTailSample(values))).toContain(
      `autocorrelation ${lagTen.toPrecision(2)} at lag 10`,
    );
  });
});

describe('light tails', () => {
  it.each([200, 500, 5000])('are seen in every Gaussian sample of %d', (n) => {
    for (let r = 0; r < 40; r++)
      expect(lightTailWarning(createTailSample(draw('gaussian', 2, n, r)))).toContain(
        'cannot be told from a light one',
      );
  });

  it('are rarely seen in heavy ones', () => {
    let warned = 0;
    for (let r = 0; r < 40; r++)
      if (lightTailWarning(createTailSample(draw('student', 1.5, 5000, r))) !== undefined) warned++;
    expect(warned).toBe(0);
  });

  it('every estimator hands the warning on', () => {
    const sample = createTailSample(draw('gaussian', 2, 1000, 1));
    for (const own of EXTREME_ESTIMATORS) expect(own.estimate(sample).warnings.join()).toContain('light one');
  });
});

describe('values', () => {
  it('few, zero and tied ones are counted', () => {
    const values = draw('student', 1.5, 400, 0).map((x) => Math.round(x * 4) / 4);
    const sample = createTailSample(values);
    const zeros = values.filter((x) => x === 0).length;
    expect(fewPointsWarning(sample)).toBe('There are 400 values; the intervals were measured from 500 on.');
    expect(zerosWarning(sample)).toBe(`${zeros} of 400 values are zero; logarithms leave them out.`);
    expect(tiesWarning(sample)).toMatch(/^\d+ of the 200 largest magnitudes equal their neighbour/);
    expect(sampleWarnings(sample)).toHaveLength(3);
  });

  it('a clean sample is warned of nothing', () => {
    expect(sampleWarnings(createTailSample(draw('pareto', 1.5, 600, 3)))).toEqual([]);
  });
});
