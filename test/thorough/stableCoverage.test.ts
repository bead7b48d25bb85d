/** The coverage that test/tails/stableEstimators.test.ts looks at for α = 1.9, at the ends of the tail indices. Bounds: stableCoverage.ts. */
import { describe, expect, it } from 'vitest';
import { STABLE_ESTIMATORS } from '../../src/tails/stableEstimators.ts';
import { stableCoverage } from '../tails/stableCoverage.ts';

describe.each(STABLE_ESTIMATORS.map((e) => [e.name, e] as const))('%s', (_, own) => {
  it.each([0.8, 2])('covers alpha = %f and the scale', (alpha) => {
    const { covered, least, most, scaleCovered } = stableCoverage(own, alpha);
    expect(covered).toBeGreaterThanOrEqual(least);
    expect(covered).toBeLessThanOrEqual(most);
    expect(scaleCovered).toBeGreaterThanOrEqual(least);
  });
});
