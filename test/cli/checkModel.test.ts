/**
 * `mckean check-model` as a user runs it: its table, its JSON, its exit codes; and what a code model does to `simulate`
 * and to a study that is resumed.
 * Watched failing: process.exitCode left out after failed checks; the hash taken out of the plan (settleModel).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/models/check.ts';
import { folder, mckean } from './mckean.ts';

const OU = readFileSync(fileURLToPath(new URL('../fixtures/models/ou.ts', import.meta.url)), 'utf8');
const text = (members: string) => `export function createModel(parameters, math) {
  return { dim: 1, fieldDim: 1, describeField: (field) => ({ mean: field[0] }),
    gather(x, lo, hi, sum) { for (let i = lo; i < hi; i++) sum[0] += x[i]; },
    drift(x, lo, hi, field, out) { for (let i = lo; i < hi; i++) out[i - lo] = field[0] - x[i]; },
    ${members} };
}
`;
const dir = folder({
  'ou.ts': OU,
  'short.ts': text('gather(x, lo, hi, sum) { for (let i = lo; i < hi - 1; i++) sum[0] += x[i]; }'),
  'exp.ts': text('potential: ([x], [m]) => Math.exp(0) * (x - m) ** 2 / 2'),
  'worker.ts': `import { isMainThread } from 'node:worker_threads';
const k = isMainThread ? 1 : 2;\n${text('drift(x, lo, hi, m, out) { for (let i = lo; i < hi; i++) out[i - lo] = -k * x[i]; }')}`,
  'root.ts': text(
    'drift(x, lo, hi, m, out) { for (let i = lo; i < hi; i++) out[i - lo] = -Math.sqrt(x[i]); }',
  ),
  'broken.ts': 'export function createModel( {',
  'late.ts': text(
    `drift(x, lo, hi, m, out) { for (let i = lo; i < hi; i++) { if (x[i] > 3) throw new Error('beyond 3'); out[i - lo] = 9; } }`,
  ),
});
const check = (...args: string[]) => mckean(['check-model', '--threads', '2', ...args], dir);
const failing = (stdout: string) =>
  (JSON.parse(stdout).checks as Check[]).filter(({ pass }) => !pass).map((c) => c.check);

describe('mckean check-model', () => {
  it('prints a table and ends with 0 where every check passes', async () => {
    const { code, stdout, stderr } = await check('ou.ts', '--parameters', '{"a": 0.5, "k": 1}');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^my-ou: 1 coordinate, field of length 1\n/);
    expect(stdout).toMatch(/\npass {2}gather is additive over blocks /);
    expect(stdout).toMatch(/\npass {2}drift is −∂U\/∂θ of its potential /);
    expect(stdout).toMatch(/\npass {2}the same bits on one and on 2 threads /);
    expect(stdout).toMatch(/\nEvery check passed\.\n$/);
    expect(code).toBe(0);
  });

  it('ends with 1 where a check fails, and says which', async () => {
    const { code, stdout } = await check('short.ts', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ model: 'short', dim: 1, fieldDim: 1, pass: false });
    expect(failing(stdout)).toContain('gather is additive over blocks');
    const table = await check('short.ts');
    expect(table.code).toBe(1);
    expect(table.stdout).toMatch(/\nFAIL {2}gather is additive over blocks .*when cut at 2/);
    expect(table.stdout).toMatch(/\n\d of \d+ checks failed\.\n$/);
  });

  it('warns of Math.exp and the like, and still ends with 0', async () => {
    const { code, stdout } = await check('exp.ts', '--json');
    expect(code).toBe(0);
    const warnings = (JSON.parse(stdout).checks as Check[]).filter(({ warning }) => warning);
    expect(warnings).toEqual([
      {
        check: 'portable functions only',
        pass: true,
        warning: true,
        detail: expect.stringMatching(
          /^Math\.exp in line 5, \*\* in line 5: bits may differ between engines;/,
        ),
      },
    ]);
  });

  it('finds a model that differs from thread to thread', async () => {
    const { code, stdout } = await check('worker.ts', '--json');
    expect(code).toBe(1);
    expect(failing(stdout)).toEqual(['the same bits on one and on 2 threads']);
  });

  it('keeps what it found where it is told', async () => {
    const { code, stdout } = await check(
      'exp.ts',
      '--out',
      'kept',
      '--json',
      '--threads',
      '3',
      '--seed',
      '5',
    );
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(dir, 'kept', 'checks.json'), 'utf8'))).toEqual(JSON.parse(stdout));
    expect(stdout).toContain('the same bits on one and on 3 threads');
    expect(JSON.parse(readFileSync(join(dir, 'kept', 'manifest.json'), 'utf8'))).toMatchObject({ seed: 5 });
  });

  it('tries the positions that it is told', async () => {
    expect(failing((await check('root.ts', '--json')).stdout)[0]).toBe('drift finite on finite positions');
    const { code } = await check('root.ts', '--low', '0.5', '--high', '2', '--json');
    expect(code).toBe(0);
  });

  it.each([
    [['none.ts'], /^model\.path is .*none\.ts; there is no such file\.$/],
    [['broken.ts'], /^model\.path is .*broken\.ts; it cannot be loaded: SyntaxError at line 1, ".*"\.$/],
    [['ou.ts', '--parameters', '{a: 1}'], /^--parameters is "\{a: 1\}"; it must be JSON, for example/],
    [['ou.ts', '--parameters', '[1]'], /^parameters is \[1\]; it must be a mapping of plain data/],
    [['ou.ts', '--low', '2'], /^--high is 1\.5; it must be greater than --low, which is 2\.$/],
  ])('ends with 2 for bad input: %j', async (args, sentence) => {
    const { code, stdout, stderr } = await check(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd()).toMatch(sentence);
  });
});

const plan = {
  noise: { alpha: 1.7, scale: 0 },
  initial: { law: 'uniform', low: 0, high: 1 },
  horizon: 1,
  steps: 10,
};

describe('a code model on the command line', () => {
  it('is found beside the plan, runs, and names itself where it fails', async () => {
    writeFileSync(
      join(dir, 'run.json'),
      JSON.stringify({ ...plan, particles: 100, model: { name: 'code', path: 'late.ts' } }),
    );
    const { code, stderr } = await mckean(['simulate', join(dir, 'run.json')], '/');
    expect(code).toBe(1);
    expect(stderr).toBe(`The run failed: drift of the model ${join(dir, 'late.ts')} threw "beyond 3".\n`);
  });

  it('that has changed is noticed when a study is resumed', async () => {
    const study = {
      study: 'chaos',
      plan: { ...plan, noise: { alpha: 1.7, scale: 0.1 }, model: { name: 'code', path: 'mine.ts' } },
      particles: [4, 8, 16],
      replicas: 10,
      reference: 'doubling',
    };
    writeFileSync(join(dir, 'mine.ts'), text(`growth: 'linear'`));
    writeFileSync(join(dir, 'study.json'), JSON.stringify(study));
    const first = await mckean(['study', 'study.json', '--out', 'run', '--json'], dir);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(existsSync(join(dir, 'run', 'report.html'))).toBe(true);
    writeFileSync(join(dir, 'mine.ts'), text(`growth: 'linear' /* drift as before */`));
    const { code, stderr } = await mckean(['study', 'study.json', '--out', 'run', '--resume'], dir);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^run: cannot be resumed, because its plan \([0-9a-f]{12}\) is not the one asked for/,
    );
  });
});
