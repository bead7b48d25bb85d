/**
 * The law of |θ| at the horizon, θ one particle of a plan's limit in one dimension, where it is known: of the Euler scheme
 * with the plan's step, or in continuous time.
 *
 * Mean-field OU and linear network: θ = location + factor·(X_0 − E X_0) + scale·X, X symmetric α-stable (linearLimits.ts);
 * from a point at location 0 that is the stable law itself, else by its characteristic function. Cosine network: by the
 * chains of its Fourier modes (cosineNetworkLaw.ts). The tail of a stable start is that of the heavier of start and noise.
 */
import { exp, pow, sincos } from '../math/elementary.ts';
import { modulus } from '../math/modulus.ts';
import { cosineTargets } from '../models/cosineNetwork.ts';
import { type CoordinateLaw, coordinateLaws, isArray } from '../models/initialSpec.ts';
import { commonNoiseOf } from '../noise/commonNoise.ts';
import { stableMagnitude } from '../pruning/theory/laws.ts';
import type { MagnitudeLaw } from '../pruning/theory/magnitudeLaw.ts';
import { cosineModes, cosineModesEuler, type PhaseLaw } from './cosineNetworkLaw.ts';
import { initialMean, modeOf } from './initialLaw.ts';
import { frequencyRule, lawFromModes } from './lawFromModes.ts';
import { eulerFieldPath, hasSchemeLimit, limitOf } from './limit.ts';
import { dampingOf, type LimitArguments } from './limitArguments.ts';

/** Options of `particleLaw`. */
export interface ParticleLawOptions {
  /** Of the Euler scheme with the plan's step (unless told), or in continuous time. */
  readonly time?: 'euler' | 'continuous';
}

/** Undefined where no such law is known: other models, more dimensions, common noise, no noise, a given or heavy-tailed start. */
export function particleLaw(
  plan: LimitArguments,
  options: ParticleLawOptions = {},
): MagnitudeLaw | undefined {
  const { model, noise, initial } = plan;
  const { time = 'euler' } = options;
  if (noise.scale === 0 || commonNoiseOf(noise) !== undefined || isArray(initial)) return undefined;
  if (time === 'euler' && !hasSchemeLimit(plan)) return undefined;
  if (initial.law === 'parts' || initial.law === 'pytorch' || initial.law === 'stable') return undefined;
  switch (model.name) {
    case 'mean-field-ou':
    case 'linear-network':
      return linearLaw(plan, time);
    case 'cosine-network':
      return cosineTargets(model).length === 2 ? cosineLaw(plan, cosineTargets(model), time) : undefined;
    default:
      return undefined;
  }
}

function nameOf({ model, noise }: LimitArguments): string {
  return `one particle of ${model.name}, alpha ${noise.alpha}`;
}

/** Half the width of a start, as far as its law is not negligible. */
function spreadOf(law: CoordinateLaw): number {
  if (law.law === 'normal') return 4 * Math.sqrt(law.variance);
  return law.law === 'uniform' ? (law.high - law.low) / 2 : 0;
}

/** How many times its displacement by other things than noise the reach of a law is. */
const REACH = 30;
/** e^−37 is negligible beside 1. */
const NEGLIGIBLE_LOG = 37;

function linearLaw(plan: LimitArguments, time: 'euler' | 'continuous'): MagnitudeLaw {
  const { initial, noise } = plan;
  const limit = limitOf(plan);
  const values = time === 'euler' ? limit.euler : limit.values;
  const scale = values.scale as number;
  const location = (values.location as number | undefined) ?? 0;
  const factor = (values.initialFactor as number | undefined) ?? 0;
  const start = coordinateLaws(initial, 1)[0];
  const spread = Math.abs(factor) * spreadOf(start);
  if (location === 0 && spread === 0) return stableMagnitude(noise.alpha, scale);
  // in units of the scale of the noise
  const reach = REACH * (1 + (Math.abs(location) + spread) / scale);
  const rule = frequencyRule(reach);
  const mean = initialMean(start);
  const turn = new Float64Array(2);
  const real = (u: number): number => {
    const mode = modeOf(start, (factor * u) / scale);
    // X_0 is symmetric about its mean: E e^{iv(X_0 − mean)} is real
    sincos((factor * u * (mode.centre - mean) + location * u) / scale, turn);
    return mode.size * turn[1] * exp(-pow(u, noise.alpha));
  };
  const count = Math.ceil(pow(NEGLIGIBLE_LOG, 1 / noise.alpha)) + 1;
  const re = new Float64Array(rule.v.length * count);
  for (let j = 0; j < rule.v.length; j++)
    for (let m = 0; m < count; m++) re[j * count + m] = real(m + rule.v[j]);
  return lawFromModes(nameOf(plan), { rule, re, count, reach }, { alpha: noise.alpha, scale: 1 }, scale);
}

function cosineLaw(
  plan: LimitArguments,
  target: ArrayLike<number>,
  time: 'euler' | 'continuous',
): MagnitudeLaw {
  const { initial, noise, horizon, steps } = plan;
  const damp = dampingOf(noise, 1);
  const start = coordinateLaws(initial, 1)[0];
  const law: PhaseLaw = {
    target: [target[0], target[1]],
    initial: start,
    damping: (u) => damp([u]),
  };
  const pull = (modulus(target[0], target[1]) + 1) / 2;
  const reach = REACH * (1 + spreadOf(start) + Math.abs(initialMean(start)) + pull * horizon);
  const rule = frequencyRule(reach);
  const modes =
    time === 'euler'
      ? cosineModesEuler(law, eulerFieldPath(plan), horizon / steps, steps, rule, reach)
      : cosineModes(law, horizon, rule, reach);
  const scale = pow(damp([1]) * horizon, 1 / noise.alpha);
  return lawFromModes(nameOf(plan), modes, { alpha: noise.alpha, scale });
}
