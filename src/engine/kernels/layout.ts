/**
 * The memory of compiled kernels as TypeScript sees it; assembly/memory.ts has the same numbers and says what they
 * are. Addresses are in bytes. The order of the entries is theirs: tests compare what both sides compute.
 */
import { T0, T1, T2, TANH_TABLE } from '../../math/tanh.ts';
import { TRIG_CONSTANTS } from '../../math/trig.ts';
import { BLOCK } from '../blocks.ts';
import { FLOAT32_CONSTANTS, FLOAT32_PATTERNS } from './float32Constants.ts';

const HEADER = 64;
const NUMBERS = 256;
const CONSTANTS = 1024;
const CONSTANTS_FLOAT32 = 2048;
const PATTERNS = 2304;
/** Particles of a tile of float64; increments lie [tile][coordinate][TILE]. */
export const TILE = 4;
/** The first byte that is free for tables and states. */
export const FIRST_FREE = 4096;

export const HEADER_ENTRIES = [
  'model',
  'activation',
  'dim',
  'fieldDim',
  'noise',
  'symmetric',
  'gaussian',
  'radius',
  'tanh',
  'rows',
  'columns',
  'targets',
  'noisy',
  'multiplicative',
  'common',
  'commonSymmetric',
  'commonGaussian',
  'commonRadius',
] as const;
export type HeaderEntry = (typeof HEADER_ENTRIES)[number];

export const NUMBER_ENTRIES = [
  'factor',
  'a',
  'k',
  'evenWeight',
  'oddWeight',
  'evenFactor',
  'oddFactor',
  'coupling',
  'commonFactor',
] as const;
export type NumberEntry = (typeof NUMBER_ENTRIES)[number];

/** clamp to [−20, 20], nearest multiple of 1/32, polynomial: src/math/tanh.ts. */
const TANH_CONSTANTS = [20, -20, 1.5 * 2 ** 47, T0, T1, T2, 1, 0.5];

export function writeHeader(memory: WebAssembly.Memory, entries: Partial<Record<HeaderEntry, number>>): void {
  const words = new Uint32Array(memory.buffer, HEADER, HEADER_ENTRIES.length);
  HEADER_ENTRIES.forEach((name, i) => {
    words[i] = entries[name] ?? 0;
  });
}

export function writeNumbers(
  memory: WebAssembly.Memory,
  entries: Partial<Record<NumberEntry, number>>,
): void {
  const numbers = new Float64Array(memory.buffer, NUMBERS, NUMBER_ENTRIES.length);
  NUMBER_ENTRIES.forEach((name, i) => {
    numbers[i] = entries[name] ?? 0;
  });
}

export function writeConstants(memory: WebAssembly.Memory): void {
  const constants = [...TANH_CONSTANTS, ...TRIG_CONSTANTS];
  new Float64Array(memory.buffer, CONSTANTS, constants.length).set(constants);
  new Float32Array(memory.buffer, CONSTANTS_FLOAT32, FLOAT32_CONSTANTS.length).set(FLOAT32_CONSTANTS);
  new Uint32Array(memory.buffer, PATTERNS, FLOAT32_PATTERNS.length).set(FLOAT32_PATTERNS);
}

/** Bytes from the start of tanh's table to its middle entry, whose address the kernel takes. */
export const TANH_MIDDLE = 8 * ((TANH_TABLE.length - 1) / 2);

/** Where the keys and the field lie in a thread's scratch. */
export const SCRATCH = { keys: 0, field: 1152 } as const;

/** Entries of the field, rounded up to whole fours. */
export function fieldArea(fieldDim: number): number {
  return 4 * Math.ceil(fieldDim / 4);
}

/** Block sums for which a thread's scratch has room. */
export const ROWS = 16;

/** Where the room for block sums begins: the kernels' own areas end there. */
export function rowsOffset(dim: number, fieldDim: number): number {
  return SCRATCH.field + (40 + 32 + 64 + 32) * fieldArea(fieldDim) + (64 + 3 * 8 * BLOCK) * dim;
}

/** Bytes of one thread's scratch. */
export function scratchBytes(dim: number, fieldDim: number): number {
  return rowsOffset(dim, fieldDim) + 8 * ROWS * fieldDim;
}
