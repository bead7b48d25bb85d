/**
 * The linear network, the Kuramoto model and the double well against their exact laws and limits.
 *
 * Fields of N particles are judged by the spread of their replicas (Student's t), since particles that meet fluctuate
 * together; their mean differs from the limit's field by a few times 1/N, which is allowed for.
 */
import { readPlan } from '../../engine/plan.ts';
import { type SimulateOptions, simulate } from '../../engine/simulate.ts';
import { marginalLimit } from '../../limits/cosineNetwork.ts';
import { cauchyOrder, kuramotoMarginal } from '../../limits/kuramoto.ts';
import { eulerFieldPath, ouParameters } from '../../limits/limit.ts';
import { chaosErrorScaleEuler } from '../../limits/meanFieldOu.ts';
import { modulus } from '../../math/modulus.ts';
import { createNoise } from '../../noise/createNoise.ts';
import { createSymmetricStable } from '../../noise/symmetricStable.ts';
import { kolmogorovSmirnov } from '../../statistics/goodness.ts';
import { meanInterval } from '../../statistics/interval.ts';
import { FALSE_ALARM_KOLMOGOROV, type Oracle, oracle } from './oracle.ts';
import { linearLaw, OU_PARTICLES } from './systems.ts';

/** The confidence of intervals whose false alarms are those of FALSE_ALARM_Z. */
const CONFIDENCE = 1 - 5e-7;

/**
 * The linear network's joint law of N particles, and its coupled chaos error: the limit particle adds its noise to a
 * number, so that the error is what is left of a position without both, the same for every particle.
 */
export async function linearNetworkLaw(
  replicas: number,
  seed: number,
  options: SimulateOptions,
): Promise<Oracle[]> {
  const steps = 8;
  const { plan, data } = readPlan({
    model: { name: 'linear-network', c: 1.5, target: 0.4 },
    noise: { type: 'II', alpha: 1.5, scale: 0.7 },
    initial: { law: 'point', value: 1 },
    horizon: 1,
    steps,
    particles: OU_PARTICLES,
    replicas,
    seed,
  });
  const { positions } = await simulate({ plan, data }, options);
  const p = ouParameters(plan)!;
  const location = eulerFieldPath(plan)[steps];
  const centred = positions.map((x) => x - location);
  const noise = createNoise(plan.noise, 1, 1 / steps);
  const increments = new Float64Array(OU_PARTICLES);
  const errors = new Float64Array(replicas);
  let spread = 0;
  for (let replica = 0; replica < replicas; replica++) {
    increments.fill(0);
    noise.addIncrement({ seed, replica }, 0, OU_PARTICLES, 0, steps, increments);
    const each = increments.map((own, i) => centred[replica * OU_PARTICLES + i] - own);
    errors[replica] = each[0];
    const size = Math.max(1, ...increments.map(Math.abs));
    for (const error of each) spread = Math.max(spread, Math.abs(error - each[0]) / size);
  }
  const scale = chaosErrorScaleEuler(p, OU_PARTICLES, 1 / steps, steps);
  return [
    ...linearLaw(p, { id: 'linear', words: 'linear-network' }, centred, steps),
    oracle(
      'linear/chaos-error',
      `Kolmogorov–Smirnov distance of the linear network's coupled chaos error to its exact law, α = ${p.alpha}`,
      0,
      kolmogorovSmirnov(
        errors.map((e) => e / scale),
        createSymmetricStable(p.alpha).cdf,
      ).statistic,
      FALSE_ALARM_KOLMOGOROV / Math.sqrt(replicas),
    ),
    oracle(
      'linear/common-error',
      'largest difference of that error between particles, relative to the largest noise',
      0,
      spread,
      1e-13,
    ),
  ];
}

/** The Fourier hierarchy against the closed form of Cauchy noise. */
export function kuramotoClosedForm(): Oracle {
  const [coupling, sigma, scale, horizon] = [2, 0.5, 1, 3];
  const initial = { law: 'stable', location: 0.7, scale, alpha: 1 } as const;
  const law = { coupling, alpha: 1, initial, damping: (m: number) => sigma * m };
  const [re, im] = marginalLimit(kuramotoMarginal(law), [horizon]);
  return oracle(
    'kuramoto/closed-form',
    'order parameter of the Kuramoto model by its Fourier hierarchy against the closed form, α = 1',
    cauchyOrder(coupling, sigma, Math.exp(-scale), horizon),
    modulus(re, im),
    1e-9,
  );
}

/** ρ₁ of the Kuramoto model at its horizon against the exact Euler limit. */
export async function kuramotoOrder(
  particles: number,
  replicas: number,
  seed: number,
  options: SimulateOptions,
): Promise<Oracle[]> {
  const oracles: Oracle[] = [];
  const cases = [
    { alpha: 1.5, scale: 0.5, initial: { law: 'normal', mean: -0.5, variance: 1 } },
    { alpha: 1, scale: 0.5, initial: { law: 'stable', alpha: 1, scale: 1, location: 0.7 } },
  ];
  for (const { alpha, scale, initial } of cases) {
    const problem = readPlan({
      model: { name: 'kuramoto', coupling: 1.7 },
      noise: { type: 'II', alpha, scale },
      initial,
      horizon: 1,
      steps: 16,
      particles,
      replicas,
      seed,
    });
    const { fields } = await simulate(problem, options);
    const [re, im] = eulerFieldPath(problem.plan).slice(-2);
    for (const [f, [part, expected]] of Object.entries({ Re: re, Im: im }).entries())
      oracles.push(
        fieldOracle(
          `kuramoto/${part} rho1/alpha=${alpha}`,
          `${part} ρ₁ of the Kuramoto model, α = ${alpha}, against the exact Euler limit`,
          expected,
          lastFields(fields, replicas, 2, f),
          particles,
        ),
      );
  }
  return oracles;
}

/** Mean and second moment of the double well at its horizon against the exact Euler limit, α = 2. */
export async function doubleWellMoments(
  particles: number,
  replicas: number,
  seed: number,
  options: SimulateOptions,
): Promise<Oracle[]> {
  const problem = readPlan({
    model: { name: 'double-well', coupling: 1 },
    noise: { type: 'II', alpha: 2, scale: 0.5 },
    initial: { law: 'normal', mean: 0.3, variance: 0.25 },
    horizon: 1,
    steps: 32,
    particles,
    replicas,
    seed,
  });
  const { fields } = await simulate(problem, options);
  const [mean, secondMoment] = eulerFieldPath(problem.plan).slice(-2);
  return Object.entries({ mean, 'second moment': secondMoment }).map(([name, expected], f) =>
    fieldOracle(
      `double-well/${name.replace(' ', '-')}`,
      `${name} of the double well, α = 2, against the exact Euler limit`,
      expected,
      lastFields(fields, replicas, 2, f),
      particles,
    ),
  );
}

/** Entry f of the field at the horizon, one per replica. */
function lastFields(fields: Float64Array, replicas: number, fieldDim: number, f: number): Float64Array {
  const length = fields.length / replicas;
  return Float64Array.from({ length: replicas }, (_, r) => fields[(r + 1) * length - fieldDim + f]);
}

function fieldOracle(
  id: string,
  statement: string,
  expected: number,
  samples: Float64Array,
  particles: number,
): Oracle {
  const { estimate, interval } = meanInterval(samples, CONFIDENCE);
  return oracle(id, statement, expected, estimate, (interval[1] - interval[0]) / 2 + 4 / particles);
}
