/**
 * What mode `float32` can compute: numbers between 2^−126 and 2^128 in steps, inputs and increments. Step, inputs and
 * noise are held to it when a plan is read; a position that overflows later ends the run, as in every mode.
 *
 * Largest increment: the quantile of |X| at probability 2^−63 is at most 2^{63/α} (Types I, II; 0.5 ≤ α ≤ 2), and
 * radius times Gaussian at most 2^{63/α + 5} (Type III); float32 ends at 2^128. Smallest: no factor below 2^−62, so
 * that the quantile at 2^−63 on the other side, at least 2^−64, still gives a normal number.
 */
import { pow } from '../math/elementary.ts';
import type { ModelData } from '../models/data.ts';
import { networkWords } from '../models/networkKind.ts';
import { servedByKernel } from '../models/networkSpec.ts';
import type { ModelSpec } from '../models/spec.ts';
import { incrementFactor } from '../noise/createNoise.ts';
import type { NoiseSpec } from '../noise/noiseLaw.ts';
import { hasConstantSteps, type SchemeSpec } from '../schemes/schemeSpec.ts';
import { BadInput } from './badInput.ts';

const FLOAT32_MODELS: ReadonlySet<string> = new Set(['cosine-network', 'mean-field-ou', 'neural-network']);

const LARGEST = 2 ** 127;
const SMALLEST_FACTOR = 2 ** -62;
const SMALLEST = 2 ** -126;

export interface Float32Needs {
  readonly model: ModelSpec;
  readonly scheme: SchemeSpec;
  readonly noise: NoiseSpec;
  readonly horizon: number;
  readonly steps: number;
  readonly cells: number;
}

/** The largest increment over one step that the noise can give, up to a factor of 40. */
function largestIncrement({ noise, horizon, steps, cells }: Float32Needs): number {
  const sample = pow(2, 63 / noise.alpha) * (noise.type === 'III' ? 32 : 1);
  return incrementFactor(noise, horizon / cells) * sample * (cells / steps);
}

/** @throws BadInput when the plan's step, noise or data do not fit float32 */
export function requireFloat32(plan: Float32Needs, data: ModelData | undefined): void {
  const { model, scheme, noise, horizon, steps, cells } = plan;
  const use = 'use mode strict';
  if (!FLOAT32_MODELS.has(model.name))
    throw new BadInput(
      `model.name is "${model.name}"; mode float32 knows ${[...FLOAT32_MODELS].join(', ')} only: ${use}.`,
    );
  if (model.name === 'neural-network' && !servedByKernel(model))
    throw new BadInput(
      `model is a ${networkWords(model)}; mode float32 knows networks with activation tanh, sigmoid, relu or softplus, fixed output weights and squared loss only: ${use}.`,
    );
  if (scheme.name !== 'euler' || !hasConstantSteps(scheme))
    throw new BadInput(
      `scheme.name is "${scheme.name}"; mode float32 knows euler with steps of one length only: ${use}.`,
    );
  if (noise.common !== undefined)
    throw new BadInput(`noise.common is given; mode float32 knows no common noise: ${use}.`);
  const step = horizon / steps;
  if (!(step >= SMALLEST && step < LARGEST)) {
    throw new BadInput(
      `horizon is ${horizon} and steps is ${steps}; that step does not fit mode float32: ${use}.`,
    );
  }
  const factor = incrementFactor(noise, horizon / cells);
  if (factor !== 0 && factor < SMALLEST_FACTOR) {
    throw new BadInput(
      `noise.scale is ${noise.scale}; its increments, ${factor.toPrecision(3)} times a standard sample, are too small for mode float32, which takes factors from ${SMALLEST_FACTOR.toPrecision(3)}: ${use}.`,
    );
  }
  const largest = largestIncrement(plan);
  if (!(largest < LARGEST)) {
    throw new BadInput(
      `noise.scale is ${noise.scale}; with alpha ${noise.alpha} an increment can reach ${largest.toPrecision(3)}, beyond mode float32, which ends at ${(2 * LARGEST).toPrecision(3)}: take more steps, a smaller scale or mode strict.`,
    );
  }
  const bad = data?.inputs.find((v) => v !== 0 && !(Math.abs(v) >= SMALLEST && Math.abs(v) < LARGEST));
  if (bad !== undefined) {
    throw new BadInput(
      `model.data has an input of ${bad}, which does not fit mode float32: scale the data, or ${use}.`,
    );
  }
}
