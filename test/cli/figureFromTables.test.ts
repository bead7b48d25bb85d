/**
 * `mckean figure --check` computes the figures of a study again from its table: a forgery that fits every hash is found.
 * Watched failing: the data of the two not compared; a study with a missing replica run again instead of refused.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { checkRun } from '../../src/figures/checkRun.ts';
import { createFigure } from '../../src/figures/figure.ts';
import type { FigureData } from '../../src/figures/kinds.ts';
import { figureOfRecord, readRecord, recordOf } from '../../src/figures/record.ts';
import { sha256Bytes } from '../../src/results/hash.ts';
import { cosinePlan } from '../engine/plans.ts';
import { folder, mckean } from './mckean.ts';

const { particles: _particles, ...plan } = cosinePlan;
const study = {
  study: 'chaos',
  plan: { ...plan, steps: 4 },
  particles: [8, 16, 32],
  replicas: 12,
  reference: 'exact',
  metric: { kind: 'sup', power: 1 },
};
const base = folder({ 'chaos.json': study });
const dir = join(base, 'run');
const table = join(dir, 'tables', 'chaos.csv');
const record = join(dir, 'figures', 'chaos-cosine-network.json');
const check = () => checkRun(dir, packageJson.version);

beforeAll(async () => {
  const { stderr } = await mckean(['study', 'chaos.json', '--out', 'run', '--threads', '1'], base);
  expect(stderr).toBe('');
});

describe('the check of a study', () => {
  it('finds its figure in its table', async () => {
    expect(await check()).toMatchObject({ derived: 1, findings: [] });
  });

  it('names a figure whose data, hashes and manifest were all changed', async () => {
    const [kept, manifest] = [record, join(dir, 'manifest.json')].map((path) => readFileSync(path, 'utf8'));
    const own = readRecord(kept!, record);
    const data = structuredClone(figureOfRecord(own).data) as FigureData<'rate'>;
    (data.series[0]!.fit.levels[0] as { estimate: number }).estimate *= 1.01;
    const forged = `${JSON.stringify(recordOf(createFigure(own.id, 'rate', data), own.made))}\n`;
    const sha = (text: string) => sha256Bytes(Buffer.from(text));
    writeFileSync(record, forged);
    writeFileSync(join(dir, 'manifest.json'), manifest!.replace(sha(kept!), sha(forged)));
    expect((await check()).findings).toEqual([`${record}: its data are not those that the tables give.`]);
    writeFileSync(record, kept!);
    writeFileSync(join(dir, 'manifest.json'), manifest!);
  });

  it('names an edited table, and one that lacks a replica', async () => {
    const lines = readFileSync(table, 'utf8').trimEnd().split('\n');
    const changed = `${table}: was changed after the run: it does not have the SHA-256 of the manifest.`;
    writeFileSync(table, `${lines.slice(0, -1).join('\n')}\n`);
    expect((await check()).findings).toEqual([`${table}: has 11 of the study's 12 replicas.`, changed]);
    const last = lines.at(-1)!.split(',');
    last[1] = String(2 * Number(last[1]));
    writeFileSync(table, `${[...lines.slice(0, -1), last.join(',')].join('\n')}\n`);
    expect((await check()).findings).toEqual([
      `${record}: its data are not those that the tables give.`,
      changed,
    ]);
  });
});
