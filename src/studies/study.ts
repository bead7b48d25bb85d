/**
 * Study files: what to vary, on what plan, how many replicas, and which error is measured.
 */
import { z } from 'zod';
import { asBadInput, BadInput } from '../engine/badInput.ts';
import type { Metric } from '../engine/coupling.ts';
import { type Problem, readPlan, whole } from '../engine/plan.ts';
import { parseOrRefuse } from '../engine/sentence.ts';
import { hasExactLimit, hasSchemeLimit } from '../limits/limit.ts';
import { fieldGrowth } from '../models/fieldGrowth.ts';
import { MOST_EXACT } from '../models/pairwiseSpec.ts';
import { commonNoiseOf } from '../noise/commonNoise.ts';
import { tailIndices } from '../noise/tailIndices.ts';
import { hasConstantSteps } from '../schemes/schemeSpec.ts';
import { hasBoundedDrift } from './boundedDrift.ts';
import { chaosClaim, discretisationClaim, errorGrowth, randomBatchClaim } from './claims.ts';
import { checkConfinement } from './confinement.ts';
import { checkMinibatch, type MinibatchStudy, minibatchSchema, minibatchSteps } from './minibatchStudy.ts';

const power = z.custom<number>((v) => typeof v === 'number' && v > 0 && v <= 2, {
  error: 'must be a number greater than 0 and at most 2',
});

/** Errors are (E‖·‖^power)^(1/power); power is 1 unless told, or ½ where the error has stable tails. */
const chaosMetric = z.strictObject({ kind: z.enum(['horizon', 'sup']), power: power.optional() });
const stepMetric = z.strictObject({ kind: z.enum(['horizon', 'sup', 'off-grid']), power: power.optional() });

const levels = (least: number) =>
  z.array(whole(least, 2 ** 24)).min(3, { error: 'must be a list of at least 3 levels' });

const chaosSchema = z.strictObject({
  study: z.literal('chaos'),
  /** A plan without particles and replicas: the study says these. */
  plan: z.record(z.string(), z.unknown()),
  particles: levels(2),
  replicas: whole(8, 2 ** 24),
  /** `exact`: limit particles driven by the exact Euler limit; `doubling`: N against 2N; `frozen`: a large run. */
  reference: z.enum(['exact', 'doubling', 'frozen']).default('exact'),
  metric: chaosMetric.default({ kind: 'sup' }),
});

const discretisationSchema = z.strictObject({
  study: z.literal('discretisation'),
  /** A plan without steps, cells, particles and replicas: the study says these. */
  plan: z.record(z.string(), z.unknown()),
  /** Coarse steps of each level; each is compared with twice as many on the same noise. */
  steps: levels(2),
  particles: whole(1, 2 ** 24),
  replicas: whole(8, 2 ** 24),
  /** `own`: interacting particles; `exact`: limit particles, each step driven by its exact Euler limit. */
  field: z.enum(['own', 'exact']).default('own'),
  metrics: z
    .array(z.discriminatedUnion('kind', [stepMetric, z.strictObject({ kind: z.literal('weak') })]))
    .min(1, { error: 'must be a list of at least one metric' }),
});

const randomBatchSchema = z.strictObject({
  study: z.literal('random-batch'),
  /** A plan of a pairwise model with random batches, without steps, cells, particles and replicas: the study says these. */
  plan: z.record(z.string(), z.unknown()),
  /** Steps of each level: random batches are compared with all pairs over the same steps on the same noise. */
  steps: levels(1),
  particles: whole(2, MOST_EXACT),
  replicas: whole(8, 2 ** 24),
  /** The theorem is about one time: the largest error over the grid times grows with their number. */
  metric: z
    .strictObject({ kind: z.literal('horizon'), power: power.optional() })
    .default({ kind: 'horizon' }),
});

const studySchema = z.discriminatedUnion('study', [
  chaosSchema,
  discretisationSchema,
  randomBatchSchema,
  minibatchSchema,
]);

type StrongMetric = Extract<Metric, { power: number }>;

/** A checked study: its plan is a problem ready to run, its metrics have their powers. */
export type ChaosStudy = Omit<z.output<typeof chaosSchema>, 'plan' | 'metric'> & {
  readonly problem: Problem;
  readonly metric: StrongMetric;
};
/** Errors against the step η, each level beside one of twice as many steps. */
export type DiscretisationStudy = Omit<z.output<typeof discretisationSchema>, 'plan' | 'metrics'> & {
  readonly problem: Problem;
  readonly metrics: readonly (StrongMetric | { readonly kind: 'weak' })[];
};
/** Random batches against all pairs, over the step η. */
export type RandomBatchStudy = Omit<z.output<typeof randomBatchSchema>, 'plan' | 'metric'> & {
  readonly problem: Problem;
  readonly metric: { readonly kind: 'horizon'; readonly power: number };
};
/** A study of rates that has been read. */
export type Study = ChaosStudy | DiscretisationStudy | RandomBatchStudy | MinibatchStudy;

/** What a study file may hold, before it is checked. */
export type StudyInput = z.input<typeof studySchema>;

/** @throws BadInput one sentence with field, value and range */
export function readStudy(input: unknown, baseDir?: string): Study {
  const study = checkStudy(input, baseDir);
  const { mode } = study.problem.plan;
  if (mode !== 'strict')
    throw new BadInput(
      `plan.mode is ${mode}; it must be strict in a study, whose verdicts have the same bits everywhere.`,
    );
  return study;
}

function checkStudy(input: unknown, baseDir?: string): Study {
  const study = parseOrRefuse(studySchema, input, 'study');
  if (study.study === 'chaos') {
    const { plan, metric, ...rest } = study;
    const own = {
      particles: Math.max(...study.particles) * (study.reference === 'doubling' ? 2 : 1),
      replicas: study.replicas,
    };
    const problem = readPlan(withOwn(plan, own), baseDir);
    ascending(study.particles, 'particles');
    asBadInput(() => chaosClaim(problem));
    if (study.reference === 'exact') checkExactLimit(problem, 'reference', insteadOfExact(problem));
    if (study.reference === 'frozen') refuseFrozen(problem);
    const confined = fieldGrowth(problem.plan.model, problem.program) === 'confined';
    if (confined) asBadInput(() => checkConfinement(problem.plan, own.particles));
    if (study.reference === 'frozen' && !confined && tailIndexOf(problem, 'horizon') < 2)
      throw new BadInput(
        `reference is "frozen"; the field of ${problem.plan.model.name} has α-stable tails, and the error of a large run is no smaller than what is measured, so use doubling.`,
      );
    return { ...rest, problem, metric: withPower(problem, metric) };
  }
  if (study.study === 'random-batch') return checkRandomBatch(study, baseDir);
  if (study.study === 'minibatch') {
    const { plan, ...rest } = study;
    ascending(study.particles, 'particles');
    const finest = minibatchSteps(study);
    const own = {
      steps: finest,
      cells: finest,
      particles: Math.max(...study.particles),
      replicas: study.replicas,
    };
    const problem = readPlan(withOwn(plan, own), baseDir);
    checkMinibatch(problem, tailIndexOf(problem, 'horizon') === 2);
    return { ...rest, problem };
  }
  const { plan, metrics, ...rest } = study;
  ascending(study.steps, 'steps');
  const finest = 2 * Math.max(...study.steps);
  const bad = study.steps.find((s) => finest % (2 * s) !== 0);
  if (bad !== undefined)
    throw new BadInput(`steps contains ${bad}; each must divide the finest, ${finest / 2}.`);
  if (study.metrics.some((m) => m.kind === 'off-grid') && study.steps.some((s) => s % 2 !== 0))
    throw new BadInput(
      'steps contains an odd number; off-grid errors are read after half the horizon, so each must be even.',
    );
  const problem = readPlan(
    withOwn(plan, { steps: finest, cells: finest, particles: study.particles, replicas: study.replicas }),
    baseDir,
  );
  const twice = metrics.find(({ kind }, k) => metrics.findIndex((m) => m.kind === kind) < k);
  if (twice !== undefined)
    throw new BadInput(`metrics has ${twice.kind} twice; each kind may be measured once.`);
  for (const { kind } of metrics) asBadInput(() => discretisationClaim(problem, kind));
  if (study.field === 'exact') {
    checkExactLimit(problem, 'field', 'own');
    if (problem.plan.model.name === 'linear-network' && metrics.some(({ kind }) => kind !== 'off-grid'))
      throw new BadInput(
        'field is "exact"; the drift of a linear network is a number there, and two steps on one noise differ by no random number at grid times, so use own.',
      );
  }
  return {
    ...rest,
    problem,
    metrics: metrics.map((m) => (m.kind === 'weak' ? m : withPower(problem, m, 'two steps'))),
  };
}

function checkRandomBatch(
  { plan, metric, ...rest }: z.output<typeof randomBatchSchema>,
  baseDir?: string,
): RandomBatchStudy {
  const { steps, particles, replicas } = rest;
  ascending(steps, 'steps');
  const finest = Math.max(...steps);
  const bad = steps.find((s) => finest % s !== 0);
  if (bad !== undefined) throw new BadInput(`steps contains ${bad}; each must divide the finest, ${finest}.`);
  const problem = readPlan(withOwn(plan, { steps: finest, cells: finest, particles, replicas }), baseDir);
  asBadInput(() => randomBatchClaim(problem));
  const { power } = withPower(problem, metric);
  return { ...rest, problem, metric: { kind: metric.kind, power } };
}

/** The plan with what the study says of it. @throws BadInput where the plan says it too */
export function withOwn(plan: Record<string, unknown>, own: Record<string, number>): Record<string, unknown> {
  for (const field of Object.keys(own)) {
    if (field in plan)
      throw new BadInput(
        `plan.${field} is given; the study itself says ${field}, so remove it from the plan.`,
      );
  }
  return { ...plan, ...own };
}

function checkExactLimit({ plan }: Problem, field: string, instead: string): void {
  if (hasSchemeLimit(plan)) return;
  const what = hasExactLimit(plan)
    ? `the scheme ${plan.scheme.name}${hasConstantSteps(plan.scheme) ? '' : ' with steps of several lengths'}`
    : `${plan.model.name}${plan.noise.common ? ' with common noise' : ''}`;
  throw new BadInput(`${field} is "exact"; no exact limit is known for ${what}, so use ${instead}.`);
}

function insteadOfExact({ plan, pairs }: Problem): string {
  const one = pairs !== undefined || commonNoiseOf(plan.noise) !== undefined || plan.scheme.name === 'sgd';
  return one ? 'doubling' : 'doubling or frozen';
}

/** @throws BadInput where the levels do not increase */
export function ascending(levels: readonly number[], field: string): void {
  const at = levels.findIndex((v, k) => k > 0 && v <= levels[k - 1]);
  if (at > 0)
    throw new BadInput(`${field} has ${levels[at]} after ${levels[at - 1]}; the levels must increase.`);
}

/**
 * Two steps of different length see a jump for different times, and a split step scales the noise by its length: their
 * difference keeps the tails where the drift is not bounded, or the noise is scaled. Systems of the same steps differ by their
 * fields only. A stable error has moments only below α, and a mean of |error|^p a valid interval only for p < α/2.
 * Coupled differences keep those tails when φ (of pairs: K) is unbounded, and off the grid; of a confined φ that is said
 * to be safe, since a scheme may follow the confinement more slowly than the equation.
 */
export function tailIndexOf(
  problem: Problem,
  kind: Metric['kind'],
  between: 'same steps' | 'two steps' = 'same steps',
): number {
  const { noise, initial, scheme } = problem.plan;
  const steps = between === 'two steps' && (!hasBoundedDrift(problem) || scheme.name === 'split-step');
  const heavy = errorGrowth(problem) !== 'bounded' || kind === 'off-grid' || steps;
  if (!heavy || kind === 'weak') return 2;
  return Math.min(tailIndices(noise).least, initial.law === 'stable' ? initial.alpha : 2);
}

/** A frozen field is that of one run: of one common path, of one sequence of batches, which no other replica sees. */
function refuseFrozen({ plan, pairs }: Problem): void {
  const why = pairs
    ? 'particles of a pairwise model do not meet through a field'
    : commonNoiseOf(plan.noise)
      ? 'the field depends on the path of the common noise, which every replica has its own of'
      : plan.scheme.name === 'sgd'
        ? 'the field depends on the minibatches, which every replica has its own of'
        : undefined;
  if (why !== undefined) throw new BadInput(`reference is "frozen"; ${why}, so it must be "doubling".`);
}

/** The metric with its power: refused where the error has no interval at that power. */
function withPower(
  problem: Problem,
  { kind, power }: { kind: StrongMetric['kind']; power?: number },
  between: 'same steps' | 'two steps' = 'same steps',
): StrongMetric {
  const tail = tailIndexOf(problem, kind, between);
  const chosen = power ?? (tail < 2 ? Math.min(0.5, 0.4 * tail) : 1);
  if (tail < 2 && chosen >= tail / 2)
    throw new BadInput(
      `metric power is ${chosen}; this error has α-stable tails, so it must be less than α/2 = ${tail / 2} for an interval to exist (0.5 serves every α > 1).`,
    );
  return { kind, power: chosen };
}
