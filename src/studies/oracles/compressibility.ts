/**
 * Pruned systems against the exact law of their error: independent stable numbers, and the neurons of a network, which are
 * nearly independent (propagation of chaos: what their interaction adds to a mean is of the order 1/n).
 */
import { readPlan } from '../../engine/plan.ts';
import { type SimulateOptions, simulate } from '../../engine/simulate.ts';
import { particleLaw } from '../../limits/particleLaw.ts';
import { createErrorCurve } from '../../pruning/errorCurve.ts';
import { keptAtLeast } from '../../pruning/pruningTarget.ts';
import { exactError } from '../../pruning/theory/exactError.ts';
import { stableMagnitude } from '../../pruning/theory/laws.ts';
import type { MagnitudeLaw } from '../../pruning/theory/magnitudeLaw.ts';
import { meanAndError } from '../../statistics/interval.ts';
import { FALSE_ALARM_Z, type Oracle, oracle } from './oracle.ts';
import { drawNoise } from './sampler.ts';

const UNITS = 1000;
const KEPT = 0.1;

/** Mean squared error of keeping a tenth of 1000 stable numbers. */
export function prunedNoise(alpha: number, replicas: number, seed: number): Oracle {
  const x = drawNoise('II', alpha, 1, UNITS * replicas, seed);
  return meanSquaredError(
    `compressibility/noise/alpha=${alpha}`,
    `mean squared error of keeping a tenth of ${UNITS} stable numbers, α = ${alpha}, against its exact value`,
    stableMagnitude(alpha),
    x,
  );
}

/** The same of the neurons of a cosine network at its horizon. */
export async function prunedNetwork(
  alpha: number,
  replicas: number,
  seed: number,
  options: SimulateOptions,
): Promise<Oracle> {
  const problem = readPlan({
    model: { name: 'cosine-network', amplitude: 1.6, phase: 0.7 },
    noise: { type: 'II', alpha, scale: 0.5 },
    initial: { law: 'normal', mean: -0.5, variance: 0.25 },
    horizon: 1,
    steps: 16,
    particles: UNITS,
    replicas,
    seed,
  });
  const { positions } = await simulate(problem, options);
  return meanSquaredError(
    `compressibility/cosine-network/alpha=${alpha}`,
    `mean squared error of keeping a tenth of ${UNITS} neurons of the cosine network, α = ${alpha}, against that of independent particles of its exact Euler limit`,
    particleLaw(problem.plan)!,
    positions,
  );
}

function meanSquaredError(id: string, statement: string, law: MagnitudeLaw, sizes: Float64Array): Oracle {
  const kept = keptAtLeast(UNITS, KEPT);
  const errors = Array.from({ length: sizes.length / UNITS }, (_, r) =>
    createErrorCurve(sizes.subarray(r * UNITS, (r + 1) * UNITS), 2).lostShare(kept),
  );
  const { mean, standardError } = meanAndError(errors);
  const expected = exactError(law, 2, { units: UNITS, kept }).mean;
  return oracle(id, statement, expected, mean, FALSE_ALARM_Z * standardError);
}
