/**
 * Around every long call: its threads, its progress, and a clean stop.
 *
 * The kernel's interrupt and Ctrl-C (SIGINT) stop the call with Interrupted; a second one ends the process. A caller with a
 * signal of its own stops the call by that one alone.
 */
import { BadInput } from '../engine/badInput.ts';
import { defaultThreads } from '../engine/pool.ts';
import { openProgress } from './progress.ts';

/** What every call that may take long accepts. */
export interface CallOptions {
  /** Worker threads, 1 to 256; one per core unless told. Results do not depend on it. */
  readonly threads?: number;
  /** Whether progress is shown, in a notebook and in a terminal; true unless told. */
  readonly progress?: boolean;
  /** Stops the call: it throws Interrupted. */
  readonly signal?: AbortSignal;
}

export interface Work {
  readonly threads: number;
  readonly signal: AbortSignal;
  /** What is being done, and how far it is. */
  readonly update: (label: string, done: number, total: number) => void;
}

const MOST_THREADS = 256;

/** @throws BadInput for threads out of range; Interrupted */
export async function working<T>(
  { threads = defaultThreads(), progress = true, signal }: CallOptions,
  work: (context: Work) => Promise<T>,
): Promise<T> {
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS)
    throw new BadInput(`threads is ${threads}; it must be a whole number from 1 to ${MOST_THREADS}.`);
  const controller = new AbortController();
  const stop = () => controller.abort();
  if (signal === undefined) process.once('SIGINT', stop);
  const shown = progress ? await openProgress() : undefined;
  try {
    return await work({
      threads,
      signal: signal ?? controller.signal,
      update: (label, done, total) => shown?.update(label, done, total),
    });
  } finally {
    await shown?.stop();
    process.off('SIGINT', stop);
  }
}
