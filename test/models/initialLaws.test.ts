/**
 * Starts from an array and PyTorch's default, through plan and API.
 * Watched failing: rows taken from the wrong particle (lo·dim → 0 in initial.ts); fan_in of dim in place of features; the
 * finite check left out; √ left out of the bound.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ndarray from 'ndarray';
import { afterAll, describe, expect, it } from 'vitest';
import { BadInput } from '../../src/engine/badInput.ts';
import { runCouplings } from '../../src/engine/coupling.ts';
import { initialOf } from '../../src/engine/initialOf.ts';
import { type Problem, readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { eulerFieldPath, limitOf } from '../../src/limits/limit.ts';
import { sha256Float64 } from '../../src/results/hash.ts';
import { writeNpy } from '../../src/results/npy.ts';
import { readStudy } from '../../src/studies/study.ts';

const dir = mkdtempSync(join(tmpdir(), 'mckean-start-'));
afterAll(() => rmSync(dir, { recursive: true }));

const noise = { type: 'II', alpha: 1.7, scale: 0.3 };
const plane = {
  model: { name: 'cosine-network', amplitude: [1.6, 1.1], phase: [0.7, -0.3] },
  noise,
  horizon: 1,
  steps: 4,
  particles: 200,
};
const digits = { builtin: 'digits', classes: [3, 8], points: 6 };
const fixed = { name: 'neural-network', activation: 'tanh', data: digits };
const trained = { ...fixed, outputWeights: { kind: 'trained' }, bias: true };

/** 250 rows of two numbers. */
const numbers = Float64Array.from({ length: 500 }, (_, j) => j / 100 - 2);
const rows = Array.from({ length: 250 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]]);
writeNpy(join(dir, 'W.npy'), numbers, [250, 2]);

/** Where the particles start. */
function startOf(problem: Problem, dim: number, replica = 0): Float64Array {
  const { particles, seed } = problem.plan;
  const x = new Float64Array(particles * dim);
  initialOf(problem, dim)({ seed, replica }, 0, particles, x);
  return x;
}

const refusal = (input: object): string => {
  try {
    readPlan(input, dir);
  } catch (error) {
    expect(error).toBeInstanceOf(BadInput);
    return (error as Error).message;
  }
  return 'not refused';
};

describe('a start from an array', () => {
  const read = (initial: object) => readPlan({ ...plane, initial: { law: 'array', ...initial } }, dir);

  it('puts particle i at row i, from a file, lists or an ndarray, in every replica', () => {
    const columns = ndarray(
      Float64Array.from({ length: 500 }, (_, j) => rows[j % 250][Math.floor(j / 250)]),
      [2, 250],
    );
    for (const initial of [
      { file: 'W.npy' },
      { values: rows },
      { values: rows.map((row) => Float64Array.from(row)) },
      { values: columns.transpose(1, 0) },
    ]) {
      const problem = read(initial);
      expect(startOf(problem, 2)).toEqual(numbers.slice(0, 400));
      expect(startOf(problem, 2, 3)).toEqual(numbers.slice(0, 400));
    }
  });

  it('gives a range of particles its own rows', () => {
    const x = new Float64Array(400);
    initialOf(read({ file: 'W.npy' }), 2)({ seed: 1, replica: 0 }, 64, 70, x);
    expect(x.slice(128, 140)).toEqual(numbers.slice(128, 140));
    expect(x.slice(0, 128).every((v) => v === 0)).toBe(true);
  });

  it('runs to the same bits on 1, 2 and 3 threads', async () => {
    const problem = read({ file: 'W.npy' });
    const one = sha256Float64((await simulate(problem, { driver: 'serial' })).positions);
    for (const threads of [2, 3])
      expect(sha256Float64((await simulate(problem, { driver: 'sharded', threads })).positions)).toBe(one);
    expect(sha256Float64((await simulate(read({ values: rows }), { driver: 'serial' })).positions)).toBe(one);
  });

  it('leaves the hash of its numbers in the plan, which notices other numbers', () => {
    const { plan } = read({ file: 'W.npy' });
    expect(plan.initial).toEqual({ law: 'array', file: 'W.npy', sha256: sha256Float64(numbers) });
    expect(read({ values: rows }).plan.initial).toEqual({
      law: 'array',
      values: rows,
      sha256: sha256Float64(numbers),
    });
    expect(readPlan(plan, dir).plan).toEqual(plan);
    const other = { ...plan, initial: { ...plan.initial, sha256: '0'.repeat(64) } };
    expect(refusal(other)).toMatch(
      /^initial\.sha256 is 0{64}; the numbers of initial\.file, .*W\.npy, have [0-9a-f]{64}\.$/,
    );
  });

  it('is shared by systems of several sizes on the same noise', () => {
    const problem = readPlan(
      { ...plane, noise: { ...noise, scale: 0 }, initial: { law: 'array', file: 'W.npy' } },
      dir,
    );
    const field = new Float64Array(5 * 4);
    const systems = [50, 200].map((particles) => ({ particles, steps: 4, field }));
    const comparisons = [{ a: 0, b: 1, metric: { kind: 'sup' as const, power: 1 } }];
    expect([...runCouplings({ problem, replicas: [0], systems, comparisons })[0]]).toEqual([0]);
  });

  it.each([
    ['there is no file', { file: 'none.npy' }, /^initial\.file: .*none\.npy/],
    ['the file is no array', { file: 'W.csv' }, /^initial\.file is "W\.csv"; it must be a \.npy file\.$/],
    ['nothing is given', {}, /^initial is \{"law":"array"\}; it must have either a file or values\.$/],
    ['both are given', { file: 'W.npy', values: rows }, /it must have either a file or values\.$/],
    ['rows are no lists', { values: [1, 2] }, /^initial\.values is \[1,2\]; it must be a list of rows/],
    [
      'rows are too few',
      { values: rows.slice(0, 199) },
      /^initial\.values has 199 rows; it must have one for every particle at least, and particles is 200\.$/,
    ],
    [
      'a row is too short',
      { values: [...rows, [1]] },
      /^initial\.values has 1 numbers in row 250 \(from 0\); every row must have 2, one for every coordinate\.$/,
    ],
    [
      'a number is NaN',
      { values: rows.with(7, [0, Number.NaN]) },
      /^initial\.values holds NaN in row 7, column 1 \(from 0\); it must be a finite number\.$/,
    ],
    [
      'an ndarray has another shape',
      { values: ndarray(new Float64Array(600), [200, 3]) },
      /^initial\.values has 3 numbers in row 0/,
    ],
  ])('is refused in one sentence where %s', (_, initial, sentence) => {
    expect(refusal({ ...plane, initial: { law: 'array', ...initial } })).toMatch(sentence);
  });

  it('is refused in a file of another shape, or with numbers that are not finite', () => {
    writeNpy(join(dir, 'flat.npy'), numbers, [500]);
    writeNpy(join(dir, 'wide.npy'), numbers, [100, 5]);
    writeNpy(join(dir, 'bad.npy'), numbers.with(13, Number.POSITIVE_INFINITY), [250, 2]);
    const of = (file: string) => refusal({ ...plane, initial: { law: 'array', file } });
    expect(of('flat.npy')).toMatch(
      /an array of shape \(500\); it must be particles × 2, a column for every coordinate\.$/,
    );
    expect(of('wide.npy')).toMatch(/an array of shape \(100, 5\); it must be particles × 2/);
    expect(of('bad.npy')).toMatch(
      /bad\.npy, holds Infinity in row 6, column 1 \(from 0\); it must be a finite number\.$/,
    );
  });

  it('has no limit, and no rate of chaos; rates in the step it has', () => {
    const { plan } = read({ file: 'W.npy' });
    expect(() => limitOf(plan)).toThrow(/^initial\.law is "array", which has no formula; a limit/);
    expect(() => eulerFieldPath(plan)).toThrow(/^initial\.law is "array", which has no formula; a limit/);
    const { particles: _, steps, ...own } = { ...plane, initial: { law: 'array', values: rows } };
    const chaos = {
      study: 'chaos',
      plan: { ...own, steps },
      particles: [8, 16, 32],
      replicas: 8,
      reference: 'doubling',
    };
    expect(() => readStudy(chaos)).toThrow(
      /^initial is an array; propagation of chaos is known for independent/,
    );
    const ou = {
      ...own,
      model: { name: 'mean-field-ou', a: 1, k: 1 },
      initial: { law: 'array', values: rows.map(([v]) => [v]) },
    };
    const step = {
      study: 'discretisation',
      plan: ou,
      particles: 20,
      replicas: 8,
      steps: [4, 8, 16],
      metrics: [{ kind: 'horizon' }],
    };
    expect(readStudy(step).problem.start).toHaveLength(250);
  });
});

describe('the PyTorch default', () => {
  const bounds = (x: Float64Array, dim: number, from: number, to: number): [number, number] => {
    const part = x.filter((_, j) => j % dim >= from && j % dim < to);
    return [part.reduce((a, b) => Math.min(a, b)), part.reduce((a, b) => Math.max(a, b))];
  };
  const base = { noise, horizon: 0.1, steps: 1, particles: 400, initial: { law: 'pytorch' } };

  it('draws hidden weights uniformly within 1/√features', () => {
    const x = startOf(readPlan({ ...base, model: fixed }), 64);
    const [low, high] = bounds(x, 64, 0, 64);
    // 25 600 draws: all but exp(−25 600·1e-3/2) of seeds come within 0.1 % of both ends.
    expect(low).toBeGreaterThanOrEqual(-1 / 8);
    expect(low).toBeLessThan(-0.999 / 8);
    expect(high).toBeLessThanOrEqual(1 / 8);
    expect(high).toBeGreaterThan(0.999 / 8);
  });

  it('counts features for a bias and N for trained output weights', () => {
    const x = startOf(readPlan({ ...base, model: trained }), 66);
    const [hidden, bias, output] = [bounds(x, 66, 0, 64), bounds(x, 66, 64, 65), bounds(x, 66, 65, 66)];
    expect(hidden[1]).toBeGreaterThan(0.999 / 8);
    expect(hidden[1]).toBeLessThanOrEqual(1 / 8);
    // 400 draws: within 10 % of an end but for exp(−400·0.05) ≈ 2e-9 of seeds.
    for (const [[low, high], bound] of [
      [bias, 1 / 8],
      [output, 1 / 20],
    ] as const) {
      expect(Math.max(-low, high)).toBeLessThanOrEqual(bound);
      expect(Math.min(-low, high)).toBeGreaterThan(0.9 * bound);
    }
  });

  it('is that of networks only, and not of chaos where it depends on N', () => {
    expect(refusal({ ...plane, initial: { law: 'pytorch' } })).toBe(
      'initial.law is "pytorch", the start of a network\'s weights; this model is no network, so it must be normal, point, uniform, stable or array.',
    );
    const study = (model: object, initial: object) => {
      // Without noise, under which theory has rates for trained output weights too.
      const { particles: _, ...plan } = { ...base, noise: { ...noise, scale: 0 }, model, initial };
      return { study: 'chaos', plan, particles: [8, 16, 32], replicas: 8, reference: 'doubling' };
    };
    expect(() => readStudy(study(trained, base.initial))).toThrow(
      /^initial is "pytorch" for the output weights/,
    );
    const parts = { hidden: base.initial, output: { law: 'normal', mean: 0, variance: 1 } };
    expect(() => readStudy(study(trained, parts))).not.toThrow();
    expect(() => readStudy(study(fixed, base.initial))).not.toThrow();
  });
});

describe('a start by parts', () => {
  const base = { noise, horizon: 0.1, steps: 2, particles: 100, model: trained };
  const outputs = Array.from({ length: 120 }, (_, i) => [i]);

  it('draws hidden weights from one law and takes output weights from an array', () => {
    const problem = readPlan({
      ...base,
      initial: { hidden: { law: 'pytorch' }, output: { law: 'array', values: outputs } },
    });
    const x = startOf(problem, 66);
    const whole = startOf(readPlan({ ...base, initial: { law: 'pytorch' } }), 66);
    for (let i = 0; i < 100; i++) {
      expect(x.slice(66 * i, 66 * i + 65)).toEqual(whole.slice(66 * i, 66 * i + 65));
      expect(x[66 * i + 65]).toBe(i);
    }
    expect(problem.plan.initial).toMatchObject({ law: 'parts', output: { sha256: expect.any(String) } });
  });

  it('takes both parts from files, and runs to the same bits on 1 and 2 threads', async () => {
    const hidden = Float64Array.from({ length: 100 * 65 }, (_, j) => ((j * 37) % 101) / 500);
    writeNpy(join(dir, 'hidden.npy'), hidden, [100, 65]);
    writeNpy(
      join(dir, 'output.npy'),
      Float64Array.from({ length: 100 }, (_, i) => i / 100),
      [100, 1],
    );
    const initial = {
      hidden: { law: 'array', file: 'hidden.npy' },
      output: { law: 'array', file: 'output.npy' },
    };
    const problem = readPlan({ ...base, initial }, dir);
    const x = startOf(problem, 66);
    expect(x.slice(66 * 7, 66 * 7 + 65)).toEqual(hidden.slice(65 * 7, 65 * 8));
    expect(x[66 * 7 + 65]).toBe(0.07);
    const one = await simulate(problem, { driver: 'serial' });
    const two = await simulate(problem, { driver: 'sharded', threads: 2 });
    expect(two.positions).toEqual(one.positions);
  });

  it('is refused by part, and where there are no parts', () => {
    const point = { law: 'point', value: 0 };
    expect(
      refusal({ ...base, initial: { hidden: point, output: { law: 'array', values: outputs.slice(1, 9) } } }),
    ).toBe(
      'initial.output.values has 8 rows; it must have one for every particle at least, and particles is 100.',
    );
    expect(refusal({ ...base, initial: { hidden: { law: 'point', value: [1, 2] }, output: point } })).toMatch(
      /^initial\.hidden\.value is \[1,2\]; it must be one number or a list of 65, one for every coordinate of the part\.$/,
    );
    expect(refusal({ ...base, initial: { hidden: point } })).toMatch(/^initial\.output is missing/);
    for (const model of [fixed, plane.model])
      expect(refusal({ ...base, model, initial: { hidden: point, output: point } })).toMatch(
        /^initial has the parts hidden and output, those of a network with outputWeights \{ kind: trained \}/,
      );
  });
});
