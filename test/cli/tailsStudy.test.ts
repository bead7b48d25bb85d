/**
 * `mckean study` with a tails study: one JSON document, a run folder with its tables, figure and report; the seed of the option.
 * Watched failing: the option's seed ignored; the table of the outcomes not written.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readTable } from '../../src/results/csv.ts';
import { readTailsStudy } from '../../src/studies/tailsStudy.ts';
import { folder, mckean } from './mckean.ts';

const study = {
  study: 'tails',
  alphas: [1.5],
  counts: [100],
  laws: ['pareto', 'gaussian'],
  estimators: ['hill', 'moment'],
  replicas: 20,
  seed: 1,
};

describe('mckean study tails.json', () => {
  it('prints one document, writes its folder, and follows the seed of the option', async () => {
    const dir = folder({ 'tails.json': study });
    const first = await mckean(['study', 'tails.json', '--json', '--out', 'a', '--threads', '1'], dir);
    expect(first.code, first.stderr).toBe(0);
    const { outcomes } = JSON.parse(first.stdout);
    expect(outcomes).toHaveLength(4);
    expect(outcomes[0]).toMatchObject({
      law: 'pareto',
      alpha: 1.5,
      count: 100,
      estimator: 'hill',
      trueAlpha: 1.5,
    });
    expect(outcomes[0].coverage.trials).toBe(20);
    expect(outcomes[2].trueAlpha).toBe('Infinity');
    const { columns, rows } = readTable(join(dir, 'a/tables/tails-coverage.csv'));
    expect(rows).toHaveLength(4);
    expect(rows[1][columns.indexOf('coverage')]).toBe(outcomes[1].coverage.estimate);
    expect(readTable(join(dir, 'a/tables/tails.csv')).rows).toHaveLength(40);
    expect(existsSync(join(dir, 'a/figures/coverage-n100.json'))).toBe(true);
    expect(readFileSync(join(dir, 'a/report.html'), 'utf8')).toContain('Coverage of 95 % intervals');
    const again = await mckean(['study', 'tails.json', '--json', '--out', 'b', '--seed', '2'], dir);
    expect(JSON.parse(again.stdout).outcomes[0].alphaBias.mean).not.toBe(outcomes[0].alphaBias.mean);
  });

  it('refuses a bad file with exit code 2 and one sentence', async () => {
    const dir = folder({ 'tails.json': { ...study, counts: [5] } });
    const { code, stderr } = await mckean(['study', 'tails.json'], dir);
    expect(code).toBe(2);
    expect(stderr.trim()).toMatch(/counts\.0 is 5; it must be a whole number from 20 to 16777216\.$/);
  });

  it('the study file of the documentation is valid and asks for the whole table', () => {
    const text = readFileSync(new URL('../../docs/studies/tails.yaml', import.meta.url), 'utf8');
    expect(readTailsStudy(parse(text)).cells).toHaveLength(66);
  });
});
