/** The limits of linear systems, in closed form: mean-field Ornstein–Uhlenbeck and the linear network, which is one of them. */
import { exp, pow } from '../math/elementary.ts';
import { wholePower } from '../math/pow.ts';
import { coordinateLaws } from '../models/initialSpec.ts';
import type { LinearNetworkSpec, MeanFieldOuSpec } from '../models/spec.ts';
import type { NoiseSpec } from '../noise/noiseLaw.ts';
import { initialMean } from './initialLaw.ts';
import { dampingOf, type Limit, type LimitArguments, type LimitValues } from './limitArguments.ts';
import * as ou from './meanFieldOu.ts';
import { strongErrorScale } from './meanFieldOuErrors.ts';

/** Euler's path of a mean that obeys an equation of its own, in the drift's own form: the bits of a particle there. */
export function meanPath(
  { initial, horizon, steps }: LimitArguments,
  drift: (mean: number) => number,
): Float64Array {
  const step = horizon / steps;
  const path = new Float64Array(steps + 1);
  path[0] = initialMean(coordinateLaws(initial, 1)[0]);
  for (let k = 0; k < steps; k++) path[k + 1] = path[k] + step * drift(path[k]);
  return path;
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

export function ouLimit(plan: LimitArguments, { a, k }: MeanFieldOuSpec): Limit {
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

export function linearLimit(plan: LimitArguments, { c, target }: LinearNetworkSpec): Limit {
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
