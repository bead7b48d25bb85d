/**
 * A plan is plain data: everything a run depends on, and nothing else. It is checked once, here, and from
 * then on can be stored, hashed and sent to a worker.
 */
import { z } from 'zod';
import { createModel } from '../models/createModel.ts';
import { loadModelData, type ModelData } from '../models/data.ts';
import { createInitial } from '../models/initial.ts';
import { initialSpecSchema } from '../models/initialSpec.ts';
import { modelSpecSchema } from '../models/spec.ts';
import { createNoise } from '../noise/createNoise.ts';
import { checkAddress } from '../random/address.ts';
import { asBadInput, BadInput } from './badInput.ts';
import { spanCount } from './blocks.ts';
import { requireFloat32 } from './float32Range.ts';
import { scratchBytes } from './kernels/layout.ts';
import { requireMemory } from './memory.ts';
import { MODES } from './mode.ts';
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
});

const LARGEST = 2 ** 32;

export const planSchema = z.strictObject({
  model: modelSpecSchema,
  noise: noiseSpecSchema,
  initial: initialSpecSchema,
  scheme: z.strictObject({ name: z.enum(['euler']) }).default({ name: 'euler' }),
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

/** A plan with the data its model needs, ready to run or to send to a worker. */
export interface Problem {
  readonly plan: Plan;
  readonly data: ModelData | undefined;
}

/**
 * Bytes that a run of the plan needs on so many threads: positions and field path of every replica, which it
 * returns; two sets of span sums for every replica that runs at the same time; a network's data, packed twice; every
 * thread's scratch. What is
 * kept between gather and drift comes on top where it fits.
 */
export function memoryNeeded(plan: Plan, dim: number, fieldDim: number, threads: number = 1): number {
  const data = plan.model.name === 'neural-network' ? 2 * dim * fieldDim : 0;
  const kept = plan.particles * dim + (plan.steps + 1) * fieldDim;
  const sums = 2 * Math.min(threads, plan.replicas) * spanCount(plan.particles) * fieldDim;
  return 8 * (plan.replicas * kept + sums + data) + (threads + 1) * scratchBytes(dim, fieldDim);
}

/** @throws BadInput when the plan needs more memory than the machine has */
export function checkMemory(plan: Plan, dim: number, fieldDim: number, threads: number = 1): void {
  const replicas = plan.replicas === 1 ? '' : ` and replicas is ${plan.replicas}`;
  requireMemory(
    memoryNeeded(plan, dim, fieldDim, threads),
    `particles is ${plan.particles}${replicas}; with ${dim} coordinate${dim > 1 ? 's' : ''} each and ${plan.steps} steps that`,
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
  const plan: Plan = { ...parsed, cells };
  return asBadInput(() => {
    const data = loadModelData(plan.model, baseDir);
    const model = createModel(plan.model, data, plan.particles);
    checkAddress({
      particles: plan.particles,
      replicas: plan.replicas,
      cells,
      coordinates: model.dim,
      seed: plan.seed,
    });
    checkMemory({ ...plan, replicas: 1 }, model.dim, model.fieldDim);
    createNoise(plan.noise, model.dim, plan.horizon / cells);
    if (plan.mode === 'float32') requireFloat32(plan, data);
    createInitial(plan.initial, model.dim);
    return { plan, data };
  });
}
