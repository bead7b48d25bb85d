/**
 * Mode float32: its parts against float64, number by number, and whole runs against strict runs on the same noise.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../../scripts/makeKernels.ts';
import { requireFloat32 } from '../../../src/engine/float32Range.ts';
import { createCompiledArithmetic } from '../../../src/engine/kernels/compiled.ts';
import { FIRST_FREE, writeConstants } from '../../../src/engine/kernels/layout.ts';
import { createRunMemory } from '../../../src/engine/kernels/runMemory.ts';
import { createWindowedArithmetic } from '../../../src/engine/kernels/windowed.ts';
import { type Problem, readPlan } from '../../../src/engine/plan.ts';
import { createPool, type Pool } from '../../../src/engine/pool.ts';
import { simulate } from '../../../src/engine/simulate.ts';
import { narrowTable } from '../../../src/noise/narrowTable.ts';
import { radiusTable, samplePositive, symmetricTable } from '../../../src/noise/quantileTable.ts';
import { cosine2dPlan, cosinePlan, digitsPlan, ouPlan } from '../plans.ts';
import { ACTIVATIONS, networkCase, problemOf } from './problems.ts';

/** One unit in the last place of float32 below 1. */
const UNIT = 2 ** -24;

/** The kernels' parts, a tile of eight numbers at a time. */
const PARTS = `
import { sampleTile, Into } from './noise';
import { tanh, tanhPair } from './tanh';
import { softplus } from './softplus';
import { sincos } from './trig';
export { setUp } from '../memory';
export function samples(words: usize, table: usize, out: usize): void {
  sampleTile(Into.row, words, table, f32x4.splat(1), 0, out);
}
export function radii(words: usize, table: usize, out: usize): void {
  sampleTile(Into.radii, words, table, f32x4.splat(1), 0, out);
}
export function tanhs(x: usize, table: usize, out: usize): void {
  v128.store(out, tanh(v128.load(x)));
  v128.store(out, tanh(v128.load(x, 16)), 16);
}
export function tanhPairs(x: usize, table: usize, out: usize): void {
  v128.store(out + 32, f32x4.splat(0));
  tanhPair(x, out, out + 32);
}
export function softpluses(x: usize, table: usize, out: usize): void {
  v128.store(out, softplus(v128.load(x)));
  v128.store(out, softplus(v128.load(x, 16)), 16);
}
export function sincoses(x: usize, table: usize, out: usize): void {
  sincos(x, out);
  sincos(x + 32, out + 16);
}
`;

const IN = FIRST_FREE;
const OUT = FIRST_FREE + 256;
const TABLE = 65536;
const memory = new WebAssembly.Memory({ initial: 4, maximum: 65536, shared: true });
const parts = {} as Record<
  'samples' | 'radii' | 'tanhs' | 'tanhPairs' | 'softpluses' | 'sincoses',
  (x: number, table: number, out: number) => void
>;
const words = new Uint32Array(memory.buffer, IN, 16);
const singles = new Float32Array(memory.buffer, IN, 8);
const doubles = new Float64Array(memory.buffer, IN, 8);
const out = new Float32Array(memory.buffer, OUT, 16);
const far: number[] = [];

beforeAll(async () => {
  const folder = process.cwd();
  process.chdir(new URL('../../..', import.meta.url).pathname);
  const bytes = await compile('src/engine/kernels/assembly/float32/parts.ts', ['relaxed-simd'], PARTS);
  process.chdir(folder);
  const sincos = (x: number, at: number): void => {
    far.push(x);
    new Float64Array(memory.buffer, at, 2).set([Math.sin(x), Math.cos(x)]);
  };
  const module = new WebAssembly.Module(Uint8Array.from(bytes));
  const { exports } = new WebAssembly.Instance(module, { env: { memory, sincos } });
  Object.assign(parts, exports);
  (exports.setUp as (scratch: number) => void)(FIRST_FREE + 1024);
  writeConstants(memory);
});

const pools = new Map<number, Pool>();
afterAll(() => Promise.all([...pools.values()].map((pool) => pool.close())));

/** Numbers from 0 to 1 that are spread evenly: multiples of the golden ratio. */
const spread = (j: number): number => (j * 0.6180339887498949) % 1;

/** Float32 numbers of both signs whose logarithms are spread evenly, and some on purpose. */
function arguments32(least: number, most: number, count: number): Float32Array {
  const made = Float32Array.from({ length: count }, (_, j) => {
    return (j % 2 ? -1 : 1) * least * (most / least) ** spread(j >> 1);
  });
  made.set([0, -0, most, -most, 7.75, -7.75, 7.7499995, 9]);
  return made;
}

/** `part` of all numbers. */
function evaluate(part: 'tanhs' | 'softpluses', x: Float32Array): Float32Array {
  const y = new Float32Array(x.length);
  for (let j = 0; j < x.length; j += 8) {
    singles.set(x.subarray(j, j + 8));
    parts[part](IN, TABLE, OUT);
    y.set(out.subarray(0, 8), j);
  }
  return y;
}

describe('elementary functions', () => {
  // Watched failing: P's last coefficient one unit in 10^6 larger; the clamp at 8 instead of 7.75 (results pass 1).
  it('tanh is odd, within ±1 and right to 7 units of 2^−24 (measured: 6.7), for numbers up to float32’s largest', () => {
    const x = arguments32(1e-30, 3.4e38, 2 ** 16);
    const near = arguments32(0.01, 12, 2 ** 20);
    for (const arguments_ of [x, near]) {
      const y = evaluate('tanhs', arguments_);
      let worst = 0;
      y.forEach((value, j) => {
        const exact = Math.tanh(arguments_[j]);
        if (exact !== 0) worst = Math.max(worst, Math.abs(value / exact - 1));
        else if (value !== 0) worst = Number.POSITIVE_INFINITY;
      });
      expect(worst).toBeLessThan(7 * UNIT);
      expect(y.every((value) => Math.abs(value) <= 1)).toBe(true);
      const mirrored = evaluate(
        'tanhs',
        arguments_.map((v) => -v),
      );
      expect(mirrored.every((value, j) => value === -y[j])).toBe(true);
    }
    expect([...evaluate('tanhs', new Float32Array(8).fill(Number.NaN))]).toEqual(
      new Array(8).fill(Number.NaN),
    );
  });

  it('slopes and sums of pairs are those of tanh, bit for bit', () => {
    const x = arguments32(0.001, 12, 4096);
    const y = evaluate('tanhs', x);
    const f = Math.fround;
    for (let j = 0; j < x.length; j += 8) {
      singles.set(x.subarray(j, j + 8));
      parts.tanhPairs(IN, TABLE, OUT);
      for (let i = 0; i < 8; i++) expect(out[i]).toBe(f(1 - f(y[j + i] * y[j + i])));
      for (let i = 0; i < 4; i++) expect(out[8 + i]).toBe(f(0 + f(y[j + i] + y[j + i + 4])));
    }
  });

  // Watched failing: the term in t⁹ missing.
  it('softplus is right to 5 units of 2^−24 (measured: 3.8) from −87 to float32’s largest, and 0 far below', () => {
    const x = arguments32(1e-20, 87, 2 ** 18);
    let worst = 0;
    evaluate('softpluses', x).forEach((value, j) => {
      const exact = Math.max(x[j], 0) + Math.log1p(Math.exp(-Math.abs(x[j])));
      worst = Math.max(worst, Math.abs(value / exact - 1));
    });
    expect(worst).toBeLessThan(5 * UNIT);
    const [a, b, c, d] = evaluate('softpluses', Float32Array.of(-1e30, 1e30, Number.NaN, 3.4e38, 0, 0, 0, 0));
    expect([b, c, d]).toEqual([Math.fround(1e30), Number.NaN, Math.fround(3.4e38)]);
    expect(a).toBeGreaterThanOrEqual(0);
    expect(a).toBeLessThan(2e-38);
  });

  // Watched failing: the quadrant's sign of the cosine that of the sine; the limit of the short reduction at 2^40.
  it('sines and cosines of float64 numbers are right to 2e−7, far ones and non-finite ones by src/math', () => {
    let worst = 0;
    for (let j = 0; j < 2 ** 17; j += 8) {
      for (let i = 0; i < 8; i++) {
        const size = j % 16 ? 10 : 2e6 * 10 ** -(7 * spread(j + 3));
        doubles[i] = (2 * spread(j + i) - 1) * size;
      }
      parts.sincoses(IN, TABLE, OUT);
      for (let i = 0; i < 8; i++) {
        worst = Math.max(
          worst,
          Math.abs(out[i] - Math.sin(doubles[i])),
          Math.abs(out[8 + i] - Math.cos(doubles[i])),
        );
      }
    }
    expect(worst).toBeLessThan(2e-7);
    expect(far.length).toBeGreaterThan(0);
    doubles.set([1e300, -1e16, 0, -0, Number.POSITIVE_INFINITY, Number.NaN, 1, 2]);
    parts.sincoses(IN, TABLE, OUT);
    const f = Math.fround;
    expect([out[0], out[1], out[2], out[8]]).toEqual([
      f(Math.sin(1e300)),
      f(Math.sin(-1e16)),
      0,
      f(Math.cos(1e300)),
    ]);
    expect([out[4], out[5], out[12], out[13]]).toEqual(new Array(4).fill(Number.NaN));
  });
});

/** Words whose integer v has every possible length, many each, on both sides and with both signs; extreme ones. */
function* someWords(): Generator<[low: number, high: number]> {
  let n = 0;
  for (let octave = 0; octave < 62; octave++) {
    for (let j = 0; j < 64; j++) {
      const top = 1n << BigInt(octave);
      const fraction =
        j === 0 ? 0n : j === 1 ? top - 1n : BigInt.asUintN(64, BigInt(++n) * 0x9e3779b97f4a7c15n) % top;
      const word = top + fraction + (BigInt(j % 4) << 62n);
      yield [Number(word & 0xffffffffn), Number(word >> 32n)];
    }
  }
}

describe('samples of words', () => {
  const laws = [0.5, 0.7, 1, 1.3, 1.5, 1.9, 1.9999, 2].flatMap((alpha) => [
    { alpha, name: 'symmetric', wide: () => symmetricTable(alpha), radius: false },
    { alpha, name: 'radius', wide: () => radiusTable(alpha), radius: true },
  ]);

  // Watched failing: side bit shifted by 14 instead of 15; the fraction's shift 7 instead of 8; c₃ missing;
  // the low half's lowest bit not set.
  it.each(laws)(
    '$name, alpha $alpha: on both sides down to 2^−63 those of the float64 table to 3e−7, finite, of the word’s sign',
    ({ alpha, wide: make, radius }) => {
      const wide = make();
      const table = narrowTable(wide);
      new Float32Array(memory.buffer, TABLE, table.length).set(table);
      const all = [...someWords()];
      let worst = 0;
      for (let j = 0; j < all.length; j += 8) {
        const tile = all.slice(j, j + 8);
        words.set(tile.flat());
        parts[radius ? 'radii' : 'samples'](IN, TABLE, OUT);
        tile.forEach(([low, high], i) => {
          const exact = samplePositive(wide, low, high) * (!radius && high >>> 31 ? -1 : 1);
          worst = Math.max(worst, Math.abs(out[i] / exact - 1));
          if (!Number.isFinite(out[i])) worst = Number.NaN;
        });
      }
      expect(worst).toBeLessThan(3e-7);
      // what float32Range.ts says of the largest
      expect(Math.max(...table)).toBeLessThan(2 ** (63 / alpha + (radius ? 1 : 0)));
    },
  );
});

describe('runs', () => {
  const data = (activation: 'tanh' | 'sigmoid' | 'relu' | 'softplus', dim: number, count: number) =>
    networkCase(activation, { kind: 'alternating', value: 1.5 }, dim, count, (j) => Math.sin(1 + 1.7 * j), [
      ...Array.from({ length: count }, (_, b) => Math.cos(b)),
    ]);
  const systems = [
    ...ACTIVATIONS.flatMap((activation) =>
      [1, 3, 10].map((dim) => ({ name: activation, ...data(activation, dim, 4 * dim + 3) })),
    ),
    ...[1, 2, 5].map((dim) => {
      const amplitude = Array.from({ length: dim }, (_, c) => 1.6 - 0.2 * c);
      return {
        name: 'cosine',
        model: { name: 'cosine-network', amplitude, phase: amplitude },
        dim,
        data: undefined,
      };
    }),
    { name: 'ou', model: { name: 'mean-field-ou', a: 0.5, k: 1 }, dim: 1, data: undefined },
  ];
  const noises = (['I', 'II', 'III'] as const).flatMap((type) =>
    [0.8, 1.5, 2].map((alpha) => ({ type, alpha })),
  );
  // an unbounded activation under noise without a mean: one far particle rules the field, and all see its rounding
  const cases = systems.flatMap((system) =>
    noises.map((noise) => {
      const ruled = noise.alpha < 1 && (system.name === 'relu' || system.name === 'softplus');
      return { ...system, ...noise, positions: ruled ? 6e-5 : 3e-6, fields: ruled ? 3e-5 : 3e-6 };
    }),
  );

  // Measured: positions 1.1e−6, fields 8.9e−7 (ruled: 1.9e−5, 7e−6). Watched failing: coefficient of the odd particles that of the even
  // ones; the last coordinate of an odd dimension not moved; half of the step; the radius of the tile before; lanes
  // without a particle in the sums; lane sums not cleared for the next block.
  it.each(cases)(
    '$name in $dim dimensions, Type $type, alpha $alpha: 64 steps stay with strict, positions to $positions of max(1, |x|), field to $fields',
    async ({ model, data, dim, type, alpha, positions, fields }) => {
      const plan = {
        model,
        noise: { type, alpha, scale: 0.5 },
        initial: { law: 'normal', mean: new Array(dim).fill(0.1), variance: 0.25 },
        horizon: 1,
        steps: 64,
        cells: 128,
        particles: 203,
        seed: 7,
      };
      const [strict, float32] = await Promise.all(
        ['strict', 'float32'].map((mode) =>
          simulate(problemOf({ ...plan, mode }, data), { driver: 'serial' }),
        ),
      );
      const apart = (a: Float64Array, b: Float64Array): number =>
        a.reduce((most, v, j) => Math.max(most, Math.abs(v - b[j]) / Math.max(1, Math.abs(v))), 0);
      expect(apart(strict.positions, float32.positions)).toBeLessThan(positions);
      expect(apart(strict.fields, float32.fields)).toBeLessThan(fields);
      expect(float32.positions).not.toEqual(strict.positions);
    },
  );

  // Watched failing: sines not computed again where nothing is stored.
  it('have one result on 1, 2 and 3 threads and with activations computed again', async () => {
    for (const plan of [{ ...cosine2dPlan, particles: 777 }, digitsPlan, { ...ouPlan, particles: 333 }]) {
      const problem = readPlan({ ...plan, mode: 'float32' });
      const { positions, fields } = await simulate(problem, { driver: 'serial' });
      for (const threads of [1, 2, 3]) {
        const pool = pools.get(threads) ?? createPool(threads);
        pools.set(threads, pool);
        const run = await simulate(problem, { driver: 'sharded', pool });
        expect(run.positions).toEqual(positions);
        expect(run.fields).toEqual(fields);
      }
      const run = await simulate(problem, { driver: 'serial', activations: 'recompute' });
      expect(run.positions).toEqual(positions);
    }
  });

  // Watched failing: the window's accumulate adding pairs of float32 as float64.
  it('draw, accumulate and move have the bits of advance, in memory and through a window', () => {
    for (const plan of [
      { ...cosine2dPlan, particles: 5000 },
      { ...digitsPlan, particles: 77 },
      { ...ouPlan, particles: 61 },
    ]) {
      const problem: Problem = readPlan({ ...plan, cells: 2 * plan.steps, mode: 'float32' });
      const { arena, place } = createRunMemory(problem);
      const inside = createCompiledArithmetic(problem, place(), arena.floats);
      const window = createWindowedArithmetic(problem);
      const { dim, fieldDim } = inside.model;
      const { particles } = problem.plan;
      const field = new Float64Array(fieldDim).fill(0.1);
      const results = [inside, window].flatMap((arithmetic) =>
        [true, false].map((together) => {
          arithmetic.useReplica(0);
          const x = arithmetic.floats(particles * dim).map((_, j) => Math.sin(j));
          const at = arithmetic.floats(particles * dim);
          at.set(x);
          const system = { x: at, particles };
          arithmetic.prepare(field, { drift: 0.125, noise: 1, taming: 0 });
          if (together) arithmetic.advance(system, 0, Math.ceil(particles / 64), 4, 6);
          else {
            const [sum, next] = [0, 1].map(() => arithmetic.floats(arithmetic.incrementsLength(particles)));
            arithmetic.draw(0, particles, 4, 5, sum);
            arithmetic.draw(0, particles, 5, 6, next);
            arithmetic.accumulate(sum, next);
            expect(arithmetic.move(system, sum)).toBe(-1);
          }
          return Float64Array.from(at);
        }),
      );
      for (const result of results) expect(result).toEqual(results[0]);
      expect(results[0]).not.toEqual(Float64Array.from(results[0], (_, j) => Math.sin(j)));
    }
  });

  // Watched failing: tiles of four particles.
  it('store half of what strict stores', () => {
    for (const plan of [cosinePlan, digitsPlan]) {
      const [strict, float32] = ['strict', 'float32'].map((mode) => {
        const problem = readPlan({ ...plan, mode });
        return createCompiledArithmetic(problem, createRunMemory(problem).place());
      });
      expect(float32.storedLength(1024)).toBe(strict.storedLength(1024) / 2);
      expect(float32.incrementsLength(1024)).toBe(strict.incrementsLength(1024) / 2);
      expect(float32.storedLength(1)).toBe(strict.storedLength(1));
    }
  });
});

// Watched failing: readPlan without the check.
describe('what does not fit float32 is refused when the plan is read', () => {
  const read = (change: object) => () => readPlan({ ...cosinePlan, mode: 'float32', ...change });

  it('a noise whose largest increment passes 2^127', () => {
    const noise = { type: 'II', alpha: 0.5, scale: 2000 };
    expect(read({ noise })).toThrow(/^noise\.scale is 2000; with alpha 0\.5 an increment can reach/);
    expect(read({ noise: { ...noise, scale: 100 } })).not.toThrow();
    expect(read({ noise: { ...noise, scale: 2000 }, mode: 'strict' })).not.toThrow();
  });

  it('a noise too small, but for none', () => {
    expect(read({ noise: { alpha: 1.5, scale: 1e-19 } })).toThrow(/^noise\.scale is 1e-19; its increments/);
    expect(read({ noise: { alpha: 1.5, scale: 0 } })).not.toThrow();
  });

  it('a step that is no normal float32', () => {
    expect(read({ horizon: 1e-40, noise: { alpha: 1.5, scale: 0 } })).toThrow(
      /^horizon is 1e-40 and steps is 16/,
    );
  });

  it.each([
    [
      'tamed Euler',
      { scheme: { name: 'tamed-euler' } },
      /^scheme\.name is "tamed-euler"; mode float32 knows euler/,
    ],
    [
      'steps of several lengths',
      { scheme: { name: 'euler', schedule: { name: 'cosine' } } },
      /^scheme\.name is "euler"; mode float32 knows euler with steps of one length only/,
    ],
    [
      'common noise',
      { noise: { alpha: 1.5, scale: 0.1, common: { scale: 0.1 } } },
      /^noise\.common is given; mode float32 knows no common noise/,
    ],
  ])('%s', (_, change, message) => {
    expect(read(change)).toThrow(message);
  });

  it('inputs of a network outside float32', () => {
    const needs = {
      model: { name: 'mean-field-ou', a: 1, k: 1 },
      scheme: { name: 'euler' },
      noise: { type: 'II', alpha: 1.5, scale: 1, convention: 'standard' },
      horizon: 1,
      steps: 1,
      cells: 1,
    } as const;
    for (const value of [1e39, 1e-300, Number.NaN]) {
      const data = { inputs: Float64Array.of(1, value), targets: new Float64Array(1), count: 1, features: 2 };
      expect(() => requireFloat32(needs, data)).toThrow(/^model\.data has an input of/);
    }
    const data = {
      inputs: Float64Array.of(1, 0, -1e30),
      targets: new Float64Array(1),
      count: 1,
      features: 3,
    };
    expect(() => requireFloat32(needs, data)).not.toThrow();
  });
});
