/**
 * Where standard output goes wrong, and a Node that is too old.
 * Watched failing: every error of standard output swallowed with exit code 0.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { tooOld } from '../../src/cli/nodeVersion.ts';
import { ouPlan } from '../engine/plans.ts';
import { folder, MAIN } from './mckean.ts';

const dir = folder({ 'ou.json': ouPlan });
const shell = (script: string) =>
  spawnSync('bash', ['-c', script, process.execPath, MAIN], { cwd: dir, encoding: 'utf8' });

it.runIf(existsSync('/dev/full'))('a full disk ends with one sentence and exit code 1', () => {
  const { status, stderr } = shell('"$0" "$1" limit ou.json --json > /dev/full');
  expect(stderr).toMatch(/^Standard output cannot be written: .*ENOSPC.*\.\n$/);
  expect(status).toBe(1);
});

it('a reader that closes the pipe is no error', () => {
  const { stdout, stderr } = shell('{ sleep 0.4; "$0" "$1" limit ou.json; echo $? >&2; } | true');
  expect(stdout).toBe('');
  expect(stderr).toBe('0\n');
});

it.each([
  ['20.20.2', true],
  ['22.17.9', true],
  ['22.18.0', false],
  ['24.0.0', false],
])('Node %s: too old is %s', (version, old) => {
  expect(tooOld(version)).toEqual(
    old ? expect.stringMatching(/needs Node 22\.18 or newer; this is Node/) : undefined,
  );
});
