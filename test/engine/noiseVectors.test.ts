/** Watched failing: coordinates and lanes of a tile exchanged; the second chunk drawn from particle 0. */
import { expect, it } from 'vitest';
import { noiseVectors } from '../../src/engine/noiseVectors.ts';
import { createNoise } from '../../src/noise/createNoise.ts';
import type { NoiseSpec } from '../../src/noise/noiseLaw.ts';

it.each([
  ['I', 1, 5],
  ['II', 3, 4097],
  ['III', 4, 8195],
  ['II', 2, 1],
] as const)(
  'are the increments that the readable noise gives: Type %s, %i coordinates, %i vectors',
  (type, dim, count) => {
    const spec: NoiseSpec = { type, alpha: 1.3, scale: 0.7, convention: 'standard' };
    const expected = new Float64Array(count * dim);
    createNoise(spec, dim, 1).addIncrement({ seed: 11, replica: 0 }, 0, count, 0, 1, expected);
    expect(noiseVectors(spec, dim, count, 11)).toEqual(expected);
  },
);
