/**
 * The exact McKean–Vlasov limit of a plan at its horizon, in continuous time and of its Euler scheme, and the
 * Euler limit's field at every grid time, which drives limit particles.
 *
 * Values, by the names of the command line's contract. Cosine network: `rho1`, `rho2`, `risk`; in two
 * dimensions `rho(1,0)`, `rho(0,1)`, `rho(1,-1)`, `rho(1,1)`, `risk`; beyond, the marginals and `risk`.
 * Mean-field OU: scales of the SαS part of the laws, `scale`, `particleScale`, `chaosErrorScale`, under
 * `euler` also `strongErrorScale`. They are whole laws for a start at 0. From another start X_0 the limit
 * particle is `location` + `initialFactor`·(X_0 − E X_0) + its SαS part, and both are given.
 */
import { exp, pow } from '../math/elementary.ts';
import { wholePower } from '../math/pow.ts';
import { cosineRisk, cosineTargets, marginalName } from '../models/cosineNetwork.ts';
import { coordinateLaws, type InitialSpec } from '../models/initialSpec.ts';
import type { CosineNetworkSpec, MeanFieldOuSpec, ModelSpec } from '../models/spec.ts';
import { createNoise } from '../noise/createNoise.ts';
import type { NoiseSpec } from '../noise/noiseLaw.ts';
import { codeFieldPath, codeLimit, hasCodeLimit } from './codeLimit.ts';
import { type Marginal, marginalLimit } from './cosineNetwork.ts';
import { marginalLimitEuler } from './cosineNetworkEuler.ts';
import { type JointLaw, jointLimit } from './cosineNetworkJoint.ts';
import { jointLimitEuler } from './cosineNetworkJointEuler.ts';
import { initialMean } from './initialLaw.ts';
import * as ou from './meanFieldOu.ts';
import { strongErrorScale } from './meanFieldOuErrors.ts';

/** What a limit depends on; a plan has all of it. */
export interface LimitArguments {
  readonly model: ModelSpec;
  readonly noise: NoiseSpec;
  readonly initial: InitialSpec;
  readonly horizon: number;
  readonly steps: number;
  readonly particles: number;
}

/** Numbers, or complex numbers as [re, im]. */
export type LimitValues = Record<string, number | [number, number]>;

export interface Limit {
  /** `closed form`, `Fourier hierarchy` (numerical, to 13 digits), or what the code model's own module says. */
  readonly kind: 'closed form' | 'Fourier hierarchy' | 'of the code model';
  /** In continuous time. */
  readonly values: LimitValues;
  /** Of the Euler scheme with the plan's step. */
  readonly euler: LimitValues;
}

/** Whether `limitOf` and `eulerFieldPath` know the model's limit. */
export function hasExactLimit(model: ModelSpec): boolean {
  if (model.name === 'code') return hasCodeLimit(model);
  return model.name === 'mean-field-ou' || model.name === 'cosine-network';
}

/** @throws Error when no exact limit is known, or its accuracy cannot be met */
export function limitOf(plan: LimitArguments): Limit {
  switch (plan.model.name) {
    case 'mean-field-ou':
      return ouLimit(plan, plan.model);
    case 'cosine-network':
      return cosineLimit(plan, plan.model);
    case 'code':
      return codeLimit(plan, plan.model);
    default:
      throw noLimit(plan.model);
  }
}

/**
 * The field of the Euler scheme's limit at the grid times 0 … steps, (steps + 1) × fieldDim, in the model's
 * field layout. @throws Error when no exact limit is known, or its accuracy cannot be met
 */
export function eulerFieldPath(plan: LimitArguments): Float64Array {
  const { model, horizon, steps } = plan;
  if (model.name === 'code') return codeFieldPath(plan, model);
  if (model.name !== 'mean-field-ou' && model.name !== 'cosine-network') throw noLimit(model);
  const step = horizon / steps;
  if (model.name === 'mean-field-ou') {
    const path = new Float64Array(steps + 1);
    path[0] = initialMean(coordinateLaws(plan.initial, 1)[0]);
    // The drift's own form at x = m: the bits of a particle that sits at the mean.
    for (let k = 0; k < steps; k++) path[k + 1] = path[k] + step * (-model.a * path[k]);
    return path;
  }
  const all = marginals(plan, model);
  const path = new Float64Array((steps + 1) * 2 * all.length);
  all.forEach((marginal, c) => {
    const modes = marginalLimitEuler(marginal, step, steps);
    for (let k = 0; k <= steps; k++) path.set(modes.subarray(4 * k, 4 * k + 2), 2 * (k * all.length + c));
  });
  return path;
}

function noLimit(model: ModelSpec): Error {
  return new Error(
    `No exact limit is known for ${model.name}; simulate it, or study it with reference: doubling.`,
  );
}

/** D(m) = −log E e^{i⟨m, L_1⟩}: the noise law itself says how it damps a Fourier mode. */
function dampingOf(noise: NoiseSpec, dim: number): (modes: readonly number[]) => number {
  const law = createNoise(noise, dim, 1);
  return (modes) => -law.logCF(modes, 1);
}

/** Parameters of the OU closed forms, or undefined for another model; sigma is one coordinate's scale. */
export function ouParameters({
  model,
  noise,
}: Pick<LimitArguments, 'model' | 'noise'>): ou.OuParameters | undefined {
  return model.name === 'mean-field-ou' ? closedFormParameters(noise, model) : undefined;
}

function closedFormParameters(noise: NoiseSpec, { a, k }: Pick<MeanFieldOuSpec, 'a' | 'k'>): ou.OuParameters {
  return { a, k, alpha: noise.alpha, sigma: pow(dampingOf(noise, 1)([1]), 1 / noise.alpha) };
}

function ouLimit(
  { noise, initial, horizon, steps, particles }: LimitArguments,
  { a, k }: MeanFieldOuSpec,
): Limit {
  const p = closedFormParameters(noise, { a, k });
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
