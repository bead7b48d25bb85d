/**
 * The run folder behind a command: chosen, opened or resumed, and closed whatever happens, so that a run
 * that fails or is stopped keeps what it had finished.
 */
import { existsSync } from 'node:fs';
import { asBadInput, BadInput } from '../engine/badInput.ts';
import { Interrupted } from '../engine/runFailure.ts';
import { hashOf } from '../results/hash.ts';
import { lockedBy } from '../results/lock.ts';
import { parquetFromCsv } from '../results/parquet.ts';
import { createRun, type Run, readManifest, resumeRun } from '../results/runFolder.ts';
import { packageVersion } from '../results/version.ts';
import { type FileReplicaTable, fileReplicaTable } from '../studies/replicaTable.ts';
import { writableFolder } from './files.ts';

const VERSIONS = { mckean: packageVersion(), node: process.versions.node };

export interface SessionRequest {
  /** Folder named by --out; else the next free one of `runs/<name>`, `runs/<name>-2`, … */
  readonly out?: string;
  readonly name: string;
  readonly resume?: boolean;
  /** Whether the command has --resume; one that has not starts an unfinished run of its plan anew. */
  readonly resumable?: boolean;
  readonly plan: unknown;
  readonly seed: number;
  readonly threads: number;
}

export interface Session {
  readonly run: Run;
  table(name: string, columns: readonly string[]): FileReplicaTable;
  /** Puts the tables in their final form, so that a report can state their hashes: call it when all rows are there. */
  finishTables(): void;
}

/** The command line as typed, for the manifest. */
function commandLine(): string {
  return ['mckean', ...process.argv.slice(2)]
    .map((word) => (/[\s'"]/.test(word) ? JSON.stringify(word) : word))
    .join(' ');
}

/** Opens the folder, runs `work`, and records how it ended. */
export async function withSession<T>(
  request: SessionRequest,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const { plan, seed, threads, resumable = true } = request;
  const dir = chooseFolder(request);
  const about = { command: commandLine(), plan, versions: VERSIONS, seed, threads };
  const run = asBadInput(() =>
    request.resume ? resumeRun(dir, about) : createRun(dir, about, { resumable }),
  );
  const tables: { path: string; table: FileReplicaTable }[] = [];
  const finishTables = () => {
    for (const { path, table } of tables.splice(0)) {
      table.finish();
      parquetFromCsv(path);
    }
  };
  let status: 'finished' | 'interrupted' | 'failed' = 'failed';
  try {
    const result = await work({
      run,
      table(name, columns) {
        const path = run.tablePath(name);
        const table = fileReplicaTable(path, columns);
        tables.push({ path, table });
        return table;
      },
      finishTables,
    });
    status = 'finished';
    return result;
  } catch (error) {
    if (error instanceof Interrupted) {
      status = 'interrupted';
      throw new Interrupted(
        resumable
          ? `${error.message} Continue with the same command and --resume; the run is in ${dir}.`
          : `${error.message} The same command starts anew in ${dir}.`,
      );
    }
    throw error;
  } finally {
    if (status === 'finished') finishTables();
    else for (const { table } of tables) table.close();
    run.finish(status);
  }
}

function chooseFolder({ out, name, resume, plan }: SessionRequest): string {
  if (out !== undefined) return writableFolder('--out', out);
  const folder = (k: number) => (k === 1 ? `runs/${name}` : `runs/${name}-${k}`);
  let last = 0;
  while (existsSync(folder(last + 1))) last++;
  if (!resume) return writableFolder('The run folder', folder(last + 1));
  for (let k = last; k >= 1; k--) {
    const stored = asBadInput(() => readManifest(folder(k)));
    if (stored.status !== 'finished' && stored.planHash === hashOf(plan) && lockedBy(folder(k)) === undefined)
      return folder(k);
  }
  throw new BadInput(
    `--resume is given, but no unfinished run of this command is in runs/; start one without --resume.`,
  );
}
