/**
 * Clopper–Pearson intervals against SciPy's beta quantiles: beta.ppf(tail, k, n − k + 1), beta.ppf(1 − tail, k + 1, n − k).
 * Watched failing on: a one-sided tail; P(K > k) for P(K ≥ k); the two ends taken from the same count.
 */
import { expect, it } from 'vitest';
import { proportionInterval } from '../../src/statistics/proportionInterval.ts';

const SCIPY = [
  [0, 10, 0.95, 0, 0.3084971078187607],
  [3, 10, 0.95, 0.0667395111777345, 0.6524528500599973],
  [10, 10, 0.95, 0.6915028921812392, 1],
  [7, 1000, 0.95, 0.0028188587596205245, 0.014369194978918632],
  [500, 1000, 0.99, 0.45885255330704494, 0.5411474466929551],
  [1, 2, 0.95, 0.01257911709342506, 0.9874208829065749],
] as const;

it.each(SCIPY)('%i of %i at %f', (successes, trials, confidence, low, high) => {
  const { estimate, interval } = proportionInterval(successes, trials, confidence);
  expect(estimate).toBe(successes / trials);
  expect(interval[0]).toBeCloseTo(low, 12);
  expect(interval[1]).toBeCloseTo(high, 12);
});

it.each([
  [-1, 10, 0.95, /successes is -1/],
  [11, 10, 0.95, /successes is 11; it must be a whole number from 0 to 10/],
  [0, 0, 0.95, /trials is 0/],
  [1, 2, 1, /confidence is 1/],
])('%d of %d at %d is refused', (successes, trials, confidence, sentence) => {
  expect(() => proportionInterval(successes, trials, confidence)).toThrow(sentence);
});
