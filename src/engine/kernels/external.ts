/**
 * Gather, drift and noise factors of a model that the compiled kernels do not know: functions that they call once a block,
 * with addresses in the run's memory. Of another WebAssembly module, or made here of the TypeScript model.
 *
 *   gather(x, lo, hi, sum, stored)             writes Σ φ over particles lo ≤ i < hi to `sum`, fieldDim numbers
 *   drift(x, lo, hi, field, stored, out)       writes b in tiles, [tile][coordinate][4 particles], zeros where a tile's
 *   factors(x, lo, hi, field, stored, out)     particles end; and likewise the factors of the noise
 *
 * `x` is the whole state, particle after particle; `stored` what gather leaves for the others, or 0.
 */
import type { MeanFieldModel } from '../../models/model.ts';
import type { System } from '../arithmetic.ts';
import { BLOCK } from '../blocks.ts';
import { TILE } from './layout.ts';

export interface ExternalKernels {
  gather(x: number, lo: number, hi: number, sum: number, stored: number): void;
  drift(x: number, lo: number, hi: number, field: number, stored: number, out: number): void;
  factors(x: number, lo: number, hi: number, field: number, stored: number, out: number): void;
}

/** Kernels of a model, and ways to tell what they are called for. */
export interface ModelKernels extends ExternalKernels {
  useSystem(system: System): void;
  /** The field of the moves to come is another one. */
  prepare?(): void;
  /** As MeanFieldModel's, where it is not the TypeScript model that selects. */
  selectPoints?(points: Int32Array | undefined): void;
}

/** @param field the field that the moves see, in the thread's scratch */
export function createModelKernels(
  model: MeanFieldModel,
  memory: WebAssembly.Memory,
  field: Float64Array,
): ModelKernels {
  const { dim, fieldDim } = model;
  const sums = new Float64Array(fieldDim);
  const block = new Float64Array(BLOCK * dim);
  const present = new Float64Array(fieldDim);
  let x: Float64Array = new Float64Array(0);

  /** Writes `count` particles of `block` to `out` in tiles. */
  function writeTiles(count: number, out: number): void {
    const tiles = Math.ceil(count / TILE);
    const view = new Float64Array(memory.buffer, out >>> 0, tiles * TILE * dim);
    block.fill(0, count * dim, tiles * TILE * dim);
    for (let i = 0; i < tiles * TILE; i++) {
      const at = (i - (i % TILE)) * dim + (i % TILE);
      for (let c = 0; c < dim; c++) view[at + c * TILE] = block[i * dim + c];
    }
  }

  return {
    useSystem(system) {
      x = system.x;
    },
    gather(_, lo, hi, sum) {
      sums.fill(0);
      model.gather(x, lo, hi, sums);
      new Float64Array(memory.buffer, sum >>> 0, fieldDim).set(sums);
    },
    drift(_, lo, hi, __, ___, out) {
      present.set(field);
      model.drift(x, lo, hi, present, block);
      writeTiles(hi - lo, out);
    },
    factors(_, lo, hi, __, ___, out) {
      present.set(field);
      model.noiseFactor?.(x, lo, hi, present, block);
      writeTiles(hi - lo, out);
    },
  };
}
