/**
 * How often the interval of an estimator of the stable law holds the truth: 200 samples of 500 values, and the bounds of
 * the count for a true coverage of 0.92 … 0.98 at a false alarm of 1e−6 each (an interval of half the width, coverage
 * 0.67, passes once in 2e5). At α = 2 the interval of maximum likelihood is one-sided, and only bounded from below.
 */
import type { Estimator } from '../../src/tails/estimate.ts';
import { sampleLaw } from '../../src/tails/laws.ts';
import { createTailSample } from '../../src/tails/tailSample.ts';
import { binomialBounds } from '../thorough/binomial.ts';

export function stableCoverage({ name, estimate }: Estimator, alpha: number) {
  const replicas = 200;
  let covered = 0;
  let scaleCovered = 0;
  let withScale = 0;
  for (let replica = 0; replica < replicas; replica++) {
    const sample = createTailSample(sampleLaw('stable', alpha, 500, { seed: 1234, replica }));
    const { interval, scale } = estimate(sample);
    if (interval[0] <= alpha && alpha <= interval[1]) covered++;
    if (scale === undefined) continue;
    withScale++;
    if (scale.interval[0] <= 1 && 1 <= scale.interval[1]) scaleCovered++;
  }
  const { least } = binomialBounds(replicas, 0.92, 2e-6);
  const { most } = binomialBounds(replicas, name === 'maximum-likelihood' && alpha === 2 ? 1 : 0.98, 2e-6);
  return { covered, least, most, scaleCovered: withScale === 0 ? least : scaleCovered };
}
