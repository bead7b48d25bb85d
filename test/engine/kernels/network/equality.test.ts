/**
 * The compiled kernels of networks and the TypeScript model have the same bits: every activation and formulas, every loss,
 * scaling and kind of output weights, bias and confinement, all points or batches of them, awkward sizes and numbers, blocks
 * and parts of them, activations kept or computed again.
 *
 * Faults planted, each fails here: the mask of a partial tile dropped, in the sums and in the drift; weights of the first
 * output for all; act and act′ exchanged; the drift of output weights not cleared between tiles; confinement of the hidden
 * part only; kept numbers one tile off; columns of a rest of 2 for 3; of batches: a point that comes twice counted twice in
 * the field, entries of other points not cleared, kept tiles as wide as the batch, gradients of the batch or of the field
 * before, columns of the first point, 1/B for 1/|batch|, batches of one size taken for the same.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createArena } from '../../../../src/engine/kernels/arena.ts';
import { createModelKernels } from '../../../../src/engine/kernels/external.ts';
import {
  SCRATCH,
  scratchBytes,
  TANH_MIDDLE,
  TILE,
  writeConstants,
  writeHeader,
} from '../../../../src/engine/kernels/layout.ts';
import {
  createNetworkKernels,
  networkStored,
  networkTables,
} from '../../../../src/engine/kernels/network/networkKernels.ts';
import { TANH_TABLE } from '../../../../src/math/tanh.ts';
import { createModel } from '../../../../src/models/createModel.ts';
import { batches, type Case, cases } from './cases.ts';

/** Both kernels on one memory, and the state in it, all beyond the address `from`. */
function set({ spec, data, particles, numbers }: Case, from = 0) {
  const model = createModel(spec, { data, particles });
  const { dim, fieldDim } = model;
  const arena = createArena();
  arena.reserve(from);
  const { rows, columns } = networkTables(spec, data);
  writeHeader(arena.memory, {
    ...{ dim, fieldDim },
    tanh: arena.copy(TANH_TABLE).byteOffset + TANH_MIDDLE,
    rows: arena.copy(rows).byteOffset,
    columns: arena.copy(columns).byteOffset,
  });
  writeConstants(arena.memory);
  const scratch = arena.reserve(scratchBytes(dim, fieldDim));
  const fence = arena.floats(8).fill(7);
  const field = new Float64Array(arena.memory.buffer, scratch + SCRATCH.field, fieldDim);
  const x = arena.floats(particles * dim);
  for (let j = 0; j < x.length; j++) x[j] = numbers[(11 * j) % 97] * 0.4;
  const expected = createModelKernels(model, arena.memory, field);
  expected.useSystem({ x, particles } as Parameters<typeof expected.useSystem>[0]);
  const tiles = Math.ceil(particles / TILE);
  return {
    model,
    particles,
    expected,
    compiled: createNetworkKernels(spec, data, particles, arena.memory, scratch),
    x,
    field,
    stored: arena.floats(tiles * networkStored(data)),
    fence,
    floats: arena.floats,
    tiles,
  };
}

const bits = (a: Float64Array) => new BigUint64Array(a.slice().buffer);
/** The sign of a NaN is the machine's own affair. */
const oneNaN = (a: Float64Array) => a.map((v) => (Number.isNaN(v) ? Number.NaN : v));

/** Both kernels on the points selected: the sums of particles from lo on, and their drift. */
function compare(
  { model, particles, expected, compiled, x, field, stored, floats, tiles }: ReturnType<typeof set>,
  lo: number,
  kept: boolean,
): void {
  const { dim, fieldDim } = model;
  const at = kept ? stored.byteOffset : 0;
  const [sum, wanted] = [floats(fieldDim), floats(fieldDim)];
  sum.fill(Number.NaN);
  compiled.gather(x.byteOffset, lo, particles, sum.byteOffset, at);
  expected.gather(x.byteOffset, lo, particles, wanted.byteOffset, 0);
  expect(bits(oneNaN(sum))).toEqual(bits(oneNaN(wanted)));
  field.set(sum.map((s) => s / particles));
  compiled.prepare();
  const [out, drift] = [floats(tiles * TILE * dim), floats(tiles * TILE * dim)];
  const size = TILE * dim * Math.ceil((particles - lo) / TILE);
  for (let twice = 0; twice < 2; twice++) {
    out.fill(Number.NaN);
    compiled.drift(x.byteOffset, lo, particles, field.byteOffset, at, out.byteOffset);
    expected.drift(x.byteOffset, lo, particles, field.byteOffset, 0, drift.byteOffset);
    expect(oneNaN(out.slice(0, size))).toEqual(oneNaN(drift.slice(0, size)));
  }
}

describe('the compiled kernels of networks', () => {
  it('have the bits of the model, activations kept or computed again, whole blocks and parts', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 15 }), fc.boolean(), (one, from, kept) => {
        const both = set(one);
        compare(both, Math.min(4 * from, 4 * (both.tiles - 1)), kept);
      }),
      { seed: 11, numRuns: 400 },
    );
  });

  it('have the bits of the model for batches of all sizes in turn, points that come twice, and all points', () => {
    const some = cases.chain((one) =>
      fc.tuple(fc.constant(one), fc.array(batches(one.data.count), { minLength: 1, maxLength: 5 })),
    );
    fc.assert(
      fc.property(some, fc.boolean(), ([one, turns], kept) => {
        const both = set(one);
        for (const points of turns) {
          both.model.selectPoints?.(points);
          both.compiled.selectPoints(points);
          compare(both, 0, kept);
        }
        expect(both.fence).toEqual(new Float64Array(8).fill(7));
      }),
      { seed: 12, numRuns: 400 },
    );
  });

  it('have them where addresses of int32 are negative', () => {
    fc.assert(
      fc.property(
        cases.chain((one) => fc.tuple(fc.constant(one), batches(one.data.count))),
        ([one, points]) => {
          const both = set(one, 2 ** 31);
          both.model.selectPoints?.(points);
          both.compiled.selectPoints(points);
          compare(both, 0, true);
        },
      ),
      { seed: 16, numRuns: 15 },
    );
  });

  it('move particles by one batch while others are gathered by the next, or by all points', () => {
    fc.assert(
      fc.property(
        cases.chain((one) => fc.tuple(fc.constant(one), batches(one.data.count), batches(one.data.count))),
        ([one, now, next]) => {
          const both = set(one);
          const { model, particles, expected, compiled, x, field, stored, floats, tiles } = both;
          const [sum, out, drift] = [model.fieldDim, ...[1, 1].map(() => tiles * TILE * model.dim)].map(
            floats,
          );
          const select = (points: Int32Array | undefined) => {
            model.selectPoints?.(points);
            compiled.selectPoints(points);
          };
          select(now);
          compiled.gather(x.byteOffset, 0, particles, sum.byteOffset, stored.byteOffset);
          field.set(sum.map((s) => s / particles));
          compiled.prepare();
          for (let lo = 0; lo < particles; lo += TILE) {
            const hi = Math.min(lo + TILE, particles);
            select(now);
            compiled.drift(x.byteOffset, lo, hi, field.byteOffset, stored.byteOffset, out.byteOffset);
            expected.drift(x.byteOffset, lo, hi, field.byteOffset, 0, drift.byteOffset);
            expect(oneNaN(out)).toEqual(oneNaN(drift));
            select(next);
            compiled.drift(x.byteOffset, lo, hi, field.byteOffset, 0, out.byteOffset);
            expected.drift(x.byteOffset, lo, hi, field.byteOffset, 0, drift.byteOffset);
            expect(oneNaN(out)).toEqual(oneNaN(drift));
            compiled.gather(x.byteOffset, lo, hi, sum.byteOffset, stored.byteOffset);
          }
        },
      ),
      { seed: 13, numRuns: 200 },
    );
  });
});
