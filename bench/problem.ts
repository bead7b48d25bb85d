/** A case as a plan of ours, and a run of it on the memory that `simulate` would give it. */
import { spanCount } from '../src/engine/blocks.ts';
import { MODES as ENGINE_MODES, type Mode } from '../src/engine/mode.ts';
import { modelOf } from '../src/engine/modelOf.ts';
import { memoryNeeded, type Problem, readPlan } from '../src/engine/plan.ts';
import { type SerialRun, startSerial } from '../src/engine/serial.ts';
import type { SimulateOptions } from '../src/engine/simulate.ts';
import { createReferenceSite, createSite, type Site } from '../src/engine/site.ts';
import { INITIAL, modelSpec, SEED } from './cases.ts';
import type { SamplerCase, StepCase } from './protocol.ts';

/** The kernels that are measured; the first is the one that the table's ratios are about. */
export const MODES = [...ENGINE_MODES, 'typescript'] as const;
export type Kernels = (typeof MODES)[number];

/** Steps of one run, when the caller does not count them. */
const RUN_STEPS = 10_000;

export function asKernels(name: string): Kernels {
  const found = MODES.find((mode) => mode === name);
  if (found === undefined) throw new Error(`mode is ${name}; it must be one of ${MODES.join(', ')}.`);
  return found;
}

export function createProblem(c: StepCase, kernels: Kernels, steps = RUN_STEPS): Problem {
  return readPlan({
    model: modelSpec(c),
    noise: { type: 'II', alpha: c.alpha, scale: c.scale },
    initial: INITIAL,
    horizon: steps * c.step,
    steps,
    particles: c.particles,
    seed: SEED,
    mode: engineMode(kernels),
  });
}

/** A one-coordinate plan whose increments are standard: η = σ = 1. */
export function createSampling({ alpha }: SamplerCase, kernels: Kernels, particles: number): Problem {
  return readPlan({
    model: { name: 'cosine-network', amplitude: 1, phase: 0 },
    noise: { type: 'II', alpha, scale: 1 },
    initial: INITIAL,
    horizon: 1,
    steps: 1,
    particles,
    seed: SEED,
    mode: engineMode(kernels),
  });
}

function engineMode(kernels: Kernels): Mode {
  return kernels === 'typescript' ? 'strict' : kernels;
}

export function simulateOptions(kernels: Kernels): SimulateOptions {
  return { kernel: kernels === 'typescript' ? 'reference' : 'compiled' };
}

export function siteOf(problem: Problem, kernels: Kernels, bytes: number): Site {
  return kernels === 'typescript' ? createReferenceSite(problem) : createSite(problem, bytes);
}

/** A serial run under way, and its positions. Activations are kept where `simulate` keeps them, unless told not to. */
export function startRun(
  c: StepCase,
  kernels: Kernels,
  steps = RUN_STEPS,
  keeps = true,
): { readonly run: SerialRun; readonly steps: number; readonly x: Float64Array } {
  const problem = createProblem(c, kernels, steps);
  const { dim, fieldDim } = modelOf(problem);
  const site = siteOf(problem, kernels, memoryNeeded(problem.plan, dim, fieldDim));
  const x = site.floats(c.particles * dim);
  const sums = site.floats(spanCount(c.particles) * fieldDim);
  const length = site.arithmetic.storedLength(c.particles);
  const stored = keeps && length > 0 && 8 * length <= site.left / 2 ? site.floats(length) : undefined;
  const fields = new Float64Array((steps + 1) * fieldDim);
  const system = { x, particles: c.particles, stored };
  return { run: startSerial(problem, 0, site.arithmetic, system, sums, fields), steps, x };
}
