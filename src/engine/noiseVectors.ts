/** Noise vectors by themselves, count × dim: what the first cell of a run with cells of length 1 would draw. */
import type { NoiseSpec } from '../noise/noiseLaw.ts';
import { BLOCK } from './blocks.ts';
import { TILE } from './kernels/layout.ts';
import type { Plan } from './plan.ts';
import { createSite } from './site.ts';

/** Numbers drawn at once, in whole blocks of vectors: little memory beside the result. */
const MOST = 2 ** 20;

/** A plan of this noise; its model has `dim` coordinates and is never asked. */
function planOf(noise: NoiseSpec, dim: number, count: number, seed: number): Plan {
  const zeros = new Array<number>(dim).fill(0);
  return {
    model: { name: 'cosine-network', amplitude: zeros, phase: zeros },
    noise,
    initial: { law: 'point', value: 0 },
    scheme: { name: 'euler' },
    horizon: 1,
    steps: 1,
    cells: 1,
    particles: count,
    replicas: 1,
    seed,
    mode: 'strict',
  };
}

/** count × dim, row-major: bit for bit `createNoise(noise, dim, 1).addIncrement` of replica 0 over cell 0. */
export function noiseVectors(noise: NoiseSpec, dim: number, count: number, seed: number): Float64Array {
  const { arithmetic } = createSite({ plan: planOf(noise, dim, count, seed), data: undefined }, 0);
  const chunk = BLOCK * Math.max(1, Math.floor(MOST / (BLOCK * dim)));
  const tiles = arithmetic.floats(arithmetic.incrementsLength(Math.min(chunk, count)));
  const out = new Float64Array(count * dim);
  arithmetic.useReplica(0);
  for (let first = 0; first < count; first += chunk) {
    const drawn = Math.min(chunk, count - first);
    arithmetic.draw(first, drawn, 0, 1, tiles);
    for (let i = 0; i < drawn; i++) {
      const lane = Math.floor(i / TILE) * TILE * dim + (i % TILE);
      for (let c = 0; c < dim; c++) out[(first + i) * dim + c] = tiles[lane + c * TILE];
    }
  }
  return out;
}
