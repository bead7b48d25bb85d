/**
 * A plan is plain data: everything a run depends on, and nothing else. It is checked once, here, and from
 * then on can be stored, hashed and sent to a worker.
 */
import { z } from 'zod';
import { settleModel } from '../models/codeFile.ts';
import { fileOf } from '../models/codeModel.ts';
import { createModel } from '../models/createModel.ts';
import { loadModelData, type ModelData } from '../models/data.ts';
import { type FormulaProgram, readFormulaModel } from '../models/formula/readModel.ts';
import { initialSpecSchema, isArray } from '../models/initialSpec.ts';
import { networkOf } from '../models/networkSpec.ts';
import { networkStart } from '../models/networkStart.ts';
import type { PairProgram } from '../models/pairProgram.ts';
import { type PairwiseSpec, requireMethod } from '../models/pairwiseSpec.ts';
import { probeModel } from '../models/probeModel.ts';
import { readPairs } from '../models/readPairs.ts';
import { modelSpecSchema } from '../models/spec.ts';
import { loadStart } from '../models/startArray.ts';
import { commonNoiseOf } from '../noise/commonNoise.ts';
import { createNoise } from '../noise/createNoise.ts';
import { checkAddress } from '../random/address.ts';
import { hasConstantSteps, schemeSpecSchema } from '../schemes/schemeSpec.ts';
import { asBadInput, BadInput } from './badInput.ts';
import { spanCount } from './blocks.ts';
import { requireFloat32 } from './float32Range.ts';
import { initialOf } from './initialOf.ts';
import { scratchBytes } from './kernels/layout.ts';
import { requireMemory } from './memory.ts';
import { MODES } from './mode.ts';
import { createMoves } from './moves.ts';
import { parseOrRefuse } from './sentence.ts';

/** A number field whose refusal states the whole range. */
function number(range: string, allowed: (value: number) => boolean): z.ZodType<number> {
  return z.custom<number>((v) => typeof v === 'number' && allowed(v), { error: `must be ${range}` });
}

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number): z.ZodType<number> {
  return number(`a whole number from ${min} to ${max}`, (v) => Number.isInteger(v) && v >= min && v <= max);
}

export const noiseSpecSchema = z.strictObject({
  type: z.enum(['I', 'II', 'III']).default('II'),
  alpha: number('a number from 0.5 to 2', (v) => v >= 0.5 && v <= 2),
  scale: number('a finite number, 0 or more', (v) => v >= 0 && v < Infinity),
  convention: z.enum(['standard', 'reference-code']).default('standard'),
  /** One path that all particles share, added to their own; type and alpha are theirs unless told. */
  common: z
    .strictObject({
      scale: number('a finite number, 0 or more', (v) => v >= 0 && v < Infinity),
      type: z.enum(['I', 'II', 'III']).optional(),
      alpha: number('a number from 0.5 to 2', (v) => v >= 0.5 && v <= 2).optional(),
    })
    .optional(),
});

const LARGEST = 2 ** 32;

export const planSchema = z.strictObject({
  model: modelSpecSchema,
  noise: noiseSpecSchema,
  initial: initialSpecSchema,
  scheme: schemeSpecSchema.default({ name: 'euler' }),
  /** End of the time interval [0, horizon]. */
  horizon: number('a finite number greater than 0', (v) => v > 0 && v < Infinity),
  /** Euler steps; the step is η = horizon / steps. */
  steps: whole(1, LARGEST),
  /** Finest time cells, a multiple of `steps`: plans with equal cells share their noise whatever their step. */
  cells: whole(1, LARGEST).optional(),
  particles: whole(1, LARGEST),
  replicas: whole(1, LARGEST).default(1),
  seed: whole(0, Number.MAX_SAFE_INTEGER).default(1),
  /** How the numbers are computed: see mode.ts. */
  mode: z.enum(MODES).default('strict'),
});

type Parsed = z.output<typeof planSchema>;

/** A checked plan: `cells` is filled in. */
export type Plan = Omit<Parsed, 'cells'> & { readonly cells: number };

/** A plan with the data that its model and its start need, ready to run or to send to a worker. */
export interface Problem {
  readonly plan: Plan;
  readonly data: ModelData | undefined;
  /** Of a formula model: its formulas, compiled. */
  readonly program?: FormulaProgram | undefined;
  /** Of a pairwise model: its formulas, compiled. */
  readonly pairs?: PairProgram | undefined;
  /** Initial positions from an array, rows × dim, in shared memory. */
  readonly start?: Float64Array | undefined;
}

/**
 * Bytes that a run of the plan needs on so many threads: positions and field path of every replica, which it
 * returns; two sets of span sums for every replica that runs at the same time, and of a pairwise model its drift, sums and
 * division; a network's data, packed twice; given starts; every thread's scratch. What is kept between gather and drift comes on top
 * where it fits.
 */
export function memoryNeeded(plan: Plan, dim: number, fieldDim: number, threads: number = 1): number {
  const data =
    plan.model.name === 'neural-network' ? 2 * dim * (fieldDim / networkOf(plan.model).outputs) : 0;
  const together = Math.min(threads, plan.replicas);
  const pairs = plan.model.name === 'pairwise' ? together * (3 * dim + 1) * plan.particles : 0;
  const kept = plan.particles * dim + (plan.steps + 1) * fieldDim;
  const sums = 2 * together * spanCount(plan.particles) * fieldDim;
  const start = isArray(plan.initial) ? plan.particles * dim : 0;
  return (
    8 * (plan.replicas * kept + sums + data + pairs + start) + (threads + 1) * scratchBytes(dim, fieldDim)
  );
}

/** @throws BadInput when the plan needs more memory than the machine has */
export function checkMemory(plan: Plan, dim: number, fieldDim: number, threads: number = 1): void {
  const replicas = plan.replicas === 1 ? '' : ` and replicas is ${plan.replicas}`;
  requireMemory(
    memoryNeeded(plan, dim, fieldDim, threads),
    `particles is ${plan.particles}${replicas}; with ${dim} coordinate${dim > 1 ? 's' : ''} each and ${plan.steps} steps that`,
  );
}

/** @throws BadInput, RangeError where a pairwise model cannot run as the plan says */
function requirePairwise({ method }: PairwiseSpec, { particles, mode }: Plan): void {
  requireMethod(method, particles);
  if (mode !== 'strict') throw new BadInput(`mode is "${mode}"; it must be "strict" for a pairwise model.`);
}

/** Refuses a scheme that does not fit the model, and a schedule that is none. */
function checkScheme(plan: Plan, data: ModelData | undefined): void {
  createMoves(plan, plan.steps);
  const { scheme, model, noise } = plan;
  const common = commonNoiseOf(noise);
  if (common && common.alpha !== noise.alpha && (scheme.name === 'split-step' || !hasConstantSteps(scheme)))
    throw new BadInput(
      `noise.common.alpha is ${common.alpha}; with ${scheme.name === 'split-step' ? 'scheme split-step' : 'a schedule'}, whose noise is scaled by the tail index, it must be that of the particles' own noise, ${noise.alpha}.`,
    );
  if (scheme.name !== 'sgd') return;
  if (data === undefined)
    throw new BadInput(
      `scheme.name is "sgd"; its minibatches are of a network's data, and ${model.name} has none, so use euler.`,
    );
  if (scheme.batch > data.count)
    throw new BadInput(
      `scheme.batch is ${scheme.batch}; it must be a whole number from 1 to ${data.count}, the number of data points.`,
    );
}

/**
 * Checks `input` (parsed YAML or JSON, or a literal), loads the model's data, and refuses what cannot run.
 * @param baseDir folder that file names in the plan are relative to
 * @throws BadInput one sentence with the field, the value given and the range allowed
 */
export function readPlan(input: unknown, baseDir: string = process.cwd()): Problem {
  const parsed = parseOrRefuse(planSchema, input, 'plan');
  const cells = parsed.cells ?? parsed.steps;
  if (cells % parsed.steps !== 0)
    throw new BadInput(`steps is ${parsed.steps}; it must divide cells, which is ${cells}.`);
  return asBadInput(() => {
    const settled = settleModel(parsed.model, baseDir);
    const data = loadModelData(settled, baseDir);
    const program = settled.name === 'formula' ? readFormulaModel(settled) : undefined;
    const model = createModel(settled, { data, program, particles: parsed.particles });
    const hidden = networkStart(settled, model.dim, parsed.particles)?.hidden ?? model.dim;
    checkMemory({ ...parsed, model: settled, cells, replicas: 1 }, model.dim, model.fieldDim);
    const { initial, start } = loadStart(parsed.initial, model.dim, hidden, parsed.particles, baseDir);
    const plan: Plan = { ...parsed, model: settled, initial, cells };
    checkAddress({
      particles: plan.particles,
      replicas: plan.replicas,
      cells,
      coordinates: model.dim,
      seed: plan.seed,
    });
    createNoise(plan.noise, model.dim, plan.horizon / cells);
    checkScheme(plan, data);
    if (settled.name === 'code' && plan.mode !== 'strict')
      throw new BadInput(
        `mode is "${plan.mode}"; a code model is computed as it is written, so it must be strict.`,
      );
    if (settled.name === 'pairwise') requirePairwise(settled, plan);
    if (plan.mode === 'float32') requireFloat32(plan, data);
    const pairs = settled.name === 'pairwise' ? readPairs(settled) : undefined;
    const problem: Problem = { plan, data, program, pairs, start };
    const from = initialOf(problem, model.dim);
    if (settled.name === 'code') {
      const x = new Float64Array(Math.min(plan.particles, 64) * model.dim);
      from({ seed: plan.seed, replica: 0 }, 0, x.length / model.dim, x);
      probeModel(model, x, fileOf(settled));
    }
    return problem;
  });
}
