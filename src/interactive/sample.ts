/** `sample({ alpha, count })`: noise vectors, and their law against the exact one. */
import { z } from 'zod';
import { asBadInput } from '../engine/badInput.ts';
import { requireMemory } from '../engine/memory.ts';
import { noiseVectors } from '../engine/noiseVectors.ts';
import { noiseSpecSchema, whole } from '../engine/plan.ts';
import { RunFailure } from '../engine/runFailure.ts';
import { parseOrRefuse } from '../engine/sentence.ts';
import type { Figure } from '../figures/figure.ts';
import { centreOf, lawOf } from '../figures/samplerFigures.ts';
import { incrementFactor } from '../noise/createNoise.ts';
import type { NoiseSpec } from '../noise/noiseLaw.ts';
import { checkAddress } from '../random/address.ts';
import { type Displayed, displayed } from '../results/display.ts';
import { sha256Float64 } from '../results/hash.ts';
import type { Drawable } from './drawable.ts';
import { type NamedArray, namedArray } from './namedArray.ts';

const sampleSchema = z.strictObject({
  ...noiseSpecSchema.omit({ common: true }).shape,
  scale: noiseSpecSchema.shape.scale.default(1),
  dim: whole(1, 2 ** 16).default(1),
  count: whole(1, 2 ** 32),
  seed: whole(0, Number.MAX_SAFE_INTEGER).default(1),
});

/** As the options of `mckean sample`: alpha and count; type II, scale 1, dim 1, seed 1 and the standard convention unless told. */
export type SampleInput = z.input<typeof sampleSchema>;

/** Noise vectors, with the law and seed that made them. */
export interface Sample extends Displayed, Drawable {
  /** vector × coordinate. */
  readonly values: NamedArray;
  readonly noise: NoiseSpec;
  readonly seed: number;
  /** SHA-256 of the numbers, as `mckean sample` tells it. */
  readonly sha256: string;
}

/**
 * Symmetric α-stable noise vectors: one coordinate of scale s has E exp(iuX) = exp(−|s·u|^α).
 * @throws BadInput in one sentence with field, value and range; RunFailure where a number is too large for float64
 */
export function sample(input: SampleInput): Sample {
  const { dim, count, seed, ...noise } = parseOrRefuse(sampleSchema, input, 'sample');
  requireMemory(
    8 * count * dim,
    `count is ${count}; so many vectors of ${dim} coordinate${dim > 1 ? 's' : ''}`,
  );
  asBadInput(() => checkAddress({ particles: count, coordinates: dim, seed }));
  const numbers = noiseVectors(noise, dim, count, seed);
  const bad = numbers.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0)
    throw new RunFailure(
      `Vector ${Math.floor(bad / dim)} became ${numbers[bad]} (coordinate ${bad % dim}): scale is ${noise.scale}, too large for float64 at this alpha.`,
    );
  const values = namedArray(numbers, 'noise', { vector: count, coordinate: dim });
  const result = {
    values,
    noise,
    seed,
    sha256: sha256Float64(numbers),
    source: { call: 'sample', plan: { noise, dim, count, seed }, seed },
    figures: () => figuresOf(values, noise),
  };
  const { type, alpha, scale } = noise;
  return displayed(
    result,
    () => `${values}; Type ${type}, α = ${alpha}, scale ${scale}, seed ${seed}\nsha256 ${result.sha256}`,
  );
}

/** Of the first coordinates, which are independent whatever the type; in units of their scale. */
function figuresOf({ data, shape: [count, dim] }: NamedArray, noise: NoiseSpec): Figure[] {
  if (noise.scale === 0) return [];
  const scale = incrementFactor(noise, 1);
  const sizes = Float64Array.from({ length: count }, (_, i) => Math.abs(data[i * dim]) / scale).sort();
  const drawn = { alpha: noise.alpha, sorted: sizes };
  return [lawOf([drawn]), centreOf(drawn)];
}
