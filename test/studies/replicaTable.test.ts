/**
 * Replicas in a file: what a killed process leaves is what the next one starts from.
 * Watched failing: the fit reading rows in the order of the file; a torn line kept; values cut to 15 digits; the
 * rows of the first process forgotten; every replica run again.
 */
import { appendFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../src/studies/replicas.ts';
import { fileReplicaTable } from '../../src/studies/replicaTable.ts';
import { runStudy, studyColumns } from '../../src/studies/runStudy.ts';
import { readStudy } from '../../src/studies/study.ts';
import { ouPlan } from '../engine/plans.ts';

const { particles: _, ...plan } = ouPlan;
const study = readStudy({
  study: 'chaos',
  plan,
  particles: [8, 16, 32],
  replicas: 30,
  metric: { kind: 'horizon', power: 0.5 },
});
const columns = studyColumns(study);
const file = () => join(mkdtempSync(join(tmpdir(), 'mckean-table-')), 'table.csv');

describe('fileReplicaTable', () => {
  it('gives back every bit of the rows of an earlier process', () => {
    const path = file();
    const values = Float64Array.of(Math.PI * 1e-7, -0, 2 / 3);
    const first = fileReplicaTable(path, columns);
    first.append(29, values);
    first.append(3, values.map(Math.sqrt));
    first.close();
    const second = fileReplicaTable(path, columns);
    second.close();
    expect([...second.rows]).toEqual([
      [29, values],
      [3, values.map(Math.sqrt)],
    ]);
    expect(Object.is(second.rows.get(29)![1], -0)).toBe(true);
  });

  it('refuses the table of another study', () => {
    const path = file();
    fileReplicaTable(path, columns).close();
    expect(() => fileReplicaTable(path, ['N8', 'N16'])).toThrow(/has the columns replica, N8, N16, N32/);
  });

  it('resumes a study from scattered rows and a torn line to the bits of a whole run', async () => {
    const table = memoryTable();
    const [whole] = await runStudy(study, { table });
    const path = file();
    const killed = fileReplicaTable(path, columns);
    for (const replica of [21, 4, 17, 0, 29, 8]) killed.append(replica, table.rows.get(replica)!);
    killed.close();
    appendFileSync(path, '5,0.125,0.2');
    const resumed = fileReplicaTable(path, columns);
    expect(resumed.rows.size).toBe(6);
    expect((await runStudy(study, { table: resumed }))[0]).toEqual(whole);
    resumed.close();
    const replicas = readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[0]));
    expect(replicas.slice(0, 6)).toEqual([21, 4, 17, 0, 29, 8]);
    expect(replicas.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, r) => r));
  });

  it('is finished to the same bytes in whatever order the replicas came', () => {
    // Watched failing: rows left in the order in which the threads finished.
    const row = (replica: number) => Float64Array.of(Math.sqrt(replica), -0, 1 / 3);
    const texts = [
      [0, 1, 2, 10],
      [10, 2, 0, 1],
    ].map((order) => {
      const path = file();
      const table = fileReplicaTable(path, columns);
      for (const replica of order) table.append(replica, row(replica));
      table.finish();
      return readFileSync(path, 'utf8');
    });
    expect(texts[1]).toBe(texts[0]);
    expect(texts[0].split('\n').map((line) => line.split(',')[0])).toEqual([
      'replica',
      '0',
      '1',
      '2',
      '10',
      '',
    ]);
  });
});
