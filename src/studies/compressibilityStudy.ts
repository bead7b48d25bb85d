/**
 * Compressibility studies as a file writes them, and what they refuse: src/studies/compressibility.ts says what they measure.
 */
import { z } from 'zod';
import { BadInput } from '../engine/badInput.ts';
import { modelOf } from '../engine/modelOf.ts';
import { type Problem, readPlan, whole } from '../engine/plan.ts';
import { parseOrRefuse } from '../engine/sentence.ts';
import { pow } from '../math/elementary.ts';
import { isArray } from '../models/initialSpec.ts';
import { networkOf } from '../models/networkSpec.ts';
import { ascending, withOwn } from './study.ts';

function number(range: string, allowed: (value: number) => boolean) {
  return z.custom<number>((v) => typeof v === 'number' && allowed(v), { error: `must be ${range}` });
}

const fraction = number('a number strictly between 0 and 1', (v) => v > 0 && v < 1);
const fractions = z.array(fraction).min(1, { error: 'must be a list of at least one number' });

/** κ of the curves unless told; those that keep less than one neuron of the narrowest system are left out. */
const KEPT = [0.01, 0.015, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

export const compressibilitySchema = z.strictObject({
  study: z.literal('compressibility'),
  /** A plan without noise.alpha, particles and replicas (and steps, on the schedule): the study says these. */
  plan: z.record(z.string(), z.unknown()),
  /** Tail indices of the noise; the Gaussian baseline 2 is added where it is missing. */
  alphas: z
    .array(number('a number from 0.5 to 2', (v) => v >= 0.5 && v <= 2))
    .min(1, { error: 'must be a list of at least one number' })
    .default([1.2, 1.5, 1.75, 1.9, 2]),
  particles: z.array(whole(10, 2 ** 28)).min(1, { error: 'must be a list of at least one level' }),
  /** Systems per α and level: one number, or one for each level. */
  replicas: z.union([whole(2, 2 ** 24), z.array(whole(2, 2 ** 24))]),
  /** `fixed`: the plan's steps at every width; else the step of the theorem, η = n^(−α/2−1) or just below. */
  schedule: z.strictObject({ step: z.enum(['fixed', 'n^(-alpha/2-1)']) }).default({ step: 'fixed' }),
  /** Kept fractions κ. */
  kept: fractions.optional(),
  /** p of the relative ℓ_p error; 2 is the Frobenius norm. */
  power: number('a number greater than 0 and at most 16', (v) => v > 0 && v <= 16).default(2),
  /** ε: relative errors, not squared. */
  thresholds: fractions.default([0.1, 0.2, 0.3, 0.5]),
  /** The relative error up to which neurons are pruned; squared as in the experiments of Wan et al. */
  target: z
    .strictObject({ error: fraction, squared: z.boolean().default(false) })
    .default({ error: 0.1, squared: true }),
  /** δ: an error is reached when it is with probability 1 − δ. */
  deltas: fractions.default([0.1]),
});

/** One width at one tail index, ready to run. */
export interface CompressibleSystem {
  readonly alpha: number;
  readonly particles: number;
  readonly steps: number;
  readonly replicas: number;
  readonly problem: Problem;
}

type Parsed = z.output<typeof compressibilitySchema>;

/** A checked compressibility study. */
export type CompressibilityStudy = Omit<Parsed, 'plan' | 'replicas' | 'kept'> & {
  /** The first system's; plan, model, data and seed of the others are the same but for α, width and steps. */
  readonly problem: Problem;
  readonly replicas: readonly number[];
  readonly kept: readonly number[];
  /** Whether α = 2 was added to the file's. */
  readonly baselineAdded: boolean;
  /** α by α, each from the narrowest to the widest. */
  readonly systems: readonly CompressibleSystem[];
  /** Coordinates of a particle that are measured and pruned: all but trained output weights. */
  readonly width: number;
};

/** What a compressibility study file may hold, before it is checked. */
export type CompressibilityInput = z.input<typeof compressibilitySchema>;

/** @throws BadInput one sentence with field, value and range */
export function readCompressibility(input: unknown, baseDir?: string): CompressibilityStudy {
  const { plan, ...given } = parseOrRefuse(compressibilitySchema, input, 'study');
  const { particles } = given;
  ascending(particles, 'particles');
  ascending(given.alphas, 'alphas');
  ascending(given.thresholds, 'thresholds');
  ascending(given.deltas, 'deltas');
  const replicas = replicasOf(given);
  const kept = keptOf(given);
  const baselineAdded = !given.alphas.includes(2);
  const alphas = baselineAdded ? [...given.alphas, 2] : given.alphas;
  const scheduled = given.schedule.step !== 'fixed';
  const noise = noiseOf(plan);
  const stepsOf = (alpha: number, n: number) =>
    scheduled ? scheduledSteps(alpha, n, plan.horizon) : asNumber(plan.steps);
  checkWork(
    alphas.flatMap((alpha) =>
      particles.map((n, level) => ({
        alpha,
        particles: n,
        steps: stepsOf(alpha, n),
        replicas: replicas[level],
      })),
    ),
    given.schedule.step,
  );
  let data: Problem['data'];
  const systems = alphas.flatMap((alpha) =>
    particles.map((n, level): CompressibleSystem => {
      const steps = stepsOf(alpha, n);
      const own = { particles: n, replicas: replicas[level], ...(scheduled ? { steps, cells: steps } : {}) };
      const read = readPlan({ ...withOwn(plan, own), noise: { ...noise, alpha } }, baseDir);
      data ??= read.data;
      const problem = { ...read, data };
      return { alpha, particles: n, steps: read.plan.steps, replicas: replicas[level], problem };
    }),
  );
  const { problem } = systems[0];
  checkPlan(problem, particles);
  return { ...given, alphas, replicas, kept, baselineAdded, systems, problem, width: widthOf(problem) };
}

function replicasOf({ replicas, particles }: Pick<Parsed, 'replicas' | 'particles'>): number[] {
  if (typeof replicas === 'number') return particles.map(() => replicas);
  if (replicas.length === particles.length) return replicas;
  throw new BadInput(
    `replicas has ${replicas.length} numbers; it must be one number, or one for each of the ${particles.length} levels of particles.`,
  );
}

function keptOf({ kept, particles }: { kept?: number[] | undefined; particles: number[] }): number[] {
  const least = 1 / particles[0];
  if (kept === undefined) return KEPT.filter((fraction) => fraction >= least);
  ascending(kept, 'kept');
  if (kept[0] < least)
    throw new BadInput(
      `kept has ${kept[0]}; of ${particles[0]} particles that is less than one, so it must be at least ${least}.`,
    );
  return kept;
}

function noiseOf({ noise }: Record<string, unknown>): object {
  if (noise === null || typeof noise !== 'object' || Array.isArray(noise)) return noise as object;
  if ('alpha' in noise)
    throw new BadInput(
      'plan.noise.alpha is given; the study itself says alphas, so remove it from the plan.',
    );
  return noise;
}

/** The least number of steps with horizon/steps ≤ n^(−α/2−1), of Wan et al. (ICML 2024). */
function scheduledSteps(alpha: number, n: number, horizon: unknown): number {
  const steps = Math.ceil(asNumber(horizon) * pow(n, alpha / 2 + 1));
  if (steps <= MOST_STEPS) return Math.max(1, steps);
  throw new BadInput(
    `schedule.step is "n^(-alpha/2-1)"; ${n} particles at α = ${alpha} need ${scientific(steps)} steps, and at most ${scientific(MOST_STEPS)} can be taken, so use fewer particles or a fixed step.`,
  );
}

/** A positive number of the plan; what is none is refused with the plan. */
function asNumber(value: unknown): number {
  return typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY ? value : 1;
}

/** Steps of one run at most, and particle-steps of a study: about a day on eight cores at 2·10⁷ a second each. */
const MOST_STEPS = 2 ** 32;
const MOST_WORK = 1e13;

function checkWork(systems: readonly Omit<CompressibleSystem, 'problem'>[], step: string): void {
  const work = (s: (typeof systems)[number]) => s.particles * s.steps * s.replicas;
  const total = systems.reduce((sum, system) => sum + work(system), 0);
  if (total <= MOST_WORK) return;
  const most = systems.reduce((a, b) => (work(a) >= work(b) ? a : b));
  throw new BadInput(
    `schedule.step is "${step}"; the study would take ${scientific(total)} particle-steps, ${scientific(most.steps)} steps of ${most.particles} particles at α = ${most.alpha} among them, and at most ${scientific(MOST_WORK)} can be, so use fewer particles, replicas or steps.`,
  );
}

function checkPlan({ plan }: Problem, particles: readonly number[]): void {
  if (plan.mode !== 'strict')
    throw new BadInput(
      `plan.mode is ${plan.mode}; it must be strict in a study, whose numbers have the same bits everywhere.`,
    );
  if (plan.noise.scale === 0)
    throw new BadInput('plan.noise.scale is 0; it must be greater than 0, or every α gives the same system.');
  if (isArray(plan.initial) && particles.length > 1)
    throw new BadInput(
      `particles has ${particles.length} levels; plan.initial gives the start of one width, so it must have one.`,
    );
}

/** Trained output weights stay as they are: Wan et al. prune the columns of the hidden layer. */
function widthOf(problem: Problem): number {
  const { dim } = modelOf(problem);
  const { model } = problem.plan;
  if (model.name !== 'neural-network') return dim;
  const { trained, outputs } = networkOf(model);
  return trained ? dim - outputs : dim;
}

function scientific(value: number): string {
  return value < 1e5 ? String(value) : value.toExponential(1).replace('e+', 'e');
}
