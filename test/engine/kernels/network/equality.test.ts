/**
 * The compiled kernels of networks and the TypeScript model have the same bits: every activation and formulas, every loss,
 * scaling and kind of output weights, bias and confinement, all points or batches of them, awkward sizes and numbers, blocks
 * and parts of them, activations kept or computed again.
 *
 * Faults planted, each fails here: the mask of a partial tile dropped, in the sums and in the drift; weights of the first
 * output for all; act and act′ exchanged; the drift of output weights not cleared between tiles; confinement of the hidden
 * part only; kept numbers one tile off; columns of a rest of 2 for 3.
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
import { batchBytes } from '../../../../src/engine/kernels/network/packedBatches.ts';
import { TANH_TABLE } from '../../../../src/math/tanh.ts';
import { ACTIVATION_NAMES } from '../../../../src/models/activations.ts';
import { createModel } from '../../../../src/models/createModel.ts';
import type { ModelData } from '../../../../src/models/data.ts';
import { LOSS_NAMES } from '../../../../src/models/losses.ts';
import { readNetworkFormulas } from '../../../../src/models/networkFormulas.ts';
import { type NeuralNetworkSpec, neuralNetworkSchema } from '../../../../src/models/networkSpec.ts';

const ROBUST = 'log1p((f - y)^2)';
const ACTIVATIONS = [
  ...ACTIVATION_NAMES,
  ...[
    'tanh(s) + 0.1*s',
    'sin(s)^2',
    'abs(s)',
    's < 0 ? expm1(s) : s',
    's*sigmoid(1.7*s)',
    'exp(-s^2/2)',
    '0.5',
  ],
];
const ordinary = fc.double({ min: -3, max: 3, noNaN: true });
const entry = fc.oneof(
  { weight: 8, arbitrary: ordinary },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e-300, 30, -400, 1e7) },
);

interface Case {
  readonly spec: NeuralNetworkSpec;
  readonly data: ModelData;
  readonly particles: number;
  readonly numbers: readonly number[];
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    activation: fc.constantFrom(...ACTIVATIONS),
    loss: fc.constantFrom(...LOSS_NAMES, ROBUST),
    trained: fc.boolean(),
    bias: fc.boolean(),
    outputs: fc.integer({ min: 2, max: 5 }),
    single: fc.boolean(),
    scaling: fc.constantFrom('mean-field', 'plain'),
    confinement: fc.constantFrom(0, 0.3),
    count: fc.integer({ min: 1, max: 13 }),
    features: fc.integer({ min: 1, max: 9 }),
    particles: fc.integer({ min: 1, max: 64 }),
    numbers: fc.array(entry, { minLength: 97, maxLength: 97 }),
  })
  .map(({ activation, loss, bias, scaling, confinement, count, features, particles, numbers, ...rest }) => {
    const trained = rest.trained || loss === 'softmax';
    const outputs = loss === 'softmax' || (trained && !rest.single) ? rest.outputs : 1;
    const spec = neuralNetworkSchema.parse({
      name: 'neural-network',
      ...{ activation, loss, bias, scaling, confinement, outputs },
      outputWeights: trained ? { kind: 'trained' } : { kind: 'alternating', value: 1.3 },
      data: { file: 'x.csv', target: 'y' },
    });
    const columns = loss === 'softmax' ? 1 : outputs;
    const target = (j: number) =>
      loss === 'softmax'
        ? j % outputs
        : loss === 'logistic' || loss === 'hinge'
          ? 1 - 2 * (j % 2)
          : numbers[j % 89];
    const data = {
      inputs: Float64Array.from({ length: count * features }, (_, j) => numbers[(7 * j) % 97]),
      targets: Float64Array.from({ length: count * columns }, (_, j) => target(j)),
      count,
      features,
      formulas: readNetworkFormulas(spec),
    };
    return { spec, data, particles, numbers };
  });

/** Both kernels on one memory, and the state in it. */
function set({ spec, data, particles, numbers }: Case) {
  const model = createModel(spec, { data, particles });
  const { dim, fieldDim } = model;
  const arena = createArena();
  const { rows, columns } = networkTables(spec, data);
  writeHeader(arena.memory, {
    ...{ dim, fieldDim },
    tanh: arena.copy(TANH_TABLE).byteOffset + TANH_MIDDLE,
    rows: arena.copy(rows).byteOffset,
    columns: arena.copy(columns).byteOffset,
  });
  writeConstants(arena.memory);
  const scratch = arena.reserve(scratchBytes(dim, fieldDim) + batchBytes(data.count, dim));
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
    compiled: createNetworkKernels(spec, data, particles, arena.memory, scratch, data.count),
    x,
    field,
    stored: arena.floats(tiles * networkStored(data)),
    floats: arena.floats,
    tiles,
  };
}

/** Points of a batch, ascending, some of them twice; undefined for all. */
const batches = (count: number) =>
  fc.option(
    fc
      .array(fc.integer({ min: 0, max: count - 1 }), { minLength: 1, maxLength: count })
      .map((points) => Int32Array.from(points).sort()),
    { nil: undefined, freq: 4 },
  );

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
      }),
      { seed: 12, numRuns: 400 },
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
            compiled.gather(x.byteOffset, lo, hi, sum.byteOffset, stored.byteOffset);
          }
        },
      ),
      { seed: 13, numRuns: 200 },
    );
  });
});
