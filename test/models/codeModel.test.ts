/**
 * Code models: loaded by path, the same bits as the built-in model that they repeat, on any number of threads; refused in
 * one sentence, and named when they fail in a run.
 * Watched failing: probeModel's call taken out of readPlan; the wrapper's `own.fill(0)` taken out; guardedModel left out of
 * modelOf; the hash not compared in codeModel.ts.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { BadInput } from '../../src/engine/badInput.ts';
import { modelOf } from '../../src/engine/modelOf.ts';
import { readPlan } from '../../src/engine/plan.ts';
import { RunFailure } from '../../src/engine/runFailure.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { limitOf } from '../../src/limits/limit.ts';
import { exp } from '../../src/math/elementary.ts';
import { createModel } from '../../src/models/createModel.ts';
import { fieldGrowth } from '../../src/models/fieldGrowth.ts';
import { sha256Float64 } from '../../src/results/hash.ts';
import { memoryTable } from '../../src/studies/replicas.ts';
import { runStudy } from '../../src/studies/runStudy.ts';
import { readStudy } from '../../src/studies/study.ts';

const OU = fileURLToPath(new URL('../fixtures/models/ou.ts', import.meta.url));
const ou = { name: 'code', path: OU, parameters: { a: 0.5, k: 1 } };
const builtin = { name: 'mean-field-ou', a: 0.5, k: 1 };
const rest = {
  noise: { type: 'II', alpha: 1.6, scale: 0.5 },
  initial: { law: 'point', value: 0.3 },
  horizon: 1,
  steps: 8,
  particles: 1000,
};
const dir = mkdtempSync(join(tmpdir(), 'mckean-code-'));
afterAll(() => rmSync(dir, { recursive: true }));

let files = 0;
/** A module with this text, in a file of its own. */
function module(text: string, ending = 'ts'): string {
  const path = join(dir, `model${files++}.${ending}`);
  writeFileSync(path, text);
  return path;
}

/** A module whose createModel returns this object, one coordinate and one entry of the field unless told. */
const model = (members: string) =>
  module(`export function createModel(parameters, math) {
  return { dim: 1, fieldDim: 1,
    gather(x, lo, hi, sum) { for (let i = lo; i < hi; i++) sum[0] += x[i]; },
    drift(x, lo, hi, field, out) { for (let i = lo; i < hi; i++) out[i - lo] = field[0] - x[i]; },
    ${members} };
}`);

const planOf = (path: string, more: object = {}) => ({ ...rest, model: { name: 'code', path }, ...more });

describe('a code model', () => {
  it('that repeats a built-in one has its bits, on 1, 2 and 3 threads and by replicas', async () => {
    const expected = sha256Float64((await simulate(readPlan({ ...rest, model: builtin }))).positions);
    const problem = readPlan({ ...rest, model: ou });
    expect(sha256Float64((await simulate(problem, { driver: 'serial' })).positions)).toBe(expected);
    for (const threads of [2, 3]) {
      const { positions } = await simulate(problem, { driver: 'sharded', threads });
      expect(sha256Float64(positions)).toBe(expected);
    }
    const two = readPlan({ ...rest, model: ou, replicas: 2 });
    const { positions } = await simulate(two, { driver: 'replicas', threads: 2 });
    expect(sha256Float64(positions.slice(0, 1000))).toBe(expected);
  });

  it('keeps in the plan its absolute path and the hash of its content', () => {
    const name = 'kept.ts';
    writeFileSync(
      join(dir, name),
      'export const createModel = () => ({ dim: 1, fieldDim: 1, gather() {}, drift(x, lo, hi, m, out) { out.fill(0, 0, hi - lo); } });',
    );
    const { plan } = readPlan(planOf(`./${name}`), dir);
    expect(plan.model).toEqual({
      name: 'code',
      path: join(dir, name),
      parameters: {},
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(readPlan(plan).plan).toEqual(plan);
    writeFileSync(join(dir, name), 'export const createModel = 1;');
    expect(() => readPlan(plan)).toThrow(
      /^model\.sha256 is .*; .*kept\.ts now has .*: the file is not the one that the plan/,
    );
    expect(() => readPlan(planOf(`./${name}`), dir)).toThrow(/has changed since this process loaded it/);
    expect(() => createModel(plan.model)).toThrow(/the file has changed since the plan was read/);
  });

  it('may be a default export, JavaScript, and a class', () => {
    const path = module(
      `class Model { dim = 1; fieldDim = 2; rate = 3;
  gather(x, lo, hi, sum) { for (let i = lo; i < hi; i++) { sum[0] += x[i]; sum[1] += this.rate; } }
  drift(x, lo, hi, field, out) { for (let i = lo; i < hi; i++) out[i - lo] = -this.rate * x[i]; } }
export default () => new Model();`,
      'mjs',
    );
    const made = createModel({ name: 'code', path, parameters: {} });
    const sum = new Float64Array(2);
    made.gather(Float64Array.of(1, 2, 4), 0, 3, sum);
    expect([...sum]).toEqual([7, 9]);
    expect(made.describeField(sum)).toEqual({ m1: 7, m2: 9 });
    expect(made.name).toMatch(/^model\d+$/);
  });

  it('sums every range from 0, whatever its own gather does', () => {
    const made = createModel({ name: 'code', path: model(''), parameters: {} });
    const x = Float64Array.of(0.1, 0.2, 0.3);
    const sum = Float64Array.of(1 / 3);
    made.gather(x, 0, 3, sum);
    expect(sum[0]).toBe(1 / 3 + (0.1 + 0.2 + 0.3));
  });

  it('gets parameters of its own and the portable functions', () => {
    const path = module(`export function createModel(p, math) { p.list.push(1);
  return { dim: 1, fieldDim: 1, gather() {}, drift() {}, describeField: () => ({ length: p.list.length, e: math.exp(1) }) }; }`);
    const spec = { name: 'code' as const, path, parameters: { list: [] } };
    createModel(spec);
    expect(createModel(spec).describeField(new Float64Array(1))).toEqual({ length: 1, e: exp(1) });
    expect(spec.parameters.list).toEqual([]);
  });

  it('may keep noise off coordinates and scale it, the same bits compiled and by the reference', async () => {
    const path = module(`export const createModel = () => ({ dim: 3, fieldDim: 1, noisy: 2,
  gather(x, lo, hi, sum) { for (let i = lo; i < hi; i++) sum[0] += x[3 * i]; },
  drift(x, lo, hi, m, out) { for (let j = 0; j < 3 * (hi - lo); j++) out[j] = 0; },
  noiseFactor(x, lo, hi, m, out) { for (let i = 0; i < hi - lo; i++) { out[3 * i] = 1; out[3 * i + 1] = 4; out[3 * i + 2] = 9; } } });`);
    const more = {
      initial: { law: 'point', value: 0 },
      steps: 1,
      noise: { type: 'I', alpha: 1.6, scale: 0.5 },
    };
    const problem = readPlan(planOf(path, more));
    const { positions } = await simulate(problem, { driver: 'serial' });
    const reference = await simulate(problem, { driver: 'serial', kernel: 'reference' });
    expect(reference.positions).toEqual(positions);
    for (let i = 0; i < 1000; i++) {
      expect(positions[3 * i]).not.toBe(0);
      expect(positions[3 * i + 1]).toBe(4 * positions[3 * i]);
      expect(positions[3 * i + 2]).toBe(0);
    }
  });

  // Fault planted: the sentence left out; "SyntaxError at line 1" says nothing of package.json.
  it('says what to do where a package.json makes it no ES module', () => {
    const dir = mkdtempSync(join(tmpdir(), 'mckean-commonjs-'));
    writeFileSync(join(dir, 'package.json'), '{"type": "commonjs"}');
    writeFileSync(join(dir, 'mine.ts'), 'export function createModel() {}');
    expect(() => createModel({ name: 'code', path: join(dir, 'mine.ts'), parameters: {} })).toThrow(
      'makes it no ES module, so name it .mts or .mjs, or set "type": "module" there.',
    );
    rmSync(dir, { recursive: true });
  });

  it('says how its field grows, or is taken for the worst', () => {
    const growth = (path: string) => fieldGrowth({ name: 'code', path, parameters: {} }, undefined);
    expect(growth(model(`growth: 'bounded'`))).toBe('bounded');
    expect(growth(model(''))).toBe('nonlinear');
  });
});

describe('a code model that cannot be used is refused in one sentence', () => {
  it.each([
    ['no such file', () => join(dir, 'none.ts'), /^model\.path is .*none\.ts; there is no such file\.$/],
    [
      'another ending',
      () => join(dir, 'none.py'),
      /^model\.path is ".*none\.py"; it must be a file that ends in \.ts, \.mts, \.js or \.mjs\.$/,
    ],
    [
      'a syntax error',
      () => module('export const a = 1;\nexport function createModel( {'),
      /; it cannot be loaded: SyntaxError at line 2, "/,
    ],
    [
      'types that cannot be stripped',
      () => module('enum A { x }\nexport const createModel = 1;'),
      /; it cannot be loaded: SyntaxError at line 1, "TypeScript enum/,
    ],
    [
      'top-level await',
      () => module('await 1;\nexport const createModel = 1;'),
      /; it uses top-level await, and a model must load at once/,
    ],
    [
      'an import that is missing',
      () => module(`import './nothing.ts';\nexport const createModel = 1;`),
      /; it cannot be loaded: Error, "Cannot find module .*nothing\.ts/,
    ],
    [
      'no export',
      () => module('export const model = 1;'),
      /; it must export a function createModel\(parameters, math\), by that name or as default\.$/,
    ],
    [
      'createModel throws',
      () => module(`export const createModel = () => { throw new Error('a is missing'); };`),
      /; createModel threw "a is missing"\.$/,
    ],
    [
      'a promise',
      () => module('export const createModel = async () => ({});'),
      /; createModel returned a promise; it must return an object/,
    ],
    [
      'nothing',
      () => module('export const createModel = () => {};'),
      /; createModel returned undefined; it must return an object/,
    ],
    [
      'no dim',
      () => model('dim: undefined'),
      /; dim of its model is missing; it must be a whole number from 1 to/,
    ],
    ['half a dimension', () => model('dim: 1.5'), /; dim of its model is 1\.5; it must be a whole number/],
    ['no drift', () => model('drift: 3'), /; drift of its model is 3; it must be a function\.$/],
    [
      'more noise than coordinates',
      () => model('noisy: 2'),
      /; noisy of its model is 2; it must be a whole number from 0 to dim, which is 1\.$/,
    ],
    [
      'another growth',
      () => model(`growth: 'cubic'`),
      /; growth of its model is cubic; it must be "bounded" or "linear" or "nonlinear"\.$/,
    ],
    [
      'a limit without a path',
      () => model('limit: {}'),
      /; limit of its model is .*; it must be an object with a function eulerFieldPath\.$/,
    ],
    [
      'gather throws',
      () => model(`gather() { throw new Error('oh'); }`),
      /; gather threw "oh" at the plan's start\.$/,
    ],
    [
      'gather gives NaN',
      () => model('gather(x, lo, hi, sum) { sum[0] = NaN; }'),
      /; gather gives NaN for entry 0 of the field, at the plan's start; it must be finite\.$/,
    ],
    [
      'drift throws',
      () => model(`drift() { throw 'no error'; }`),
      /; drift threw "no error" at the plan's start\.$/,
    ],
    [
      'drift writes nothing',
      () => model('drift() {}'),
      /; drift leaves NaN for particle 0, coordinate 0, at the plan's start; it must write a finite number\.$/,
    ],
    [
      'a noise factor that is infinite',
      () => model('noiseFactor(x, lo, hi, m, out) { out.fill(1 / 0); }'),
      /; noiseFactor leaves Infinity for particle 0/,
    ],
    [
      'a field described by texts',
      () => model(`describeField: () => ({ mean: 'm' })`),
      /; describeField gives m for mean; it must be a number or \[re, im\]\.$/,
    ],
  ] as [string, () => string, RegExp][])('%s', (_, path, sentence) => {
    let thrown: unknown;
    try {
      readPlan(planOf(path()));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(BadInput);
    expect((thrown as Error).message).toMatch(sentence);
    expect((thrown as Error).message).toMatch(/^model\.path is [^\n]*\.$/);
  });

  it('parameters that are no plain data, mode float32', () => {
    const path = model('');
    const refusal = /^model\.parameters is .*; it must be a mapping of plain data/;
    for (const parameters of [[1], { a: Number.NaN }, { f: () => 1 }, { d: new Date(0) }])
      expect(() => readPlan(planOf(path, { model: { name: 'code', path, parameters } }))).toThrow(refusal);
    expect(() => readPlan(planOf(path, { mode: 'float32' }))).toThrow(
      'mode is "float32"; a code model is computed as it is written, so it must be strict.',
    );
  });
});

describe('a code model that fails in a run', () => {
  const late = () =>
    model(`drift(x, lo, hi, field, out) {
      for (let i = lo; i < hi; i++) { if (x[i] > 3) throw new Error('beyond 3\\nfar'); out[i - lo] = 5; } }`);

  it.each(['serial', 'sharded', 'replicas'] as const)('is named: %s', async (driver) => {
    const path = late();
    const problem = readPlan(planOf(path, { replicas: 2, noise: { ...rest.noise, scale: 0 } }));
    const run = simulate(problem, { driver, threads: 2 });
    await expect(run).rejects.toThrow(RunFailure);
    await expect(run).rejects.toThrow(`drift of the model ${path} threw "beyond 3".`);
  });

  it('by a position that is not finite, as any model', async () => {
    const path = model(
      'drift(x, lo, hi, m, out) { for (let i = lo; i < hi; i++) out[i - lo] = 1e200 * x[i] * x[i]; }',
    );
    await expect(simulate(readPlan(planOf(path)), { driver: 'serial' })).rejects.toThrow(
      /^Particle \d+ became -?(Infinity|NaN) at step/,
    );
  });

  it('or was changed after the plan was read', () => {
    const path = model('');
    const problem = readPlan(planOf(path));
    writeFileSync(path, 'export const createModel = 1;');
    expect(() => modelOf(problem)).toThrow(RunFailure);
    expect(() => modelOf(problem)).toThrow(
      `model.path is ${path}; the file has changed since the plan was read.`,
    );
  });
});

describe('the limit of a code model', () => {
  it('is what its module says, described by its own names', () => {
    const { plan } = readPlan({ ...rest, model: ou });
    const { euler } = limitOf(readPlan({ ...rest, model: builtin }).plan);
    expect(limitOf(plan)).toEqual({ kind: 'of the code model', values: {}, euler: { mean: euler.location } });
  });

  it.each([
    [
      'of another length',
      'new Float64Array(3)',
      /must return a Float64Array of \(steps \+ 1\) × fieldDim = 9 numbers\.$/,
    ],
    [
      'not finite',
      'new Float64Array(9).fill(NaN, 5)',
      /gives NaN after step 5 \(entry 0\); it must be finite\.$/,
    ],
    ['a list', '[0, 0, 0, 0, 0, 0, 0, 0, 0]', /must return a Float64Array/],
  ])('is refused when its path is %s', (_, path, sentence) => {
    const { plan } = readPlan(planOf(model(`limit: { eulerFieldPath: () => ${path} }`)));
    expect(() => limitOf(plan)).toThrow(sentence);
  });

  it('says when it throws, and when there is none', () => {
    const start = { initial: { law: 'normal', mean: 0, variance: 1 } };
    expect(() => limitOf(readPlan({ ...rest, ...start, model: ou }).plan)).toThrow(
      `model.path is ${OU}; eulerFieldPath of its limit threw "this limit is written for a start at a point".`,
    );
    expect(() => limitOf(readPlan(planOf(model(`name: 'mine'`))).plan)).toThrow(
      'No exact limit is known for mine, whose module exports none',
    );
  });
});

describe('studies of a code model', () => {
  const { particles: _, ...own } = rest;
  const chaos = (more: object) => ({
    study: 'chaos' as const,
    particles: [8, 16, 32],
    replicas: 12,
    metric: { kind: 'horizon' as const },
    ...more,
  });
  const rows = async (study: object) => {
    const [rate] = await runStudy(readStudy(study), { table: memoryTable() });
    const fit = rate.fit.levels.map(({ level, estimate, interval }) => ({ level, estimate, interval }));
    return { fit, setup: rate.setup, exponent: rate.claim.exponent };
  };

  it('have the numbers of the built-in model, against its exact limit and by doubling', async () => {
    for (const reference of ['exact', 'doubling']) {
      const mine = await rows(chaos({ plan: { ...own, model: ou }, reference }));
      const theirs = await rows(chaos({ plan: { ...own, model: builtin }, reference }));
      expect(mine.fit).toEqual(theirs.fit);
      expect(mine.exponent).toBe(theirs.exponent);
      expect(mine.setup).toMatch(/^code model ou\.ts; Type II noise/);
    }
  });

  it('measure steps as well', async () => {
    const { steps: _, ...timeless } = own;
    const study = (model: object) => ({
      study: 'discretisation',
      plan: { ...timeless, model },
      steps: [4, 8, 16],
      particles: 16,
      replicas: 10,
      metrics: [{ kind: 'horizon' }],
    });
    expect((await rows(study(ou))).fit).toEqual((await rows(study(builtin))).fit);
  });

  it('freeze the field where it is bounded, and only there', async () => {
    const bounded = { name: 'code', path: model(`growth: 'bounded'`) };
    const plan = { ...own, model: bounded };
    const { exponent } = await rows(chaos({ plan, reference: 'frozen' }));
    expect(exponent).toBe(-0.5);
    expect(() => readStudy(chaos({ plan: { ...own, model: ou }, reference: 'frozen' }))).toThrow(
      /α-stable tails/,
    );
  });

  it('refuse the exact limit of a module without one, and rates of multiplicative noise', () => {
    const path = model('noiseFactor(x, lo, hi, m, out) { out.fill(1); }');
    const plan = { ...own, model: { name: 'code', path } };
    expect(() => readStudy(chaos({ plan }))).toThrow(
      'whose noise is multiplicative (noiseFactor); rates are known here for additive noise only.',
    );
    const plain = { ...own, model: { name: 'code', path: model(`growth: 'linear'`) } };
    expect(() => readStudy(chaos({ plan: plain }))).toThrow(
      'reference is "exact"; no exact limit is known for code',
    );
    const { steps: _, ...timeless } = plan;
    const study = {
      study: 'discretisation',
      steps: [4, 8, 16],
      particles: 16,
      replicas: 10,
      metrics: [{ kind: 'horizon' }],
    };
    expect(() => readStudy({ ...study, plan: timeless })).toThrow(/whose noise is multiplicative/);
  });
});
