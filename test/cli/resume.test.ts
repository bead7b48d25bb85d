/**
 * A study whose process is killed outright (SIGKILL: no handler runs, no file is closed) resumes to the JSON
 * and the rows of a study that was left alone, though its last line is torn.
 * Watched failing: rows written only at the end; a torn line kept, or taken for a row; the rows of the first
 * process forgotten; every replica run again; the fit reading rows in the order of the file; resumptions not counted.
 */
import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTable } from '../../src/results/csv.ts';
import { cosinePlan } from '../engine/plans.ts';
import { folder, mckean, stopMidway } from './mckean.ts';

const { particles: _, ...plan } = cosinePlan;
const REPLICAS = 100;
const dir = folder({
  'study.json': {
    study: 'chaos',
    plan: { ...plan, steps: 128 },
    particles: [64, 128, 256],
    replicas: REPLICAS,
  },
});
const args = (out: string) => ['study', 'study.json', '--json', '--threads', '2', '--out', out];
const table = (out: string) => join(dir, out, 'tables/study.csv');
const rows = (out: string) => readTable(table(out)).rows.sort(([a], [b]) => Number(a) - Number(b));

it('resumes to the same JSON and the same rows after SIGKILL and a torn last line', async () => {
  const killed = await stopMidway(args('killed').slice(0, -2), dir, {
    out: 'killed',
    table: 'study.csv',
    replicas: REPLICAS,
    signal: 'SIGKILL',
  });
  expect(killed.code).toBeNull();
  const manifest = () => JSON.parse(readFileSync(join(dir, 'killed/manifest.json'), 'utf8'));
  expect(manifest().status).toBe('running');
  const kept = rows('killed').length;
  expect(kept).toBeGreaterThanOrEqual(3);
  expect(kept).toBeLessThan(REPLICAS);
  truncateSync(table('killed'), readFileSync(table('killed'), 'utf8').length - 7);
  expect(rows('killed')).toHaveLength(kept - 1);

  const [whole, resumed] = await Promise.all([
    mckean(args('whole'), dir),
    mckean([...args('killed'), '--resume'], dir),
  ]);
  for (const { code, stdout, stderr } of [whole, resumed]) {
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(whole.stdout));
  }
  expect(rows('whole').map(([replica]) => replica)).toEqual(Array.from({ length: REPLICAS }, (_, r) => r));
  expect(rows('killed')).toEqual(rows('whole'));
  // A finished table has its rows in order: the same bytes, whatever the threads did first.
  expect(readFileSync(table('killed'), 'utf8')).toBe(readFileSync(table('whole'), 'utf8'));
  expect(manifest()).toMatchObject({ status: 'finished', resumptions: 1 });
  // Watched failing: the command of the resumption, which does nothing on another machine.
  expect(manifest().command).toBe(`mckean ${args('killed').join(' ')}`);
  expect(readFileSync(join(dir, 'killed/report.html'), 'utf8')).not.toContain('--resume');
});
