/**
 * Where a random number lives. Every one is a pure function of its address, so that runs of any N, step, thread
 * count or order share their noise, and nothing has to be saved to resume.
 *
 *   Threefry word    high 32 bits        low 32 bits          limit
 *   path 0           seed (53 bits)                           seed < 2^53
 *   path 1           role                replica              replicas <= 2^32
 *   counter 0        coordinate          particle >> 1        coordinates <= 2^32, particles <= 2^32
 *   counter 1        layer               finest time cell     cells <= 2^32, layers <= 2^21
 *   output (particle & 1), 64 bits, belongs to the particle: 2i and 2i + 1 share one block
 *
 * Layers are those of a network with several hidden layers, counted from 0; particle systems, and a network with one hidden
 * layer, have layer 0 only. Where a cell is asked for, cell + layer·2^32 (`layerCell`) names it in its layer: below 2^53.
 *
 * The key is the path, encrypted once under a constant key: with the path itself for a key, replica r at cell c and
 * replica r + k at cell c - k had correlated bits (docs/random-bits.md).
 * The map from addresses within the limits to (key, counter, word) is injective; beyond them checkAddress refuses.
 */
import { threefry2x64 } from './threefry.ts';

/** Address of one replica's noise: everything random is a pure function of it and of what it is asked for. */
export interface PathAddress {
  readonly seed: number;
  readonly replica: number;
}

/** What a random number is for; different roles never share a key. */
export const Role = {
  noise: 1,
  subordinator: 2,
  initial: 3,
  bootstrap: 4,
  data: 5,
  pairing: 6,
  common: 7,
  commonSubordinator: 8,
} as const;
export type Role = (typeof Role)[keyof typeof Role];

/** The largest seed, and how many replicas, particles, cells, layers and coordinates can be addressed. */
export const LIMITS = {
  seed: Number.MAX_SAFE_INTEGER,
  replicas: 2 ** 32,
  particles: 2 ** 32,
  cells: 2 ** 32,
  layers: 2 ** 21,
  coordinates: 2 ** 32,
} as const;

/** A seed and the numbers of things that a run will address; what is left out is not checked. */
export interface AddressSpace {
  readonly seed?: number;
  readonly replicas?: number;
  readonly particles?: number;
  readonly cells?: number;
  readonly layers?: number;
  readonly coordinates?: number;
}

/** Throws a RangeError of one sentence if the seed or one of the counts does not fit the layout. */
export function checkAddress(space: AddressSpace): void {
  for (const name of ['seed', 'replicas', 'particles', 'cells', 'layers', 'coordinates'] as const) {
    const value = space[name];
    const least = name === 'seed' ? 0 : 1;
    if (value === undefined || (Number.isInteger(value) && value >= least && value <= LIMITS[name])) continue;
    throw new RangeError(`${name} must be an integer from ${least} to ${LIMITS[name]}, but is ${value}.`);
  }
}

const LAYER = 4294967296;

/** What stands for `cell` of `layer` wherever a cell is asked for. */
export function layerCell(layer: number, cell: number): number {
  return layer * LAYER + cell;
}

/** The random bits of one replica and role, by address; nothing is checked inside (call checkAddress at the edge). */
export interface BitSource {
  /** Both particles of a pair: out = (low, high) of particle 2 pairIndex, then of 2 pairIndex + 1. */
  pair(pairIndex: number, cell: number, coordinate: number, out: Uint32Array): void;
  /** One particle's 64 bits: out = (low, high). */
  word(particle: number, cell: number, coordinate: number, out: Uint32Array): void;
}

/** Digits of pi (k0 low, k0 high, k1 low, k1 high): the key under which paths are encrypted. */
const PATH_KEY = new Uint32Array([0x85a308d3, 0x243f6a88, 0x03707344, 0x13198a2e]);

/** The Threefry key of one replica and role. Throws a RangeError if seed or replica is beyond the limits. */
export function pathKey(path: PathAddress, role: Role): Uint32Array<ArrayBuffer> {
  checkAddress({ seed: path.seed });
  if (!(Number.isInteger(path.replica) && path.replica >= 0 && path.replica < LIMITS.replicas)) {
    const most = LIMITS.replicas - 1;
    throw new RangeError(`replica must be an integer from 0 to ${most}, but is ${path.replica}.`);
  }
  const key = new Uint32Array(4);
  threefry2x64(PATH_KEY, path.seed, Math.floor(path.seed / 4294967296), path.replica, role, key);
  return key;
}

/** The source of `role` bits of one replica. Throws a RangeError if seed or replica is beyond the limits. */
export function createBitSource(path: PathAddress, role: Role): BitSource {
  const key = pathKey(path, role);
  const block = new Uint32Array(4);
  return {
    pair(pairIndex, cell, coordinate, out) {
      threefry2x64(key, pairIndex, coordinate, cell, (cell / LAYER) | 0, out);
    },
    word(particle, cell, coordinate, out) {
      threefry2x64(key, particle >>> 1, coordinate, cell, (cell / LAYER) | 0, block);
      const half = 2 * (particle & 1);
      out[0] = block[half];
      out[1] = block[half + 1];
    },
  };
}
