/**
 * The report of a resumed run counts the time of all its sessions.
 * Watched failing: the time of the last session only.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeReport } from '../../src/cli/report.ts';
import { createRun, resumeRun } from '../../src/results/runFolder.ts';

it('says how long all sessions of a resumed run took together', () => {
  const dir = join(mkdtempSync(join(tmpdir(), 'mckean-report-')), 'run');
  const request = {
    command: 'mckean verify',
    plan: { seed: 1 },
    versions: { mckean: '0.0.0', node: '24.0.0' },
    seed: 1,
    threads: 2,
  };
  createRun(dir, request).finish('interrupted');
  const path = join(dir, 'manifest.json');
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...manifest, elapsedSeconds: 125 }));
  const run = resumeRun(dir, request);
  writeReport(run, { title: 'a run', preset: 'quick', oracles: [], claims: [] });
  run.finish('finished');
  expect(readFileSync(run.reportPath, 'utf8')).toContain('2 min 5 s');
});
