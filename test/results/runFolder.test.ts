import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openTable } from '../../src/results/csv.ts';
import { canonicalJson, hashOf, sha256Float64 } from '../../src/results/hash.ts';
import { lockedBy } from '../../src/results/lock.ts';
import {
  createRun,
  firstCommand,
  type RunRequest,
  readManifest,
  resumeRun,
} from '../../src/results/runFolder.ts';

const folder = mkdtempSync(join(tmpdir(), 'mckean-run-'));
afterAll(() => rmSync(folder, { recursive: true }));
let runs = 0;
const newDir = () => join(folder, `run${runs++}`);

const request: RunRequest = {
  command: 'mckean verify --preset quick --seed 7',
  plan: { preset: 'quick', seed: 7, model: { name: 'cosine-network', amplitude: 1.6 } },
  versions: { mckean: '0.1.0', node: 'v24.21.0' },
  seed: 7,
  threads: 2,
};

describe('a fingerprint', () => {
  it('of plain data does not depend on the order of its keys, at any depth', () => {
    expect(hashOf({ a: 1, b: { c: [1, 2], d: 'x' } })).toBe(hashOf({ b: { d: 'x', c: [1, 2] }, a: 1 }));
    expect(hashOf({ a: 1, b: undefined })).toBe(hashOf({ a: 1 }));
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]));
    expect(canonicalJson({ b: [1e21, -0, 'é"'], a: null })).toBe('{"a":null,"b":[1e+21,0,"é\\""]}');
  });

  it('of any JSON value is that of the value read back from JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => hashOf(value) === hashOf(JSON.parse(JSON.stringify(value)))),
      { seed: 3, numRuns: 200 },
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1n, new Float64Array(2), () => 1, new Date(0), undefined])(
    'is refused to %s',
    (value) => {
      expect(() => hashOf({ value: [value] })).toThrow(/Only plain JSON data has a hash/);
    },
  );

  // The known answer is `python3 -c "import struct,hashlib; ..."` of struct.pack('<3d', 1.0, -0.0, 0.1).
  // Planted faults: a Float32Array view, and byteOffset left out.
  it('of an array is SHA-256 of its little-endian bytes', () => {
    const known = '3da28c6aa808a67e13c602acc468e89f6e20f8ebbe79bbcd16d1db11bbecb030';
    expect(sha256Float64(Float64Array.of(1, -0, 0.1))).toBe(known);
    expect(sha256Float64(Float64Array.of(9, 1, -0, 0.1, 9).subarray(1, 4))).toBe(known);
  });
});

describe('a run folder', () => {
  it('holds a manifest from the first moment and the hashes of its files at the end', () => {
    const run = createRun(newDir(), request);
    expect(readManifest(run.dir).status).toBe('running');
    expect(readManifest(run.dir).finishedAt).toBeNull();
    const table = openTable(run.tablePath('levels'), ['N']);
    table.append([16]);
    table.close();
    writeFileSync(run.figurePath('chaos.json'), '{}');
    writeFileSync(run.reportPath, '<p>');
    const final = run.finish('finished');
    expect(readManifest(run.dir)).toEqual(final);
    expect(final.status).toBe('finished');
    expect(final.elapsedSeconds).toBeGreaterThan(0);
    expect(final.files.map((f) => f.path)).toEqual([
      'figures/chaos.json',
      'report.html',
      'tables/levels.csv',
    ]);
    expect(final.files[2]).toEqual({
      path: 'tables/levels.csv',
      bytes: 5,
      sha256: createHash('sha256').update('N\n16\n').digest('hex'),
    });
    expect(existsSync(join(run.dir, 'manifest.json.tmp'))).toBe(false);
  });

  it('that already holds a run is not overwritten', () => {
    const { dir } = createRun(newDir(), request);
    expect(() => createRun(dir, request)).toThrow(/already holds a run; resume it/);
  });

  it('is resumed with its time, its start and its tables', () => {
    const first = createRun(newDir(), request);
    openTable(first.tablePath('levels'), ['N']).close();
    const stopped = first.finish('interrupted');
    const again = resumeRun(first.dir, { ...request, threads: 1 });
    expect(again.resumedFrom).toBe('interrupted');
    expect(again.manifest.startedAt).toBe(stopped.startedAt);
    expect(again.manifest.elapsedSeconds).toBeGreaterThanOrEqual(stopped.elapsedSeconds);
    expect(again.manifest).toMatchObject({ resumptions: 1, threads: 1, status: 'running', finishedAt: null });
    expect(existsSync(again.tablePath('levels'))).toBe(true);
  });

  // Planted fault that the first case fails on: the hash compared with itself.
  it.each([
    [
      'another plan, naming what differs',
      { ...request, plan: { preset: 'quick', seed: 8, model: { name: 'cosine-network', amplitude: 1.6 } } },
      /cannot be resumed, because its plan \([0-9a-f]{12}\) is not .*: seed is 7 there and 8 here/,
    ],
    [
      'another plan deep down',
      { ...request, plan: { preset: 'quick', seed: 7, model: { name: 'cosine-network' } } },
      /model\.amplitude is 1\.6 there and nothing here/,
    ],
    [
      'another version',
      { ...request, versions: { ...request.versions, mckean: '0.2.0' } },
      /mckean 0\.1\.0 began it and this is 0\.2\.0/,
    ],
  ])('is not resumed with %s', (_, other, message) => {
    const { dir } = createRun(newDir(), request);
    expect(() => resumeRun(dir, other)).toThrow(message);
    expect(readManifest(dir).resumptions).toBe(0);
  });

  it('that is none, or is damaged, is refused', () => {
    expect(() => resumeRun(newDir(), request)).toThrow(/is not a run folder/);
    const { dir, manifest } = createRun(newDir(), request);
    const path = join(dir, 'manifest.json');
    writeFileSync(path, '{"planHash": ');
    expect(() => resumeRun(dir, request)).toThrow(/is not valid JSON/);
    writeFileSync(path, '[]');
    expect(() => resumeRun(dir, request)).toThrow(/is not a manifest/);
    writeFileSync(path, JSON.stringify({ ...manifest, plan: { seed: 9 } }));
    expect(() => resumeRun(dir, request)).toThrow(/changed by hand/);
  });

  it('keeps the command that makes it where nothing of it is kept', () => {
    const first = createRun(newDir(), request);
    first.finish('interrupted');
    const command = `${request.command} --resume`;
    const again = resumeRun(first.dir, { ...request, command });
    again.finish('finished');
    expect(readManifest(first.dir).command).toBe(request.command);
    expect(firstCommand('mckean study --resume a.yaml --resume')).toBe('mckean study a.yaml');
    expect(firstCommand('mckean study --resumes --out x--resume')).toBe(
      'mckean study --resumes --out x--resume',
    );
  });

  // Watched failing: no lock; a lock that stays; a dead process's lock kept for ever.
  it('belongs to one process at a time, and to the next one when that is dead', () => {
    const run = createRun(newDir(), request);
    const lock = join(run.dir, 'lock');
    expect(readFileSync(lock, 'utf8')).toBe(String(process.pid));
    expect(() => resumeRun(run.dir, request)).toThrow(
      `${run.dir}: process ${process.pid} is at work in it; wait for its end, or delete ${lock} if that is no mckean.`,
    );
    expect(run.finish('interrupted').files).toEqual([]);
    expect(existsSync(lock)).toBe(false);

    writeFileSync(lock, String(process.ppid));
    expect(lockedBy(run.dir)).toBe(process.ppid);
    expect(() => resumeRun(run.dir, request)).toThrow(/is at work in it/);
    // A process that has ended, and, as after a container's restart, this process's own id from before.
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    for (const stale of [pid, process.pid, 'nonsense', '']) {
      writeFileSync(lock, String(stale));
      expect(lockedBy(run.dir)).toBeUndefined();
      resumeRun(run.dir, request).finish('interrupted');
      expect(existsSync(lock)).toBe(false);
    }
  });

  // Watched failing: rows of the stopped run kept; a finished run, or one of another plan, overwritten.
  it('that cannot be resumed is started anew over its own unfinished run, and no other', () => {
    const anew = (of: RunRequest = request) => createRun(first.dir, of, { resumable: false });
    const first = createRun(newDir(), request);
    openTable(first.tablePath('field'), ['N']).close();
    first.finish('interrupted');
    const other = /already holds a run; choose another folder \(--out\) or delete it\./;
    expect(() => anew({ ...request, plan: { seed: 8 } })).toThrow(other);
    expect(existsSync(first.tablePath('field'))).toBe(true);
    const second = anew();
    expect(existsSync(second.tablePath('field'))).toBe(false);
    second.finish('finished');
    expect(() => anew()).toThrow(other);
  });

  it('has no table outside it', () => {
    const run = createRun(newDir(), request);
    expect(() => run.tablePath('../levels')).toThrow(/may hold only letters/);
    expect(readFileSync(join(run.dir, 'manifest.json'), 'utf8')).toContain('"status": "running"');
  });
});
