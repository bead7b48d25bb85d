/**
 * The interactive calls refuse bad input with the very sentences of the command line, which is run here in this process.
 * Watched failing: a study whose kind is not checked first; the target of prune refused under another name.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import {
  BadInput,
  explain,
  figure,
  limit,
  type PlanInput,
  prune,
  sample,
  simulate,
  study,
  tails,
  train,
  verify,
} from '../../src/index.ts';
import { folder } from '../cli/mckean.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What `mckean …` says on standard error, of bad input. */
async function commandLine(...args: string[]): Promise<string> {
  let said = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += text;
    return true;
  });
  await runProgram(['node', 'mckean', ...args]);
  expect(process.exitCode).toBe(2);
  process.exitCode = undefined;
  return said.trim();
}

/** The sentence of a BadInput. */
async function refusal(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    expect(error).toBeInstanceOf(BadInput);
    return (error as Error).message;
  }
  throw new Error('It was not refused.');
}

const PLAN = {
  model: { name: 'cosine-network', amplitude: 1.6, phase: 0.7 },
  noise: { type: 'II', alpha: 1.5, scale: 0.5 },
  initial: { law: 'normal', mean: -0.5, variance: 0.25 },
  horizon: 1,
  steps: 4,
  particles: 8,
  seed: 1,
} satisfies PlanInput;
const { steps: _, particles: __, ...SHORT } = PLAN;
const CHAOS = { study: 'chaos', plan: { ...SHORT, steps: 4 }, particles: [2, 4, 8], replicas: 8 };

/** Bad fields on purpose. */
// biome-ignore lint/suspicious/noExplicitAny: what a caller without types may give
const given = (value: unknown): any => value;

test.each([
  ['alpha out of range', 'simulate', { ...PLAN, noise: { ...PLAN.noise, alpha: 3 } }, simulate],
  ['an unknown field', 'simulate', { ...PLAN, particle: 8 }, simulate],
  ['an unknown model', 'explain', { ...PLAN, model: { name: 'cosine' } }, explain],
  ['steps that do not divide cells', 'simulate', { ...PLAN, cells: 6 }, simulate],
  [
    'a plan without a limit',
    'limit',
    { ...PLAN, model: { name: 'double-well', coupling: 1 }, initial: { law: 'point', value: 0 } },
    limit,
  ],
  ['an unknown study', 'study', { ...CHAOS, study: 'chaotic' }, study],
  ['levels that fall', 'study', { ...CHAOS, particles: [8, 4, 2] }, study],
  ['too few replicas', 'study', { ...CHAOS, replicas: 2 }, study],
  ['a tails study of no law', 'study', { study: 'tails', replicas: 8, laws: ['cauchy'] }, study],
  ['a training without data', 'train', { network: { hidden: [2] } }, train],
])('%s: %s says the same', async (_, command, content, call) => {
  const dir = folder({ 'file.json': content });
  const said = await commandLine(command, join(dir, 'file.json'));
  expect(said.length).toBeGreaterThan(20);
  expect(await refusal(() => (call as (input: unknown) => unknown)(content))).toBe(said);
});

test('options are named as they are written: without dashes', async () => {
  const file = join(folder(), 'x.npy');
  const said = await commandLine('sample', '--alpha', '1.5', '--type', 'IV', '--count', '1', '--file', file);
  expect(await refusal(() => sample({ alpha: 1.5, type: given('IV'), count: 1 }))).toBe(
    said.replace(/^--/, ''),
  );
  expect(await refusal(() => sample({ alpha: 1.5, count: 0 }))).toBe(
    'count is 0; it must be a whole number from 1 to 4294967296.',
  );
});

test('weights that cannot be read say the same', async () => {
  const dir = folder();
  const missing = join(dir, 'none.npy');
  expect(await refusal(() => tails(missing))).toBe(await commandLine('tails', missing));
  vi.restoreAllMocks();
  const text = join(dir, 'bad.csv');
  writeFileSync(text, '1,2\n3,NaN\n');
  const args = ['prune', text, '--method', 'node', '--target', '0.1'];
  expect(await refusal(() => prune(text, { method: 'node', target: 0.1 }))).toBe(await commandLine(...args));
});

test('calls refuse what only they take', async () => {
  expect(await refusal(() => simulate(PLAN, { threads: 0 }))).toBe(
    'threads is 0; it must be a whole number from 1 to 256.',
  );
  expect(await refusal(() => verify({ preset: given('fast') }))).toBe(
    'preset is "fast"; it must be quick or standard or thorough.',
  );
  expect(await refusal(() => prune([1, 2], { method: 'node', target: 2 }))).toBe(
    'target is 2; it must be a number from 0 to 1.',
  );
  expect(await refusal(() => tails([[1, 2], [3]]))).toContain('row 1 that is not as long as row 0');
  expect(await refusal(() => tails(given(7)))).toContain('weights is 7; it must be a file name');
  expect(await refusal(() => prune([1, Number.NaN], { method: 'node', target: 0.1 }))).toContain(
    'holds 1 number that is not finite, the first NaN at (1)',
  );
  const whole = sample({ alpha: 1.5, count: 100 });
  expect(await refusal(() => figure(whole, { which: 'law' }))).toBe(
    'which is "law"; it must be sampler-law or sampler-centre.',
  );
  expect(await refusal(() => figure(given(simulate(PLAN, { threads: 1, progress: false }))))).toContain(
    'Is an await missing?',
  );
});
