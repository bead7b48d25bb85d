/**
 * What is measured: the sampler, and whole Euler steps (field gathered each step, Type II noise) of
 *   the tanh network    θ += η·(−1/B) Σ_b (m_b − y_b) a_i (1 − tanh²⟨θ, x_b⟩) x_b + σ η^{1/α} X,  a_i = ±1 in turn
 *   the cosine network  θ_c += (η/2)(w_Im cos θ_c − w_Re sin θ_c) + σ η^{1/α} X,  w = target − mean e^{iθ_c}.
 * Start and data are written to files that every contestant reads.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cosineTargets } from '../src/models/cosineNetwork.ts';
import { createInitial } from '../src/models/initial.ts';
import type { InitialSpec } from '../src/models/initialSpec.ts';
import type { ModelSpec } from '../src/models/spec.ts';
import type { Case, Precision, SamplerCase, StepCase } from './protocol.ts';

export const ALPHA = 1.5;
export const PARTICLES = 100_000;
/** Enough coordinates for a sharp test of the noise; not a whole number of blocks or vectors. */
export function checkedParticles(dim: number): number {
  return 2 * Math.floor(100_000 / dim) + 1;
}
const POINTS = 64;
export const SEED = 11;
export const INITIAL: InitialSpec = { law: 'normal', mean: 0, variance: 1 };

export function caseName(c: Case): string {
  return c.kind === 'sampler' ? `sampler ${c.dtype}` : `${c.model} d=${c.dim} ${c.dtype}`;
}

export function samplerCase(dtype: Precision): SamplerCase {
  return { kind: 'sampler', alpha: ALPHA, dtype };
}

/** Step case with its folder of start and data under `root`. */
export function stepCase(
  root: string,
  model: StepCase['model'],
  dim: number,
  dtype: Precision,
  particles: number,
  folder = `${root}/${model}${dim}-${particles}`,
): StepCase {
  const points = POINTS;
  return { kind: 'step', model, dim, points, particles, alpha: ALPHA, dtype, step: 0.01, scale: 0.1, folder };
}

/** Writes start and data of the case. */
export function writeStart({ folder, model, dim, particles }: StepCase): void {
  mkdirSync(folder, { recursive: true });
  const x = new Float64Array(particles * dim);
  createInitial(INITIAL, dim)({ seed: SEED, replica: 0 }, 0, particles, x);
  writeFileSync(`${folder}/x0.bin`, x);
  if (model === 'cosine') {
    const { amplitude, phase } = cosineSpec(dim);
    writeFileSync(`${folder}/targets.bin`, cosineTargets({ name: 'cosine-network', amplitude, phase }));
    return;
  }
  const { inputs, targets } = tanhData(dim);
  writeFileSync(`${folder}/inputs.bin`, inputs);
  writeFileSync(`${folder}/targets.bin`, targets);
  const row = (b: number) => [...inputs.subarray(b * dim, (b + 1) * dim), targets[b]].join(',');
  const header = [...Array.from({ length: dim }, (_, c) => `x${c}`), 'y'].join(',');
  const rows = Array.from({ length: POINTS }, (_, b) => row(b));
  writeFileSync(`${folder}/data.csv`, `${[header, ...rows].join('\n')}\n`);
}

/** The model of a case as a plan writes it; data.csv lies in the case's folder. */
export function modelSpec({ model, dim, folder }: StepCase): ModelSpec {
  if (model === 'cosine') return cosineSpec(dim);
  const outputWeights = { kind: 'alternating', value: 1 } as const;
  const data = { file: `${folder}/data.csv`, target: 'y' };
  return { name: 'neural-network', activation: 'tanh', outputWeights, data };
}

function cosineSpec(dim: number) {
  const amplitude = Array.from({ length: dim }, (_, c) => 1.6 - 0.1 * c);
  const phase = Array.from({ length: dim }, (_, c) => 0.7 - 0.2 * c);
  return { name: 'cosine-network' as const, amplitude, phase };
}

/** Inputs from the normal law, labels ±1 in turn. */
function tanhData(dim: number): { inputs: Float64Array; targets: Float64Array } {
  const inputs = new Float64Array(POINTS * dim);
  createInitial(INITIAL, dim)({ seed: SEED + 1, replica: 0 }, 0, POINTS, inputs);
  return { inputs, targets: Float64Array.from({ length: POINTS }, (_, b) => (b % 2 === 0 ? 1 : -1)) };
}
