/**
 * A run folder: everything that one command made, with what is needed to make it again.
 *
 *   manifest.json          command, plans, versions, seed, threads, host, timing, status, files with SHA-256
 *   tables/NAME.csv        grows row by row while the run goes on; NAME.parquet at its end
 *   figures/               figure specifications and images
 *   report.html            the run as a results section
 *
 * The manifest is replaced atomically (written beside, then renamed). A folder belongs to one process at a time,
 * whose id stands in the file `lock` while it works.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, type } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, hashOf, sha256Bytes } from './hash.ts';
import { LOCK, lockFolder } from './lock.ts';
import { makeFolder } from './makeFolder.ts';

export type RunStatus = 'running' | 'finished' | 'interrupted' | 'failed';

/** What the caller states about a run when it begins. */
export interface RunRequest {
  /** The command line that makes the same run again, also where nothing of it is kept. */
  readonly command: string;
  /** Plain data that determines every number of the run. */
  readonly plan: unknown;
  readonly versions: { readonly mckean: string; readonly node: string };
  readonly seed: number;
  readonly threads: number;
}

export interface RunFile {
  /** Relative to the run folder, with forward slashes. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Manifest extends RunRequest {
  readonly planHash: string;
  readonly host: { readonly cores: number; readonly cpu: string; readonly system: string };
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Seconds at work, summed over the first session and its resumptions. */
  readonly elapsedSeconds: number;
  readonly resumptions: number;
  readonly status: RunStatus;
  readonly files: readonly RunFile[];
}

export interface Run {
  readonly dir: string;
  /** As last written to manifest.json. */
  readonly manifest: Manifest;
  /** The status that the folder had before this session; null for a new one. */
  readonly resumedFrom: RunStatus | null;
  tablePath(name: string): string;
  figurePath(file: string): string;
  readonly reportPath: string;
  /** Writes the manifest with the time spent so far; call it now and then, in case the process is killed. */
  save(): void;
  /** The files that are there now, with their SHA-256. */
  files(): RunFile[];
  /** Lists and hashes the files and writes the final manifest. */
  finish(status: Exclude<RunStatus, 'running'>): Manifest;
}

/**
 * Starts a run in a new or empty folder; where it cannot be resumed, also over an unfinished run of its plan.
 * @throws Error when the folder already holds another run, or another process works in it
 */
export function createRun(dir: string, request: RunRequest, { resumable = true } = {}): Run {
  if (existsSync(manifestPath(dir))) {
    if (resumable)
      throw new Error(`${dir}: already holds a run; resume it (--resume) or choose another folder (--out).`);
    const stored = readManifest(dir);
    if (stored.status === 'finished' || stored.planHash !== hashOf(request.plan))
      throw new Error(`${dir}: already holds a run; choose another folder (--out) or delete it.`);
  }
  const manifest: Manifest = {
    ...plainRequest(request),
    planHash: hashOf(request.plan),
    host: describeHost(),
    startedAt: new Date().toISOString(),
    finishedAt: null,
    elapsedSeconds: 0,
    resumptions: 0,
    status: 'running',
    files: [],
  };
  return openRun(dir, manifest, null);
}

/** The command line that makes a run on a machine that has nothing of it yet. */
export function firstCommand(command: string): string {
  return command.replace(/ --resume(?= |$)/g, '');
}

/**
 * Continues the run in a folder.
 * @throws Error with one sentence, when there is none, or its plan or its version of mckean is another.
 */
export function resumeRun(dir: string, request: RunRequest): Run {
  const stored = readManifest(dir);
  const asked = hashOf(request.plan);
  if (stored.planHash !== asked) {
    const where = firstDifference(stored.plan, request.plan, '');
    throw new Error(
      `${dir}: cannot be resumed, because its plan (${stored.planHash.slice(0, 12)}) is not the one asked for (${asked.slice(0, 12)})${where}.`,
    );
  }
  if (stored.versions.mckean !== request.versions.mckean) {
    throw new Error(
      `${dir}: cannot be resumed, because mckean ${stored.versions.mckean} began it and this is ${request.versions.mckean}.`,
    );
  }
  const manifest: Manifest = {
    ...stored,
    ...plainRequest(request),
    command: firstCommand(stored.command),
    host: describeHost(),
    finishedAt: null,
    resumptions: stored.resumptions + 1,
    status: 'running',
  };
  return openRun(dir, manifest, stored.status);
}

/** The manifest of a run folder. @throws Error with one sentence when there is none or it is damaged. */
export function readManifest(dir: string): Manifest {
  const path = manifestPath(dir);
  if (!existsSync(path)) throw new Error(`${dir}: is not a run folder (it has no manifest.json).`);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path}: is not valid JSON (${(cause as Error).message}).`, { cause });
  }
  const manifest = value as Manifest;
  if (
    typeof manifest?.planHash !== 'string' ||
    typeof manifest.versions?.mckean !== 'string' ||
    typeof manifest.elapsedSeconds !== 'number' ||
    typeof manifest.resumptions !== 'number'
  ) {
    throw new Error(`${path}: is not a manifest of a mckean run.`);
  }
  if (hashOf(manifest.plan) !== manifest.planHash) {
    throw new Error(`${path}: was changed by hand: its plan does not have the hash that stands beside it.`);
  }
  return manifest;
}

function openRun(dir: string, initial: Manifest, resumedFrom: RunStatus | null): Run {
  makeFolder(dir);
  const unlock = lockFolder(dir);
  const anew = resumedFrom === null && existsSync(manifestPath(dir));
  for (const part of ['tables', 'figures']) {
    if (anew) rmSync(join(dir, part), { recursive: true, force: true });
    mkdirSync(join(dir, part), { recursive: true });
  }
  const before = initial.elapsedSeconds;
  const start = performance.now();
  let manifest = initial;
  const write = (change: Partial<Manifest>) => {
    manifest = { ...manifest, ...change, elapsedSeconds: before + (performance.now() - start) / 1000 };
    writeAtomically(manifestPath(dir), `${JSON.stringify(manifest, null, 2)}\n`);
  };
  write({});
  return {
    dir,
    get manifest() {
      return manifest;
    },
    resumedFrom,
    tablePath: (name) => join(dir, 'tables', `${checkedName(name)}.csv`),
    figurePath: (file) => join(dir, 'figures', checkedName(file)),
    reportPath: join(dir, 'report.html'),
    save: () => write({}),
    files: () => listFiles(dir),
    finish(status) {
      write({ status, finishedAt: new Date().toISOString(), files: listFiles(dir) });
      unlock();
      return manifest;
    },
  };
}

/** Writes text so that a reader sees the old file or the new one, never a part. */
export function writeAtomically(path: string, text: string): void {
  writeFileSync(`${path}.tmp`, text);
  renameSync(`${path}.tmp`, path);
}

function manifestPath(dir: string): string {
  return join(dir, 'manifest.json');
}

function plainRequest({ command, plan, versions, seed, threads }: RunRequest): RunRequest {
  return { command, plan, versions, seed, threads };
}

function describeHost(): Manifest['host'] {
  return {
    cores: availableParallelism(),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    system: `${type()} ${process.arch}`,
  };
}

function checkedName(name: string): string {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(name)) {
    throw new RangeError(
      `The file name ${JSON.stringify(name)} may hold only letters, digits, '.', '-' and '_'.`,
    );
  }
  return name;
}

function listFiles(dir: string): RunFile[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path !== 'manifest.json' && path !== LOCK && !path.endsWith('.tmp'))
    .filter((path) => statSync(join(dir, path)).isFile())
    .sort()
    .map((path) => {
      const content = readFileSync(join(dir, path));
      return { path: path.replaceAll('\\', '/'), bytes: content.length, sha256: sha256Bytes(content) };
    });
}

/** `: at seed, 7 there and 8 here`, or an empty string where the difference is only in the order of keys. */
function firstDifference(stored: unknown, asked: unknown, path: string): string {
  if (isObject(stored) && isObject(asked)) {
    for (const key of new Set([...Object.keys(stored), ...Object.keys(asked)])) {
      const found = firstDifference(stored[key], asked[key], path === '' ? key : `${path}.${key}`);
      if (found !== '') return found;
    }
    return '';
  }
  const show = (value: unknown) => (value === undefined ? 'nothing' : canonicalJson(value).slice(0, 60));
  return show(stored) === show(asked)
    ? ''
    : `: ${path || 'plan'} is ${show(stored)} there and ${show(asked)} here`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
