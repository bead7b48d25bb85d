/**
 * Intervals from the largest values cover the true index as often as they say, at n = 500 and 400 samples a law.
 * A number of hits is refused when an interval of true coverage from 92 % to 98 % has it with probability below 5e−7: 62 or more
 * misses. Power: true coverage of 80 % is refused with probability above 0.99.
 * Watched failing: the deviation of the spacings, and the width of normal intervals, 0.6 times what they are.
 * Budget of false alarms: 18 × 5e-7.
 */
import { describe, expect, it } from 'vitest';
import { proportionInterval } from '../../src/statistics/proportionInterval.ts';
import { EXTREME_ESTIMATORS } from '../../src/tails/extremes.ts';
import { runTailReplicas } from '../../src/tails/tailReplicas.ts';

const SAMPLES = 400;
const estimators = EXTREME_ESTIMATORS.map(({ name }) => name);

describe.each([
  ['pareto', 1.5],
  ['stable', 1],
  ['student', 1.2],
] as const)('samples of the law %s, α = %d', (law, alpha) => {
  const rows = runTailReplicas({
    law,
    alpha,
    count: 500,
    estimators,
    confidence: 0.95,
    seed: 11,
    replicas: Array.from({ length: SAMPLES }, (_, r) => r),
  });

  it.each(estimators.map((name, e) => [name, e] as const))('%s', (_name, e) => {
    const hits = rows.filter((row) => row[4 * e + 1] <= alpha && alpha <= row[4 * e + 2]).length;
    const [low, high] = proportionInterval(hits, SAMPLES, 1 - 1e-6).interval;
    expect(high).toBeGreaterThan(0.92);
    expect(low).toBeLessThan(0.98);
  });
});
