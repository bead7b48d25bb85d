/**
 * Which data points a step of SGD sees: a pure function of (seed, replica, step), in ascending order of points.
 *
 * With replacement: `size` independent uniform points a step (Role.data, particle j of the batch, cell = step,
 * coordinate 0); a point may come twice, and then counts twice.
 * Without: the stream of points is one uniformly random permutation after the other (Fisher–Yates; Role.data,
 * particle i, cell = epoch, coordinate 1), cut into batches of `size`. Every epoch of the stream holds each point once;
 * when `size` does not divide `points`, one batch spans two epochs and may hold a point twice (PyTorch's DataLoader
 * ends the epoch with a smaller batch instead).
 * Uniform integers are ⌊u·points⌋ with the 53-bit uniform: their bias is below points·2^−53.
 */
import { type BitSource, checkAddress, createBitSource, Role } from './address.ts';
import { uniform53 } from './uniform.ts';

export interface BatchSpec {
  readonly seed: number;
  readonly replica: number;
  /** Number of data points, at least 1. */
  readonly points: number;
  /** Points of one batch, from 1 to `points`. */
  readonly size: number;
  /** Whether points are drawn anew for each place of a batch, or by epochs. */
  readonly replacement: boolean;
}

/** Coordinates of the data role: one for every use, so that none shares another's numbers. */
export const DataUse = { withReplacement: 0, epoch: 1, split: 2 } as const;

/**
 * Writes the permutation of 0 … out.length − 1 at (cell, coordinate) of a source: Fisher–Yates from the last place
 * down, place i exchanged with place ⌊u_i·(i + 1)⌋, u_i the uniform of particle i.
 */
export function writePermutation(bits: BitSource, cell: number, coordinate: number, out: Int32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = i;
  for (let i = out.length - 1; i > 0; i--) {
    bits.word(i, cell, coordinate, word);
    const j = Math.floor(uniform53(word[0], word[1]) * (i + 1));
    const held = out[i];
    out[i] = out[j];
    out[j] = held;
  }
}

const word = new Uint32Array(2);

/**
 * The batches of one run: `(step, out)` writes the points of step `step` (a whole number from 0) into `out`, whose length
 * must be `size`. Steps may be asked for in any order; in increasing order an epoch's permutation is made once.
 * @throws RangeError of one sentence when a number is outside its range
 */
export function createBatches(spec: BatchSpec): (step: number, out: Int32Array) => void {
  const { points, size, replacement } = spec;
  if (!(Number.isInteger(points) && points >= 1 && points < 2 ** 31))
    throw new RangeError(`points is ${points}; it must be a whole number from 1 to ${2 ** 31 - 1}.`);
  if (!(Number.isInteger(size) && size >= 1 && size <= points))
    throw new RangeError(`batch size is ${size}; it must be a whole number from 1 to ${points}.`);
  const bits = createBitSource(spec, Role.data);

  if (replacement) {
    return (step, out) => {
      checkStep(step, out);
      for (let j = 0; j < size; j++) {
        bits.word(j, step, DataUse.withReplacement, word);
        out[j] = Math.floor(uniform53(word[0], word[1]) * points);
      }
      out.sort();
    };
  }

  const permutation = new Int32Array(points);
  let held = -1;
  return (step, out) => {
    checkStep(step, out);
    for (let j = 0; j < size; j++) {
      const place = step * size + j;
      const epoch = Math.floor(place / points);
      if (epoch !== held) {
        writePermutation(bits, epoch, DataUse.epoch, permutation);
        held = epoch;
      }
      out[j] = permutation[place - epoch * points];
    }
    out.sort();
  };

  function checkStep(step: number, out: Int32Array): void {
    checkAddress({ cells: step + 1 });
    if (out.length !== size) throw new RangeError(`out has ${out.length} places; a batch has ${size}.`);
  }
}
