/**
 * Samples of the laws have the laws, and the sample without chance has their quantiles.
 * Kolmogorov–Smirnov at n = 4000, refused below p = 1e−7; a Pareto index that is a fifth too small is refused with probability above 0.99.
 * Watched failing: Student's t with half the exponent; Pareto of 1.25 times the exponent; places shifted by one.
 * Budget of false alarms: 5 × 1e-7.
 */
import t from '@stdlib/stats-base-dists-t';
import { describe, expect, it } from 'vitest';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { kolmogorovSmirnov } from '../../src/statistics/goodness.ts';
import { EXTREME_ESTIMATORS } from '../../src/tails/extremes.ts';
import { idealSample } from '../../src/tails/idealSample.ts';
import { type LawName, sampleLaw } from '../../src/tails/laws.ts';

function cdf(law: LawName, alpha: number): (x: number) => number {
  const stable = createSymmetricStable(law === 'gaussian' ? 2 : alpha);
  return (x) => {
    if (law === 'pareto') return x < 1 ? 0 : 1 - x ** -alpha;
    if (law === 'student') return t.cdf(x, alpha);
    return stable.cdf(x);
  };
}

describe.each([
  ['stable', 1.2],
  ['pareto', 0.8],
  ['student', 0.8],
  ['student', 1.75],
  ['gaussian', 2],
] as const)('%s, α = %d', (law, alpha) => {
  it('the sample has the law', () => {
    const sample = sampleLaw(law, alpha, 4000, { seed: 9, replica: 5 });
    expect(kolmogorovSmirnov(sample, cdf(law, alpha)).pValue).toBeGreaterThan(1e-7);
  });

  it('value i is a function of its address alone', () => {
    const long = sampleLaw(law, alpha, 300, { seed: 9, replica: 5 });
    expect(sampleLaw(law, alpha, 200, { seed: 9, replica: 5 })).toEqual(long.subarray(0, 200));
    expect(sampleLaw(law, alpha, 300, { seed: 9, replica: 6 })).not.toEqual(long);
  });

  it('the sample without chance has its largest values at their expected places', () => {
    const { magnitudes } = idealSample(law, alpha, 2000);
    const above = (x: number) => (law === 'pareto' ? x ** -alpha : 2 * (1 - cdf(law, alpha)(x)));
    for (const i of [1, 2, 10, 300]) {
      let height = 0;
      for (let j = i; j <= 2000; j++) height += 1 / j;
      expect(-Math.log(above(magnitudes[i - 1]))).toBeCloseTo(height, 3);
    }
  });
});

it('the sample without chance gives every Pareto tail its index', () => {
  const ideal = idealSample('pareto', 1.3, 3000);
  for (const name of ['hill', 'kernel', 'pickands']) {
    const own = EXTREME_ESTIMATORS.find((known) => known.name === name)!;
    // Pickands reads three values, and differences of 1/i for 1/k… make it 1/(2k) wrong.
    expect(own.index(ideal, { k: 60 })!.gamma).toBeCloseTo(1 / 1.3, name === 'pickands' ? 1 : 10);
  }
});
