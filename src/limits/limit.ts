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
import { exp, pow } from '../math/elementary.ts';
import { wholePower } from '../math/pow.ts';
import { cosineRisk, cosineTargets, marginalName } from '../models/cosineNetwork.ts';
import { coordinateLaws, type InitialSpec } from '../models/initialSpec.ts';
import type {
  CosineNetworkSpec,
  DoubleWellSpec,
  KuramotoSpec,
  LinearNetworkSpec,
  MeanFieldOuSpec,
  ModelSpec,
} from '../models/spec.ts';
import { commonNoiseOf } from '../noise/commonNoise.ts';
import { createNoise } from '../noise/createNoise.ts';
import type { NoiseSpec } from '../noise/noiseLaw.ts';
import { hasConstantSteps, type SchemeSpec } from '../schemes/schemeSpec.ts';
import { codeFieldPath, codeLimit, hasCodeLimit } from './codeLimit.ts';
import { type Marginal, marginalLimit } from './cosineNetwork.ts';
import { marginalLimitEuler } from './cosineNetworkEuler.ts';
import { type JointLaw, jointLimit } from './cosineNetworkJoint.ts';
import { jointLimitEuler } from './cosineNetworkJointEuler.ts';
import { doubleWellLimit } from './doubleWell.ts';
import { type DoubleWellLaw, doubleWellEuler } from './doubleWellEuler.ts';
import { initialMean } from './initialLaw.ts';
import {
  hasClosedForm,
  type KuramotoLaw,
  kuramotoLimit,
  kuramotoLimitEuler,
  kuramotoValues,
} from './kuramoto.ts';
import * as ou from './meanFieldOu.ts';
import { strongErrorScale } from './meanFieldOuErrors.ts';

/** What a limit depends on; a plan has all of it. */
export interface LimitArguments {
  readonly model: ModelSpec;
  readonly noise: NoiseSpec;
  /** Euler with steps of one length unless told. */
  readonly scheme?: SchemeSpec;
  readonly initial: InitialSpec;
  readonly horizon: number;
  readonly steps: number;
  readonly particles: number;
}

/** Numbers, or complex numbers as [re, im]. */
export type LimitValues = Record<string, number | [number, number]>;

export interface Limit {
  /**
   * How `values` are had: `closed form`, `Fourier hierarchy` (numerical, to 13 digits), `Fokker–Planck` (numerical, to
   * 9 digits), or what the code model's own module says.
   */
  readonly kind: 'closed form' | 'Fourier hierarchy' | 'Fokker–Planck' | 'of the code model';
  /** In continuous time. */
  readonly values: LimitValues;
  /** Of the Euler scheme with the plan's step. */
  readonly euler: LimitValues;
}

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

function cosinePath(plan: LimitArguments, model: CosineNetworkSpec): Float64Array {
  const { steps } = plan;
  const step = plan.horizon / steps;
  const all = marginals(plan, model);
  const path = new Float64Array((steps + 1) * 2 * all.length);
  all.forEach((marginal, c) => {
    const modes = marginalLimitEuler(marginal, step, steps);
    for (let k = 0; k <= steps; k++) path.set(modes.subarray(4 * k, 4 * k + 2), 2 * (k * all.length + c));
  });
  return path;
}

function noLimit({ model, noise }: Pick<LimitArguments, 'model' | 'noise'>): Error {
  const common = commonNoiseOf(noise) !== undefined;
  const well = model.name === 'double-well' ? ` with noise.alpha ${noise.alpha}, only with 2` : '';
  const where = common ? ' with common noise, given which the law is random' : well;
  return new Error(
    `No exact limit is known for ${model.name}${where}; simulate it, or study it with reference: doubling.`,
  );
}

/** Euler's path of a mean that obeys an equation of its own, in the drift's own form: the bits of a particle there. */
function meanPath(
  { initial, horizon, steps }: LimitArguments,
  drift: (mean: number) => number,
): Float64Array {
  const step = horizon / steps;
  const path = new Float64Array(steps + 1);
  path[0] = initialMean(coordinateLaws(initial, 1)[0]);
  for (let k = 0; k < steps; k++) path[k + 1] = path[k] + step * drift(path[k]);
  return path;
}

/** D(m) = −log E e^{i⟨m, L_1⟩}: the noise law itself says how it damps a Fourier mode. */
function dampingOf(noise: NoiseSpec, dim: number): (modes: readonly number[]) => number {
  const law = createNoise(noise, dim, 1);
  return (modes) => -law.logCF(modes, 1);
}

/** Parameters of the OU closed forms, also the linear network's; undefined for other models. sigma is one coordinate's. */
export function ouParameters({
  model,
  noise,
}: Pick<LimitArguments, 'model' | 'noise'>): ou.OuParameters | undefined {
  if (model.name === 'linear-network') return closedFormParameters(noise, { a: model.c, k: -model.c });
  return model.name === 'mean-field-ou' ? closedFormParameters(noise, model) : undefined;
}

function closedFormParameters(noise: NoiseSpec, { a, k }: Pick<MeanFieldOuSpec, 'a' | 'k'>): ou.OuParameters {
  return { a, k, alpha: noise.alpha, sigma: pow(dampingOf(noise, 1)([1]), 1 / noise.alpha) };
}

/** The scales of a linear system, in continuous time and by Euler. */
function linearScales(
  p: ou.OuParameters,
  { horizon, steps, particles }: LimitArguments,
): Pick<Limit, 'values' | 'euler'> {
  const step = horizon / steps;
  const values: LimitValues = {
    scale: ou.limitScale(p, horizon),
    particleScale: ou.particleScale(p, particles, horizon),
    chaosErrorScale: ou.chaosErrorScale(p, particles, horizon),
  };
  const euler: LimitValues = {
    scale: ou.limitScaleEuler(p, step, steps),
    particleScale: ou.particleScaleEuler(p, particles, step, steps),
    chaosErrorScale: ou.chaosErrorScaleEuler(p, particles, step, steps),
    strongErrorScale: strongErrorScale(p, step, steps),
  };
  return { values, euler };
}

function ouLimit(plan: LimitArguments, { a, k }: MeanFieldOuSpec): Limit {
  const { noise, initial, horizon, steps } = plan;
  const step = horizon / steps;
  const { values, euler } = linearScales(closedFormParameters(noise, { a, k }), plan);
  const start = coordinateLaws(initial, 1)[0];
  if (start.law !== 'point' || start.value !== 0) {
    const mean = initialMean(start);
    values.location = mean * exp(-a * horizon);
    values.initialFactor = exp(-(a + k) * horizon);
    euler.location = mean * wholePower(1 - step * a, steps);
    euler.initialFactor = wholePower(1 - step * (a + k), steps);
  }
  return { kind: 'closed form', values, euler };
}

function linearLimit(plan: LimitArguments, { c, target }: LinearNetworkSpec): Limit {
  const { noise, initial, horizon, steps } = plan;
  const { values, euler } = linearScales(closedFormParameters(noise, { a: c, k: -c }), plan);
  const away = initialMean(coordinateLaws(initial, 1)[0]) - target;
  const location = (factor: number) => ({ location: target + away * factor, initialFactor: 1 });
  return {
    kind: 'closed form',
    values: { ...values, ...location(exp(-c * horizon)) },
    euler: { ...euler, ...location(wholePower(1 - (horizon / steps) * c, steps)) },
  };
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

function marginals({ noise, initial }: LimitArguments, model: CosineNetworkSpec): Marginal[] {
  const targets = cosineTargets(model);
  const dim = targets.length / 2;
  const damp = dampingOf(noise, dim);
  const along = new Array<number>(dim).fill(0);
  const damping = (m: number) => {
    along[0] = m;
    return damp(along);
  };
  return coordinateLaws(initial, dim).map((law, c) => ({
    target: [targets[2 * c], targets[2 * c + 1]],
    initial: law,
    damping,
  }));
}

function cosineLimit(plan: LimitArguments, model: CosineNetworkSpec): Limit {
  const { horizon, steps } = plan;
  const step = horizon / steps;
  const all = marginals(plan, model);
  const last = (path: Float64Array) => path.slice(-4);
  const values = cosineValues(
    plan,
    model,
    all.map((m) => last(marginalLimit(m, [horizon]))),
    (law) => jointLimit(law, horizon),
  );
  const euler = cosineValues(
    plan,
    model,
    all.map((m) => last(marginalLimitEuler(m, step, steps))),
    (law) => jointLimitEuler(law, step, steps),
  );
  return { kind: 'Fourier hierarchy', values, euler };
}

function cosineValues(
  { noise, initial }: LimitArguments,
  model: CosineNetworkSpec,
  ends: Float64Array[],
  solveJoint: (law: JointLaw) => Float64Array,
): LimitValues {
  const dim = ends.length;
  const targets = cosineTargets(model);
  const values: LimitValues = {};
  ends.forEach((rho, c) => {
    values[marginalName(c, dim)] = [rho[0], rho[1]];
  });
  if (dim === 1) values.rho2 = [ends[0][2], ends[0][3]];
  if (dim === 2) {
    const [difference, sum] = secondModes();
    values['rho(1,-1)'] = difference;
    values['rho(1,1)'] = sum;
  }
  values.risk = cosineRisk(targets, Float64Array.from(ends.flatMap((rho) => [rho[0], rho[1]])));
  return values;

  /** ρ(1,−1) and ρ(1,1): products where the noise keeps the coordinates independent. */
  function secondModes(): [[number, number], [number, number]] {
    if (noise.type === 'II' || noise.scale === 0) {
      const [[a, b], [c, d]] = ends;
      return [
        [a * c + b * d, b * c - a * d],
        [a * c - b * d, a * d + b * c],
      ];
    }
    const damp = dampingOf(noise, 2);
    const [first, second] = coordinateLaws(initial, 2);
    const joint = solveJoint({ targets, initial: [first, second], damping: (m1, m2) => damp([m1, m2]) });
    return [
      [joint[4], joint[5]],
      [joint[6], joint[7]],
    ];
  }
}
