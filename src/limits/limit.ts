/**
 * The exact McKean–Vlasov limit of a plan at its horizon, in continuous time and of its Euler scheme, and the
 * Euler limit's field at every grid time, which drives limit particles.
 *
 * Values, by the names of the command line's contract. Cosine network: `rho1`, `rho2`, `risk`; in two
 * dimensions `rho(1,0)`, `rho(0,1)`, `rho(1,-1)`, `rho(1,1)`, `risk`; beyond, the marginals and `risk`.
 * Mean-field OU: scales of the SαS part of the laws, `scale`, `particleScale`, `chaosErrorScale`, under
 * `euler` also `strongErrorScale`. They are whole laws for a start at 0. From another start X_0 the limit
 * particle is `location` + `initialFactor`·(X_0 − E X_0) + its SαS part, and both are given. Linear network: the same,
 * always with both; `strongErrorScale` is 0, since its limit particle's drift is a number that both paths follow.
 * Kuramoto: `rho1`, `rho2`, `order`. Double well, Gaussian noise or none: `mean`, `secondMoment`.
 */
import { coordinateLaws } from '../models/initialSpec.ts';
import type { DoubleWellSpec, KuramotoSpec } from '../models/spec.ts';
import { commonNoiseOf } from '../noise/commonNoise.ts';
import { hasConstantSteps } from '../schemes/schemeSpec.ts';
import { codeFieldPath, codeLimit, hasCodeLimit } from './codeLimit.ts';
import { cosineLimit, cosinePath } from './cosineLimits.ts';
import { doubleWellLimit } from './doubleWell.ts';
import { type DoubleWellLaw, doubleWellEuler } from './doubleWellEuler.ts';
import {
  hasClosedForm,
  type KuramotoLaw,
  kuramotoLimit,
  kuramotoLimitEuler,
  kuramotoValues,
} from './kuramoto.ts';
import { dampingOf, type Limit, type LimitArguments } from './limitArguments.ts';
import { linearLimit, meanPath, ouLimit } from './linearLimits.ts';

export type { Limit, LimitArguments, LimitValues } from './limitArguments.ts';
export { ouParameters } from './linearLimits.ts';

/** Whether `limitOf` and `eulerFieldPath` know the plan's limit: that of a double well under Gaussian noise or none. */
export function hasExactLimit({ model, noise }: Pick<LimitArguments, 'model' | 'noise'>): boolean {
  if (commonNoiseOf(noise) !== undefined) return false;
  switch (model.name) {
    case 'double-well':
      return noise.alpha === 2 || noise.scale === 0;
    case 'code':
      return hasCodeLimit(model);
    case 'neural-network':
    case 'formula':
    case 'pairwise':
      return false;
    default:
      return true;
  }
}

/** Whether the limit of the plan's scheme is known too: Euler's, with steps of one length. */
export function hasSchemeLimit(plan: Pick<LimitArguments, 'model' | 'noise' | 'scheme'>): boolean {
  const { scheme } = plan;
  const plain = scheme === undefined || (scheme.name === 'euler' && hasConstantSteps(scheme));
  return plain && hasExactLimit(plan);
}

/**
 * `euler` is empty where the plan's scheme is another than Euler with steps of one length.
 * @throws Error when no exact limit is known, or its accuracy cannot be met
 */
export function limitOf(plan: LimitArguments): Limit {
  const limit = limitsOf(plan);
  return hasSchemeLimit(plan) ? limit : { ...limit, euler: {} };
}

function limitsOf(plan: LimitArguments): Limit {
  if (plan.model.name === 'code' && commonNoiseOf(plan.noise) === undefined)
    return codeLimit(plan, plan.model);
  if (!hasExactLimit(plan)) throw noLimit(plan);
  switch (plan.model.name) {
    case 'mean-field-ou':
      return ouLimit(plan, plan.model);
    case 'cosine-network':
      return cosineLimit(plan, plan.model);
    case 'linear-network':
      return linearLimit(plan, plan.model);
    case 'kuramoto':
      return synchronyLimit(plan, plan.model);
    case 'double-well':
      return wellLimit(plan, plan.model);
    case 'code':
    case 'neural-network':
    case 'formula':
    case 'pairwise':
      throw noLimit(plan);
  }
}

/**
 * The field of the Euler scheme's limit at the grid times 0 … steps, (steps + 1) × fieldDim, in the model's
 * field layout. @throws Error when no exact limit is known, or its accuracy cannot be met
 */
export function eulerFieldPath(plan: LimitArguments): Float64Array {
  const { model, horizon, steps } = plan;
  if (!hasExactLimit(plan)) throw noLimit(plan);
  if (!hasSchemeLimit(plan))
    throw new Error(
      `scheme.name is "${plan.scheme?.name}"; the exact limit of a scheme is known only for euler with steps of one length.`,
    );
  const step = horizon / steps;
  switch (model.name) {
    case 'mean-field-ou':
      return meanPath(plan, (m) => -model.a * m);
    case 'linear-network':
      return meanPath(plan, (m) => -model.c * (m - model.target));
    case 'kuramoto': {
      const modes = kuramotoLimitEuler(kuramotoLaw(plan, model), step, steps);
      return modes.filter((_, j) => j % 4 < 2);
    }
    case 'double-well':
      return doubleWellEuler(doubleWellLaw(plan, model), step, steps);
    case 'code':
      return codeFieldPath(plan, model);
    case 'cosine-network':
      return cosinePath(plan, model);
    case 'neural-network':
    case 'formula':
    case 'pairwise':
      throw noLimit(plan);
  }
}

function noLimit({ model, noise }: Pick<LimitArguments, 'model' | 'noise'>): Error {
  const common = commonNoiseOf(noise) !== undefined;
  const well = model.name === 'double-well' ? ` with noise.alpha ${noise.alpha}, only with 2` : '';
  const where = common ? ' with common noise, given which the law is random' : well;
  return new Error(
    `No exact limit is known for ${model.name}${where}; simulate it, or study it with reference: doubling.`,
  );
}

function kuramotoLaw({ noise, initial }: LimitArguments, { coupling }: KuramotoSpec): KuramotoLaw {
  const damp = dampingOf(noise, 1);
  const damping = (m: number) => damp([m]);
  return { coupling, alpha: noise.alpha, initial: coordinateLaws(initial, 1)[0], damping };
}

function synchronyLimit(plan: LimitArguments, model: KuramotoSpec): Limit {
  const { horizon, steps } = plan;
  const law = kuramotoLaw(plan, model);
  return {
    kind: hasClosedForm(law) ? 'closed form' : 'Fourier hierarchy',
    values: kuramotoValues(kuramotoLimit(law, horizon)),
    euler: kuramotoValues(kuramotoLimitEuler(law, horizon / steps, steps).slice(-4)),
  };
}

/** Without noise any α will do. */
function doubleWellLaw({ noise, initial }: LimitArguments, { coupling }: DoubleWellSpec): DoubleWellLaw {
  return { coupling, sigma2: dampingOf(noise, 1)([1]), initial: coordinateLaws(initial, 1)[0] };
}

function wellLimit(plan: LimitArguments, model: DoubleWellSpec): Limit {
  const { horizon, steps } = plan;
  const law = doubleWellLaw(plan, model);
  const named = ([mean, secondMoment]: Float64Array) => ({ mean, secondMoment });
  return {
    kind: 'Fokker–Planck',
    values: named(doubleWellLimit(law, horizon)),
    euler: named(doubleWellEuler(law, horizon / steps, steps).slice(-2)),
  };
}
