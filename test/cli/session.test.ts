/**
 * The run folder behind `verify` and `study`: which one is resumed, and what a session leaves however it ends.
 * (Whole runs of `verify` are too long for this tier; its studies resume by the tables tested in test/studies.)
 * Watched failing: a finished run resumed; a folder chosen whatever its plan; another plan resumed in a folder
 * named by --out; a new run of a plan given to resume; an interrupted run called failed; a failed run left
 * "running"; Parquet files never made, or made of an unfinished run.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type Session, withSession } from '../../src/cli/session.ts';
import { BadInput } from '../../src/engine/badInput.ts';
import { Interrupted } from '../../src/engine/runFailure.ts';
import { presetStudies } from '../../src/studies/presets.ts';
import { studyColumns } from '../../src/studies/runStudy.ts';
import { readStudy } from '../../src/studies/study.ts';

const home = process.cwd();
beforeEach(() => process.chdir(mkdtempSync(join(tmpdir(), 'mckean-session-'))));
afterAll(() => process.chdir(home));

/** What `mckean verify` asks for. */
const request = (seed: number, preset: 'quick' | 'standard' = 'quick') => ({
  name: `verify-${preset}`,
  plan: { preset, seed, studies: presetStudies(preset, seed) },
  seed,
  threads: 2,
});
const [first, second] = presetStudies('quick', 1);
const columns = studyColumns(readStudy(first.study));
const row = (replica: number) => Float64Array.from(columns, (_, c) => replica + 1 / (c + 3));

/** Keeps two replicas of the first study, then ends as told. */
const work = (end: () => void) => async (session: Session) => {
  const table = session.table(first.name, columns);
  const before = [...table.rows.keys()];
  for (const replica of [7, 2]) if (!table.rows.has(replica)) table.append(replica, row(replica));
  session.table(second.name, ['N1']);
  end();
  return { before, dir: session.run.dir, rows: table.rows };
};
const finish = work(() => {});
const interrupt = work(() => {
  throw new Interrupted('Stopped; what had finished is kept.');
});
const status = (dir: string) => JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')).status;

describe('withSession', () => {
  it('keeps the rows of a stopped run, says how to go on, and finds it again', async () => {
    await expect(withSession(request(1), interrupt)).rejects.toThrow(
      /^Stopped; .* --resume; the run is in runs\/verify-quick\.$/,
    );
    expect(status('runs/verify-quick')).toBe('interrupted');
    expect(existsSync(`runs/verify-quick/tables/${first.name}.parquet`)).toBe(false);
    const resumed = await withSession({ ...request(1), resume: true }, finish);
    expect(resumed.dir).toBe('runs/verify-quick');
    expect(resumed.before).toEqual([7, 2]);
    expect([...resumed.rows]).toEqual([7, 2].map((r) => [r, row(r)]));
    expect(status('runs/verify-quick')).toBe('finished');
    expect(existsSync(`runs/verify-quick/tables/${first.name}.parquet`)).toBe(true);
  });

  it('resumes the unfinished run of the same seed, not a newer one of another', async () => {
    await expect(withSession(request(1), interrupt)).rejects.toThrow(Interrupted);
    await expect(withSession(request(5), interrupt)).rejects.toThrow(Interrupted);
    expect(status('runs/verify-quick-2')).toBe('interrupted');
    expect((await withSession({ ...request(1), resume: true }, finish)).dir).toBe('runs/verify-quick');
    await expect(withSession({ ...request(1), resume: true }, finish)).rejects.toThrow(
      /^--resume is given, but no unfinished run of this command/,
    );
  });

  it('never resumes a run in which another process is at work', async () => {
    // Watched failing: the folder chosen by its plan and status alone.
    await expect(withSession(request(1), interrupt)).rejects.toThrow(Interrupted);
    const lock = 'runs/verify-quick/lock';
    writeFileSync(lock, String(process.ppid));
    await expect(withSession({ ...request(1), resume: true }, finish)).rejects.toThrow(/no unfinished run/);
    rmSync(lock);
    expect((await withSession({ ...request(1), resume: true }, finish)).dir).toBe('runs/verify-quick');
  });

  it('tells a command without --resume to start anew, which works', async () => {
    const once = { ...request(1), out: 'once', resumable: false };
    await expect(withSession(once, interrupt)).rejects.toThrow(
      /^Stopped; .* The same command starts anew in once\.$/,
    );
    expect((await withSession(once, finish)).before).toEqual([]);
    await expect(withSession(once, finish)).rejects.toThrow(/choose another folder/);
  });

  it('refuses to resume with another seed or preset, and names what differs', async () => {
    await expect(withSession({ ...request(1), out: 'mine' }, interrupt)).rejects.toThrow(Interrupted);
    const again = (other: ReturnType<typeof request>) =>
      withSession({ ...other, out: 'mine', resume: true }, finish);
    await expect(again(request(2))).rejects.toThrow(BadInput);
    await expect(again(request(2))).rejects.toThrow(
      /^mine: cannot be resumed, .* seed is 1 there and 2 here/,
    );
    await expect(again(request(1, 'standard'))).rejects.toThrow(
      /preset is "quick" there and "standard" here/,
    );
    await expect(withSession({ ...request(1), out: 'mine' }, finish)).rejects.toThrow(/already holds a run/);
  });

  it('records a failure as one, and keeps its rows', async () => {
    const fail = work(() => {
      throw new Error('broken');
    });
    await expect(withSession(request(1), fail)).rejects.toThrow('broken');
    expect(status('runs/verify-quick')).toBe('failed');
    expect((await withSession({ ...request(1), resume: true }, finish)).before).toEqual([7, 2]);
  });
});
