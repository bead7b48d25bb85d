/**
 * Whether a scheme's steps keep what a cubic drift does to heavy-tailed noise: it undoes a jump J in a time of order
 * 1/J², so that a particle has tails of index α + 2 and the field a variance. A plain Euler step (and a split step with a
 * linear part) throws a particle beyond |x| ~ √(2/η) out farther. A tamed step moves by at most 1: it undoes J in J steps,
 * and until then J stays in the field, by J²η/2 in all. That is nothing only beside the field's own N^(−1/2): with the
 * largest jump of N particles, J^α = C_α σ^α T N,
 *   J²η/2N ≤ TOLERABLE/2·N^(−1/2).
 * TOLERABLE comes from slopes measured at α = 1.5: −0.51 at 0.002, −0.49 and −0.46 at 0.007 and 0.004 (±0.06; the second
 * against a frozen field), −0.43 at 0.016, −0.41 at 0.033 and −0.35 at 0.19, where nothing but the tails of index α is left
 * and their rate −(1 − 1/α).
 */
import type { Plan } from '../engine/plan.ts';
import { pow } from '../math/elementary.ts';
import { commonNoiseOf } from '../noise/commonNoise.ts';
import { createSymmetricStable } from '../noise/symmetricStable.ts';
import { tailIndices } from '../noise/tailIndices.ts';

const TOLERABLE = 0.002;

/**
 * Steps from which on a tamed scheme keeps the confinement of so many particles.
 * @param plan 1 ≤ α < 2
 */
export function confiningSteps({ noise, horizon }: Plan, particles: number): number {
  const { alpha, scale } = noise;
  const jump = scale * pow(createSymmetricStable(alpha).tailConstant * horizon * particles, 1 / alpha);
  return Math.ceil((horizon * jump * jump) / (TOLERABLE * Math.sqrt(particles)));
}

/** @throws RangeError where the steps of a study with so many particles do not keep the confinement */
export function checkConfinement(plan: Plan, particles: number): void {
  const { noise, scheme, steps } = plan;
  if (tailIndices(noise).least === 2) return;
  if (commonNoiseOf(noise) !== undefined)
    throw new RangeError(
      'noise.common is given; which steps keep the confinement of a cubic drift under it is not known, so leave it out.',
    );
  if (scheme.name !== 'tamed-euler')
    throw new RangeError(
      `scheme.name is "${scheme.name}"; with noise.alpha ${noise.alpha}, below 2, its steps of a cubic drift throw particles out, so use tamed-euler.`,
    );
  const needed = confiningSteps(plan, particles);
  if (steps < needed)
    throw new RangeError(
      `steps is ${steps}; a tamed step moves a particle by at most 1, and the jumps of ${particles} particles at noise.alpha ${noise.alpha} stay in the field too long: ${needed} steps or more are needed.`,
    );
}
