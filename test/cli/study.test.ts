/**
 * What a study is refused for, or named, before its folder is made.
 * Watched failing: a name with its leading "_" or "-" kept; the limits left to the study itself.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { studyName } from '../../src/cli/study.ts';
import { settleLimits } from '../../src/studies/settleLimits.ts';
import { readStudy, type Study } from '../../src/studies/study.ts';
import { folder, mckean } from './mckean.ts';

it.each([
  ['_x.yaml', 'x'],
  ['.yaml', 'yaml'],
  ['ä.yaml', 'study'],
  ['-.json', 'study'],
  ['a folder/two words.yaml', 'two-words'],
  [`${'x'.repeat(250)}.yaml`, 'x'.repeat(100)],
])('the study in %s has a name that a table may have', (file, name) => {
  expect(studyName(file)).toBe(name);
});

describe('an exact limit that does not settle', () => {
  const plan = {
    model: { name: 'cosine-network', amplitude: 50, phase: 0.7 },
    noise: { type: 'II', alpha: 1.5, scale: 0.001 },
    initial: { law: 'point', value: 0 },
    horizon: 8,
  };
  const chaos = { study: 'chaos', plan: { ...plan, steps: 8 }, particles: [4, 8, 16], replicas: 8 };
  const steps = {
    study: 'discretisation',
    plan,
    steps: [4, 8, 16],
    particles: 4,
    replicas: 8,
    metrics: [{ kind: 'sup' }],
  };
  const settle = (study: object) => () => settleLimits(readStudy(study) as Study);

  it('is refused where the study is driven by it, and nowhere else', () => {
    expect(settle(chaos)).toThrow(/does not settle to 13 digits: give /);
    expect(settle({ ...steps, field: 'exact' })).toThrow(/does not settle/);
    expect(settle({ ...chaos, reference: 'doubling' })).not.toThrow();
    expect(settle(steps)).not.toThrow();
  });

  it('costs a simulation no more than the limit in its figure', async () => {
    // Watched failing: exit code 1 when all was simulated.
    const dir = folder({ 'plan.json': { ...chaos.plan, particles: 8 } });
    const { code, stderr } = await mckean(['simulate', 'plan.json', '--out', 'run'], dir);
    expect(stderr).toMatch(/^The figure shows no limit: The Euler limit .* does not settle .*\.\n$/);
    expect(code).toBe(0);
    expect(existsSync(join(dir, 'run/figures/field-path.html'))).toBe(true);
  });

  it('ends with exit code 2 and leaves no folder', async () => {
    const dir = folder({ 'chaos.json': chaos });
    const { code, stderr } = await mckean(['study', 'chaos.json', '--out', 'run'], dir);
    expect(stderr).toMatch(/^The Euler limit .* does not settle .*\.\n$/);
    expect(code).toBe(2);
    expect(existsSync(join(dir, 'run'))).toBe(false);
  });
});
