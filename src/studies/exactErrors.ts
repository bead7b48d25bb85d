/**
 * Exact errors per level, where a closed form exists: the mean-field Ornstein–Uhlenbeck system and the linear network
 * from a point.
 * Its coupled differences are symmetric α-stable, so (E|error|^p)^(1/p) = scale·(E|Z|^p)^(1/p), Z standard.
 * Chaos errors do not depend on the point; two steps agree about the path of the mean only from where it rests: from 0,
 * from the network's target.
 */
import type { Metric } from '../engine/coupling.ts';
import type { Plan } from '../engine/plan.ts';
import { hasSchemeLimit, ouParameters } from '../limits/limit.ts';
import { chaosErrorScaleEuler } from '../limits/meanFieldOu.ts';
import { eulerDifferenceScale } from '../limits/meanFieldOuErrors.ts';
import { pow } from '../math/elementary.ts';
import { coordinateLaws } from '../models/initialSpec.ts';
import { createSymmetricStable } from '../noise/symmetricStable.ts';

/** Exact errors as a function of the levels, N or η. */
export type ClosedForm = (levels: readonly number[]) => number[];

/** The point from which all particles start, or undefined where they start from several. */
function startOf(initial: Plan['initial']): number | undefined {
  if (initial.law === 'array') return undefined;
  const [start] = coordinateLaws(initial, 1);
  return start.law === 'point' ? start.value : undefined;
}

/** (E|Z|^p)^(1/p) of the standard law. */
export function momentFactor(alpha: number, power: number): number {
  return pow(createSymmetricStable(alpha).absoluteMoment(power), 1 / power);
}

/** Chaos errors at the horizon against the number of particles. */
export function exactChaosErrors(plan: Plan, metric: Metric): ClosedForm | undefined {
  if (!hasSchemeLimit(plan)) return undefined;
  const ou = ouParameters(plan);
  if (ou === undefined || ou.sigma === 0 || startOf(plan.initial) === undefined) return undefined;
  if (metric.kind !== 'horizon') return undefined;
  const factor = momentFactor(ou.alpha, metric.power);
  const step = plan.horizon / plan.steps;
  return (particles) => particles.map((n) => factor * chaosErrorScaleEuler(ou, n, step, plan.steps));
}

/** Errors of step η against η/2; η divides the horizon, into an even number of steps for off-grid errors. */
export function exactStepErrors(plan: Plan, metric: Metric, field: 'own' | 'exact'): ClosedForm | undefined {
  if (!hasSchemeLimit(plan)) return undefined;
  const ou = ouParameters(plan);
  const rest = plan.model.name === 'linear-network' ? plan.model.target : 0;
  if (ou === undefined || ou.sigma === 0 || startOf(plan.initial) !== rest) return undefined;
  if (metric.kind !== 'horizon' && metric.kind !== 'off-grid') return undefined;
  const factor = momentFactor(ou.alpha, metric.power);
  const offGrid = metric.kind === 'off-grid';
  return (levels) =>
    levels.map((level) => {
      const steps = Math.round(plan.horizon / level);
      const scale = eulerDifferenceScale(ou, {
        fineStep: plan.horizon / (2 * steps),
        ratio: 2,
        coarseSteps: offGrid ? steps / 2 : steps,
        lag: offGrid ? 1 : 0,
        particles: field === 'own' ? plan.particles : Number.POSITIVE_INFINITY,
      });
      return factor * scale;
    });
}
