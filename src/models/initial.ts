/**
 * Draws initial positions: pure functions of (seed, replica, particle, coordinate), so that particle i starts
 * at the same place for every N, step and thread count.
 *
 * Normal: mean + √(variance/2)·S, S the α = 2 stable number N(0, 2) of the noise room's quantile table.
 * Stable: location + scale·S, S symmetric stable with CF exp(−|u|^α) (α = 1: Cauchy).
 * Uniform: low + (high − low)·U with the 53-bit uniform.
 * Array: particle i starts at row i, in every replica.
 */
import { sampleSymmetric, symmetricTable } from '../noise/quantileTable.ts';
import { createBitSource, type PathAddress, Role } from '../random/address.ts';
import { uniform53 } from '../random/uniform.ts';
import { type CoordinateLaw, coordinateLaws, type InitialSpec } from './initialSpec.ts';
import type { NetworkStart } from './networkStart.ts';

export { initialSpecSchema } from './initialSpec.ts';
export type { InitialSpec };

/** Writes the start of particles lo ≤ i < hi into the whole particle-major state `x`. */
export type Initial = (path: PathAddress, lo: number, hi: number, x: Float64Array) => void;

/** What a law may need besides its own numbers. */
export interface InitialContext {
  /** Of a network's particle. */
  readonly network?: NetworkStart | undefined;
  /** The numbers of an array start, rows × dim. */
  readonly start?: Float64Array | undefined;
}

/** The bits of a coordinate of a particle to its position. */
type Sampler = (low: number, high: number, particle: number) => number;

/** @throws Error when a list of the spec has another length than dim, or what the law needs is missing */
export function createInitial(spec: InitialSpec, dim: number, context: InitialContext = {}): Initial {
  if (spec.law === 'array') return fromRows(rowsOf(context), dim);
  const samplers = samplersOf(spec, dim, context);
  const word = new Uint32Array(2);
  return (path, lo, hi, x) => {
    const bits = createBitSource(path, Role.initial);
    for (let i = lo; i < hi; i++) {
      for (let c = 0; c < dim; c++) {
        bits.word(i, 0, c, word);
        x[i * dim + c] = samplers[c](word[0], word[1], i);
      }
    }
  };
}

function samplersOf(spec: InitialSpec, dim: number, context: InitialContext): Sampler[] {
  const { network } = context;
  if (spec.law !== 'parts' || network === undefined || network.hidden === dim)
    return coordinateLaws(spec, dim, network?.fanIn).map(sampler);
  const part = (name: 'hidden' | 'output', from: number, to: number): Sampler[] => {
    const law = spec[name];
    if (law.law !== 'array')
      return coordinateLaws(law, to - from, network.fanIn.slice(from, to), `initial.${name}`).map(sampler);
    const rows = rowsOf(context);
    return Array.from({ length: to - from }, (_, c) => (_low, _high, i) => rows[i * dim + from + c]);
  };
  return [...part('hidden', 0, network.hidden), ...part('output', network.hidden, dim)];
}

function rowsOf({ start }: InitialContext): Float64Array {
  if (start !== undefined) return start;
  throw new Error('initial.law is "array"; its numbers must be loaded first, as readPlan does.');
}

function fromRows(start: Float64Array, dim: number): Initial {
  return (_, lo, hi, x) => x.set(start.subarray(lo * dim, hi * dim), lo * dim);
}

/** From a 64-bit word to a number of the law. */
export function sampler(law: CoordinateLaw): (low: number, high: number) => number {
  switch (law.law) {
    case 'point':
      return () => law.value;
    case 'uniform':
      return (low, high) => law.low + (law.high - law.low) * uniform53(low, high);
    case 'stable': {
      const table = symmetricTable(law.alpha);
      return (low, high) => law.location + law.scale * sampleSymmetric(table, low, high);
    }
    case 'normal': {
      const table = symmetricTable(2);
      const factor = Math.sqrt(law.variance / 2);
      return (low, high) => law.mean + factor * sampleSymmetric(table, low, high);
    }
  }
}
