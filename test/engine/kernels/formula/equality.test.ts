/**
 * The compiled kernels of formulas give the bits of the TypeScript reference, whatever the formula, the numbers and the
 * range; kept values and values computed again are the same.
 * Watched failing: a last odd particle not masked, in the sum or in the drift; the last tile's second pair not zeroed; two
 * coordinates exchanged; the address of kept values not advanced, or the same for every block; sine and cosine exchanged; min
 * as max; < as <=; the branches of a choice exchanged; one entry of the field for all; 65 kept values; exp kept beside log1p.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Arena, createArena } from '../../../../src/engine/kernels/arena.ts';
import { createFormulaKernels } from '../../../../src/engine/kernels/formula/formulaKernels.ts';
import { storedPerTile } from '../../../../src/engine/kernels/formula/slots.ts';
import {
  scratchBytes,
  TANH_MIDDLE,
  writeConstants,
  writeHeader,
} from '../../../../src/engine/kernels/layout.ts';
import { TANH_TABLE } from '../../../../src/math/tanh.ts';
import { createFormulaModel } from '../../../../src/models/formula/formulaModel.ts';
import { type FormulaProgram, readFormulaModel } from '../../../../src/models/formula/readModel.ts';
import { AWKWARD, anyNumber, formulas } from '../../../models/formula/formulas.ts';

const MOST = 70;
const arena: Arena = createArena();
/** Everything lies beyond 2^31, where addresses of int32 are negative. */
arena.reserve(2 ** 31);
writeHeader(arena.memory, { tanh: arena.copy(TANH_TABLE).byteOffset + TANH_MIDDLE });
writeConstants(arena.memory);
const scratch = arena.reserve(scratchBytes(8, 8));
const areas = {
  x: arena.floats(8 * MOST),
  sum: arena.floats(72),
  field: arena.floats(72),
  stored: arena.floats(4 * 64 * 24),
  out: arena.floats(64 * 80),
};

const oneNaN = (values: ArrayLike<number>) =>
  Array.from(values, (v) => (Number.isNaN(v) ? 'NaN' : Object.is(v, -0) ? '-0' : v));

/** What the reference leaves, in tiles; the rest of the last tile 0. */
function tiled(values: Float64Array, dim: number, count: number): Float64Array {
  const tiles = new Float64Array(4 * dim * Math.ceil(count / 4));
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < dim; c++) tiles[((i >> 2) * dim + c) * 4 + (i & 3)] = values[i * dim + c];
  }
  return tiles;
}

/** Compares every kernel on lo ≤ i < hi, with and without stored values. */
function compare(
  program: FormulaProgram,
  x: readonly number[],
  field: readonly number[],
  lo: number,
  hi: number,
) {
  const { dim, fieldDim } = program;
  const reference = createFormulaModel(program);
  const kernels = createFormulaKernels(program, arena.memory, scratch);
  const positions = Float64Array.from(x);
  areas.x.fill(7).set(positions);
  areas.field.set(field);
  const sums = new Float64Array(fieldDim);
  reference.gather(positions, lo, hi, sums);
  const expected = { drift: new Float64Array((hi - lo) * dim), factor: new Float64Array((hi - lo) * dim) };
  const m = Float64Array.from(field);
  reference.drift(positions, lo, hi, m, expected.drift);
  reference.noiseFactor?.(positions, lo, hi, m, expected.factor);
  expect(kernels.factor === undefined).toBe(reference.noiseFactor === undefined);
  for (const stored of [0, areas.stored.byteOffset]) {
    areas.sum.fill(7);
    kernels.gather(areas.x.byteOffset, lo, hi, areas.sum.byteOffset, stored);
    expect(oneNaN(areas.sum.subarray(0, fieldDim))).toEqual(oneNaN(sums));
    expect(areas.sum[fieldDim]).toBe(7);
    for (const name of ['drift', 'factor'] as const) {
      areas.out.fill(7);
      kernels[name]?.(areas.x.byteOffset, lo, hi, areas.field.byteOffset, stored, areas.out.byteOffset);
      if (kernels[name] === undefined) continue;
      const tiles = tiled(expected[name], dim, hi - lo);
      expect(oneNaN(areas.out.subarray(0, tiles.length)), name).toEqual(oneNaN(tiles));
      expect(areas.out[tiles.length]).toBe(7);
    }
  }
}

const model = (spec: object) =>
  readFormulaModel({ name: 'formula', dim: 1, ...spec } as unknown as Parameters<typeof readFormulaModel>[0]);

describe('compiled formulas', () => {
  const all = [
    'sin',
    'cos',
    'tan',
    'atan',
    'sinh',
    'cosh',
    'tanh',
    'exp',
    'expm1',
    'log',
    'log1p',
    'sqrt',
    'abs',
  ];
  const more = ['sign', 'heaviside', 'relu', 'sigmoid', 'softplus'];

  it.each([...all, ...more])('compute %s to the bit on awkward numbers', (name) => {
    const program = model({ field: [`${name}(x)`], drift: [`${name}(x) + m`], noise: [`m*${name}(x + m)`] });
    for (let at = 0; at < AWKWARD.length; at++) {
      const x = Array.from({ length: 7 }, (_, j) => AWKWARD[(at + j) % AWKWARD.length]);
      for (const m of [0, 1, -0.1]) compare(program, x, [m], 0, 1 + (at % 7));
    }
  });

  it.each([...all, ...more])('compute %s to the bit on ordinary numbers', (name) => {
    const program = model({ field: [`${name}(x)`], drift: [`${name}(x)`] });
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -800, max: 800 }), { minLength: 64, maxLength: 64 }),
        fc.boolean(),
        (x, small) => {
          compare(
            program,
            x.map((v) => (small ? v / 500 : v)),
            [0],
            0,
            64,
          );
        },
      ),
      { numRuns: 100, seed: 4 },
    );
  });

  it('compute powers to the bit, of awkward and of ordinary numbers', () => {
    const program = model({ dim: 2, field: ['x1^x2'], drift: ['x1^m', 'pow(x1, x2) + pow(abs(x2), 1.3)'] });
    const numbers = fc.oneof(anyNumber, fc.double({ min: 0, max: 1e3 }), fc.double({ min: -40, max: 40 }));
    fc.assert(
      fc.property(fc.array(numbers, { minLength: 128, maxLength: 128 }), numbers, (x, m) => {
        compare(program, x, [m], 0, 64);
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  const cases = fc
    .record({ dim: fc.integer({ min: 1, max: 5 }), fieldDim: fc.integer({ min: 1, max: 4 }) })
    .chain(({ dim, fieldDim }) => {
      const xs = Array.from({ length: dim }, (_, c) => `x${c + 1}`);
      const ms = Array.from({ length: fieldDim }, (_, f) => `m${f + 1}`);
      const both = [...xs, ...xs, ...ms, 'a'];
      const list = (names: readonly string[], n: number) =>
        fc.array(formulas(names), { minLength: n, maxLength: n });
      return fc.record({
        spec: fc.record({
          dim: fc.constant(dim),
          parameters: fc.record({ a: fc.double({ min: -3, max: 3, noNaN: true }) }),
          field: list([...xs, 'a'], fieldDim),
          drift: list(both, dim),
          noise: fc.option(fc.oneof(list(both, 1), list(both, dim)), { nil: undefined }),
        }),
        potential: fc.option(formulas(both), { nil: undefined }),
        x: fc.array(anyNumber, { minLength: dim * MOST, maxLength: dim * MOST }),
        field: fc.array(anyNumber, { minLength: fieldDim, maxLength: fieldDim }),
        lo: fc.integer({ min: 0, max: 16 }).map((t) => 4 * t),
        length: fc.integer({ min: 0, max: 64 }),
      });
    });

  it('agree with the reference on random formulas and numbers', () => {
    fc.assert(
      fc.property(cases, ({ spec, potential, x, field, lo, length }) => {
        const { drift, ...rest } = spec;
        const program = model(potential === undefined ? spec : { ...rest, potential });
        compare(program, x, field, lo, Math.min(MOST, lo + length));
      }),
      { numRuns: 400, seed: 4 },
    );
  });

  it('keep the values of a block behind those of the blocks before', () => {
    const program = model({ dim: 2, field: ['sin(x1) + exp(x2)'], drift: ['m*cos(x1)', 'exp(x2)'] });
    const count = MOST;
    const x = Float64Array.from({ length: 2 * count }, (_, j) => Math.cos(j));
    const kernels = createFormulaKernels(program, arena.memory, scratch);
    areas.x.set(x);
    areas.field[0] = 0.5;
    const [at, sum, stored] = [areas.x, areas.sum, areas.stored].map((area) => area.byteOffset);
    const blocks = [
      [0, 64],
      [64, count],
    ];
    for (const [lo, hi] of blocks) kernels.gather(at, lo, hi, sum, stored);
    for (const [lo, hi] of blocks) {
      kernels.drift(at, lo, hi, areas.field.byteOffset, stored, areas.out.byteOffset);
      const out = new Float64Array(2 * (hi - lo));
      createFormulaModel(program).drift(x, lo, hi, Float64Array.of(0.5), out);
      expect(areas.out.slice(0, 8 * Math.ceil((hi - lo) / 4))).toEqual(tiled(out, 2, hi - lo));
    }
    const perTile = storedPerTile(program);
    expect(perTile).toBe(8);
    expect(areas.stored[(64 / 4) * perTile]).not.toBe(0);
  });

  it('write in their part of a scratch only, however many values are kept', () => {
    const terms = Array.from({ length: 40 }, (_, j) => `sin(${j}*x1)*exp(x2/${j + 1})*tanh(x1)`);
    const program = model({
      dim: 2,
      field: [terms.join(' + ')],
      drift: [`m*(${terms.join(' - ')})`, 'pow(x1, x2) + atan(m)'],
    });
    expect(storedPerTile(program)).toBe(4 * 64);
    const bytes = new Uint8Array(arena.memory.buffer, scratch, scratchBytes(8, 8));
    bytes.fill(7);
    const x = Array.from({ length: 128 }, (_, j) => (j === 9 ? 1e9 : Math.cos(j)));
    compare(program, x, [0.5], 0, 63);
    expect([...bytes.subarray(0, 64), ...bytes.subarray(1136)].every((b) => b === 7)).toBe(true);
  });

  it('keep what gather and drift share, once', () => {
    expect(storedPerTile(model({ field: ['x'], drift: ['m - x'] }))).toBe(0);
    expect(storedPerTile(model({ field: ['cos(x)', 'sin(x)'], drift: ['m1*sin(x) - m2*cos(x)'] }))).toBe(8);
    expect(storedPerTile(model({ field: ['softplus(x)'], drift: ['m*softplus(x)'] }))).toBe(4);
    expect(storedPerTile(model({ field: ['cos(x)'], drift: ['-m*sin(x)'] }))).toBe(4);
  });
});
