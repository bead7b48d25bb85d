/**
 * One process at a time in a run folder: its id stands in the file `lock` while it works there. The lock of a
 * process that was killed is taken over. Holds between processes that see each other's ids: on one machine.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const LOCK = 'lock';

/** Folders locked by this process: a lock with this process's id that is not here is an earlier process's. */
const held = new Set<string>();

/** The id of the living process that works in the folder, or undefined. */
export function lockedBy(dir: string): number | undefined {
  let pid: number;
  try {
    pid = Number(readFileSync(join(dir, LOCK), 'utf8'));
  } catch {
    return undefined;
  }
  if (pid === process.pid) return held.has(resolve(dir)) ? pid : undefined;
  return Number.isSafeInteger(pid) && pid > 0 && isAlive(pid) ? pid : undefined;
}

/** @returns what takes the lock off again. @throws Error with one sentence when another process has it */
export function lockFolder(dir: string): () => void {
  const path = join(dir, LOCK);
  const key = resolve(dir);
  if (lockedBy(dir) === undefined) rmSync(path, { force: true });
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    const pid = lockedBy(dir);
    const who = pid === undefined ? 'another process' : `process ${pid}`;
    throw new Error(
      `${dir}: ${who} is at work in it; wait for its end, or delete ${path} if that is no mckean.`,
      { cause },
    );
  }
  held.add(key);
  return () => {
    held.delete(key);
    rmSync(path, { force: true });
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
