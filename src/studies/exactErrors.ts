/**
 * Exact errors per level, where a closed form exists: the mean-field Ornstein–Uhlenbeck system from a point.
 * Its coupled differences are symmetric α-stable, so (E|error|^p)^(1/p) = scale·(E|Z|^p)^(1/p), Z standard.
 * Chaos errors do not depend on the point; two steps agree about the path of the mean only from 0.
 */
import type { Metric } from '../engine/coupling.ts';
import type { Plan } from '../engine/plan.ts';
import { chaosErrorScaleEuler, type OuParameters } from '../limits/meanFieldOu.ts';
import { eulerDifferenceScale } from '../limits/meanFieldOuErrors.ts';
import { coordinateLaws } from '../models/initialSpec.ts';
import { createNoise } from '../noise/createNoise.ts';
import { createSymmetricStable } from '../noise/symmetricStable.ts';

/** The closed form's parameters, or undefined where it does not hold. */
function ouParameters({ model, noise, initial }: Plan): OuParameters | undefined {
  if (model.name !== 'mean-field-ou' || startOf(initial) === undefined) return undefined;
  const unit = (-createNoise(noise, 1, 1).logCF([1], 1)) ** (1 / noise.alpha);
  return { a: model.a, k: model.k, alpha: noise.alpha, sigma: unit };
}

/** The point from which all particles start, or undefined where they start from several. */
function startOf(initial: Plan['initial']): number | undefined {
  const [start] = coordinateLaws(initial, 1);
  return start.law === 'point' ? start.value : undefined;
}

/** (E|Z|^p)^(1/p) of the standard law. */
export function momentFactor(alpha: number, power: number): number {
  return createSymmetricStable(alpha).absoluteMoment(power) ** (1 / power);
}

/** Chaos errors at the horizon, one per number of particles. */
export function exactChaosErrors(
  plan: Plan,
  particles: readonly number[],
  metric: Metric,
): number[] | undefined {
  const ou = ouParameters(plan);
  if (ou === undefined || metric.kind !== 'horizon') return undefined;
  const factor = momentFactor(ou.alpha, metric.power);
  const step = plan.horizon / plan.steps;
  return particles.map((n) => factor * chaosErrorScaleEuler(ou, n, step, plan.steps));
}

/** Errors of step η against η/2, one per number of coarse steps. */
export function exactStepErrors(
  plan: Plan,
  steps: readonly number[],
  metric: Metric,
  field: 'own' | 'exact',
): number[] | undefined {
  const ou = ouParameters(plan);
  if (ou === undefined || startOf(plan.initial) !== 0) return undefined;
  if (metric.kind !== 'horizon' && metric.kind !== 'off-grid') return undefined;
  const factor = momentFactor(ou.alpha, metric.power);
  const offGrid = metric.kind === 'off-grid';
  return steps.map(
    (s) =>
      factor *
      eulerDifferenceScale(ou, {
        fineStep: plan.horizon / (2 * s),
        ratio: 2,
        coarseSteps: offGrid ? s / 2 : s,
        lag: offGrid ? 1 : 0,
        particles: field === 'own' ? plan.particles : Number.POSITIVE_INFINITY,
      }),
  );
}
