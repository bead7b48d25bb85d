/** Noise vectors by themselves: what a run with cells of length 1 would draw, by the compiled kernels. */
import type { NoiseSpec } from '../noise/noiseLaw.ts';
import { BLOCK } from './blocks.ts';
import { TILE } from './kernels/layout.ts';
import type { Plan } from './plan.ts';
import { createSite, type Site } from './site.ts';

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

/** out[i, c] of `count` vectors from `tiles`. */
function untile(tiles: Float64Array, count: number, dim: number, out: Float64Array, at: number): void {
  for (let i = 0; i < count; i++) {
    const lane = Math.floor(i / TILE) * TILE * dim + (i % TILE);
    const row = at + i * dim;
    for (let c = 0; c < dim; c++) out[row + c] = tiles[lane + c * TILE];
  }
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
    untile(tiles, drawn, dim, out, first * dim);
  }
  return out;
}

/**
 * Writes vectors of `count` ≤ BLOCK particles from `first`, a multiple of BLOCK, over one cell (cell + layer·2^32) to `out`,
 * count × dim: bit for bit `createNoise(noise, dim, 1).addIncrement` of replica 0.
 */
export type VectorDraw = (first: number, count: number, cell: number, out: Float64Array) => void;

/** Sites of this thread by noise and dimension, with room for a block: each takes about 10 GiB of address space. */
const sites = new Map<string, { readonly site: Site; readonly tiles: Float64Array }>();
const MOST_SITES = 8;

export function createVectorDraw(noise: NoiseSpec, dim: number, seed: number): VectorDraw {
  const { type, alpha, scale, convention } = noise;
  const key = JSON.stringify([type, alpha, scale, convention, dim, seed]);
  let held = sites.get(key);
  if (held === undefined) {
    if (sites.size === MOST_SITES) sites.clear();
    const plan = planOf({ type, alpha, scale, convention }, dim, BLOCK, seed);
    const site = createSite({ plan, data: undefined }, 0);
    held = { site, tiles: site.arithmetic.floats(site.arithmetic.incrementsLength(BLOCK)) };
    held.site.arithmetic.useReplica(0);
    sites.set(key, held);
  }
  const { site, tiles } = held;
  return (first, count, cell, out) => {
    site.arithmetic.draw(first, count, cell, cell + 1, tiles);
    untile(tiles, count, dim, out, 0);
  };
}
