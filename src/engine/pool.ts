/**
 * The threads. workerpool owns them; a worker is asked either for one shard of one run (a long task that
 * loops over the steps itself) or for whole independent jobs, one after the other.
 */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { lazily } from '../results/lazily.ts';
import { Interrupted, RunFailure } from './runFailure.ts';

const workerpool = lazily<typeof import('workerpool')>('workerpool');

/** What workers/threads.ts answers to. */
export type WorkerMethod = 'shard' | 'couple' | 'train' | 'tails' | 'predict';

export interface Pool {
  readonly threads: number;
  /** Runs one task on one worker. A dead worker rejects with a RunFailure. */
  exec<R>(method: WorkerMethod, task: unknown): Promise<R>;
  /** Ends all threads at once. */
  close(): Promise<void>;
}

/** Threads used when the caller does not say: one per core. */
export function defaultThreads(): number {
  return availableParallelism();
}

function workerFile(): string {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const path = fileURLToPath(new URL(`../../workers/threads${extension}`, import.meta.url));
  if (!existsSync(path))
    throw new RunFailure(`The worker file ${path} is missing; reinstall mckean or run "npm run build".`);
  return path;
}

/** @param file the worker's entry point; workers/threads.ts unless told */
export function createPool(threads: number, file: string = workerFile()): Pool {
  const pool = workerpool().pool(file, { workerType: 'thread', maxWorkers: threads, minWorkers: threads });
  return {
    threads,
    async exec<R>(method: WorkerMethod, task: unknown): Promise<R> {
      try {
        return (await pool.exec(method, [task])) as R;
      } catch (error) {
        throw asFailure(error);
      }
    },
    async close() {
      await pool.terminate(true);
    },
  };
}

function asFailure(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (/terminated|cancelled/i.test(message)) {
    return new RunFailure(
      `A worker thread died before it had finished (${message}); what had finished is kept.`,
    );
  }
  return new RunFailure(message);
}

/**
 * Runs independent jobs, `width` at a time, and hands each result to `done` as it comes, in no particular
 * order. Stops when `signal` aborts, or at a failure once the jobs under way have ended: the failure of the first
 * job in the list that failed is thrown, whichever was noticed first.
 * @throws RunFailure, Interrupted
 */
export async function runJobs<J, R>(
  jobs: readonly J[],
  run: (job: J) => Promise<R> | R,
  width: number,
  done: (index: number, result: R) => void,
  signal?: AbortSignal,
): Promise<void> {
  let next = 0;
  let failed: { readonly index: number; readonly error: unknown } | undefined;
  const worker = async () => {
    while (next < jobs.length) {
      if (signal?.aborted) throw new Interrupted('Stopped; what had finished is kept.');
      const index = next++;
      try {
        done(index, await run(jobs[index]));
      } catch (error) {
        next = jobs.length;
        if (failed === undefined || index < failed.index) failed = { index, error };
      }
    }
  };
  const interrupted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(new Interrupted('Stopped; what had finished is kept.')), {
      once: true,
    });
  });
  interrupted.catch(() => {});
  const workers = Promise.all(Array.from({ length: Math.max(1, width) }, worker));
  workers.catch(() => {});
  await Promise.race([workers, interrupted]);
  if (failed !== undefined) throw failed.error;
}
