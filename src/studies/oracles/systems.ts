/** Simulated systems against their exact laws. */
import { runCoupling } from '../../engine/coupling.ts';
import { readPlan } from '../../engine/plan.ts';
import { type SimulateOptions, simulate } from '../../engine/simulate.ts';
import { eulerFieldPath, limitOf } from '../../limits/limit.ts';
import { jointLogCFEuler, type OuParameters, particleScaleEuler } from '../../limits/meanFieldOu.ts';
import { createSymmetricStable } from '../../noise/symmetricStable.ts';
import { kolmogorovSmirnov } from '../../statistics/goodness.ts';
import { FALSE_ALARM_KOLMOGOROV, FALSE_ALARM_Z, type Oracle, oracle } from './oracle.ts';

const OU = { a: 0.5, k: 1, alpha: 1.5, sigma: 0.7 };
/** Particles of a linear system whose joint law is checked. */
export const OU_PARTICLES = 10;
const OU_STEPS = 8;

function ouProblem(replicas: number, seed: number) {
  return readPlan({
    model: { name: 'mean-field-ou', a: OU.a, k: OU.k },
    noise: { type: 'II', alpha: OU.alpha, scale: OU.sigma },
    initial: { law: 'point', value: 0 },
    horizon: 1,
    steps: OU_STEPS,
    particles: OU_PARTICLES,
    replicas,
    seed,
  });
}

/** N-particle law of the mean-field OU system: one particle's law, and the joint characteristic function. */
export async function ouLaw(replicas: number, seed: number, options: SimulateOptions): Promise<Oracle[]> {
  const { positions } = await simulate(ouProblem(replicas, seed), options);
  return linearLaw(OU, { id: 'ou', words: 'OU' }, positions, OU_STEPS);
}

/**
 * The law of N = OU_PARTICLES particles of a linear system from its point of rest after so many steps of a unit horizon:
 * one particle's law, and the joint characteristic function. Positions are replicas × N.
 */
export function linearLaw(
  p: OuParameters,
  { id, words }: { id: string; words: string },
  positions: Float64Array,
  steps: number,
): Oracle[] {
  const replicas = positions.length / OU_PARTICLES;
  const step = 1 / steps;
  const law = createSymmetricStable(p.alpha);
  const scale = particleScaleEuler(p, OU_PARTICLES, step, steps);
  const first = Float64Array.from({ length: replicas }, (_, r) => positions[r * OU_PARTICLES] / scale);
  const directions: Record<string, number[]> = {
    'one particle': [1],
    'a difference': [1, -1],
    'the sum of all': new Array<number>(OU_PARTICLES).fill(0.5),
    'unequal weights': [2, -1, 0.5, 0, 0, 0, 0, 0, 0, 1],
  };
  const characteristic = Object.entries(directions).map(([name, z]) => {
    let sum = 0;
    for (let r = 0; r < replicas; r++) {
      let inner = 0;
      for (let i = 0; i < z.length; i++) inner += z[i] * positions[r * OU_PARTICLES + i];
      sum += Math.cos(inner);
    }
    const cf = (by: number) =>
      Math.exp(
        jointLogCFEuler(
          p,
          OU_PARTICLES,
          z.map((v) => by * v),
          step,
          steps,
        ),
      );
    const expected = cf(1);
    const deviation = Math.sqrt(((1 + cf(2)) / 2 - expected ** 2) / replicas);
    return oracle(
      `${id}/cf/${name.replaceAll(' ', '-')}`,
      `joint characteristic function of ${OU_PARTICLES} ${words} particles along ${name}, α = ${p.alpha}`,
      expected,
      sum / replicas,
      FALSE_ALARM_Z * deviation,
    );
  });
  return [
    oracle(
      `${id}/ks`,
      `Kolmogorov–Smirnov distance of one of ${OU_PARTICLES} ${words} particles to its exact law, α = ${p.alpha}`,
      0,
      kolmogorovSmirnov(first, law.cdf).statistic,
      FALSE_ALARM_KOLMOGOROV / Math.sqrt(replicas),
    ),
    ...characteristic,
  ];
}

/** The coupled error of an OU particle is the same number for every particle, up to rounding. */
export function ouCommonError(seed: number): Oracle {
  const problem = ouProblem(1, seed);
  const steps = OU_STEPS;
  let spread = 0;
  for (let replica = 0; replica < 20; replica++) {
    const [value] = runCoupling({
      problem,
      replica,
      systems: [
        { particles: OU_PARTICLES, steps },
        { particles: OU_PARTICLES, steps, field: eulerFieldPath(problem.plan) },
      ],
      comparisons: [{ a: 0, b: 1, metric: { kind: 'spread' } }],
    });
    spread = Math.max(spread, value);
  }
  return oracle(
    'ou/common-error',
    'largest difference of the coupled chaos error between particles',
    0,
    spread,
    1e-10,
  );
}

/**
 * The two-dimensional cosine network at its horizon against the exact Euler limit, one mode per noise type: its
 * real part tells the noise types apart, its imaginary part feels the drift.
 */
export async function cosineTypes(
  particles: number,
  replicas: number,
  seed: number,
  options: SimulateOptions,
): Promise<Oracle[]> {
  const oracles: Oracle[] = [];
  for (const type of ['I', 'II', 'III'] as const) {
    const problem = readPlan({
      model: { name: 'cosine-network', amplitude: [1.6, 1.1], phase: [0.7, -0.3] },
      noise: { type, alpha: 1.5, scale: 0.5 },
      initial: { law: 'normal', mean: [-0.5, 0.4], variance: 0.25 },
      horizon: 1,
      steps: 16,
      particles,
      replicas,
      seed,
    });
    const { positions } = await simulate(problem, options);
    const count = particles * replicas;
    const measured = { Re: 0, Im: 0 };
    for (let i = 0; i < count; i++) {
      const difference = positions[2 * i] - positions[2 * i + 1];
      measured.Re += Math.cos(difference) / count;
      measured.Im += Math.sin(difference) / count;
    }
    const [Re, Im] = limitOf(problem.plan).euler['rho(1,-1)'] as [number, number];
    for (const [part, expected] of Object.entries({ Re, Im })) {
      oracles.push(
        oracle(
          `cosine/${part} rho(1,-1)/Type ${type}`,
          `${part} E exp(i(θ₁ − θ₂)) of the two-dimensional cosine network, Type ${type}, α = 1.5, against the exact Euler limit`,
          expected,
          measured[part as 'Re' | 'Im'],
          FALSE_ALARM_Z * Math.sqrt((1 - expected ** 2) / count) + 4 / particles,
        ),
      );
    }
  }
  return oracles;
}
