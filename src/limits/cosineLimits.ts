/** The limit of the cosine network in any dimension, by its Fourier hierarchy, and its field along the Euler scheme. */
import { cosineRisk, cosineTargets, marginalName } from '../models/cosineNetwork.ts';
import { coordinateLaws } from '../models/initialSpec.ts';
import type { CosineNetworkSpec } from '../models/spec.ts';
import { type Marginal, marginalLimit } from './cosineNetwork.ts';
import { marginalLimitEuler } from './cosineNetworkEuler.ts';
import { type JointLaw, jointLimit } from './cosineNetworkJoint.ts';
import { jointLimitEuler } from './cosineNetworkJointEuler.ts';
import { dampingOf, type Limit, type LimitArguments, type LimitValues } from './limitArguments.ts';

export function cosinePath(plan: LimitArguments, model: CosineNetworkSpec): Float64Array {
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

export function cosineLimit(plan: LimitArguments, model: CosineNetworkSpec): Limit {
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
