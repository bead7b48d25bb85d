/**
 * The tails study: bias of tail-index estimators and coverage of their intervals, on samples of laws whose tail index is known.
 *
 * The unit of replication is a sample. Samples are independent of each other: row r of the table has its own address (replica r
 * of the study's seed).
 */
import { runJobs } from '../engine/pool.ts';
import { NUMBERS, runTailReplicas, type TailBatch } from '../tails/tailReplicas.ts';
import type { StudyContext } from './replicas.ts';
import type { TailsCell, TailsStudy } from './tailsStudy.ts';

/** Names of the numbers of one sample, after the law (its place in the study's list), α and n. */
export function tailsColumns({ estimators }: TailsStudy): string[] {
  return [
    'law',
    'alpha',
    'count',
    ...estimators.flatMap((name) => NUMBERS.map((number) => `${name}_${number}`)),
  ];
}

const OWN = 3;

/** Values drawn in one message to a thread, at most: what a killed run can lose per thread. */
const MOST_VALUES = 200_000;

/**
 * Runs what the table has not.
 * @returns for every cell, one row of NUMBERS of every estimator for each of its samples
 * @throws RunFailure, Interrupted
 */
export async function runTails(
  study: TailsStudy,
  { pool, table, onProgress, signal }: StudyContext,
): Promise<Float64Array[][]> {
  const { cells, laws, estimators, confidence, seed } = study;
  const starts: number[] = [];
  const batches: TailBatch[] = [];
  let rows = 0;
  let total = 0;
  for (const cell of cells) {
    starts.push(rows);
    const missing = Array.from({ length: cell.replicas }, (_, r) => rows + r).filter(
      (r) => !table.rows.has(r),
    );
    const size = Math.max(1, Math.floor(MOST_VALUES / cell.count));
    for (let first = 0; first < missing.length; first += size) {
      const { law, alpha, count } = cell;
      const replicas = missing.slice(first, first + size);
      batches.push({ law, alpha, count, estimators, confidence, seed, replicas });
    }
    rows += cell.replicas;
    total += workOf(cell, cell.replicas);
  }
  let finished = total - batches.reduce((sum, batch) => sum + workOf(batch, batch.replicas.length), 0);
  onProgress?.(finished, total);
  await runJobs(
    batches,
    (batch) => (pool ? pool.exec<Float64Array[]>('tails', batch) : runTailReplicas(batch)),
    pool?.threads ?? 1,
    (index, found) => {
      const batch = batches[index];
      for (const [k, row] of found.entries()) {
        const own = [laws.indexOf(batch.law), batch.alpha, batch.count];
        table.append(batch.replicas[k], Float64Array.from([...own, ...row]));
      }
      finished += workOf(batch, batch.replicas.length);
      onProgress?.(finished, total);
    },
    signal,
  );
  return cells.map(({ replicas }, c) =>
    Array.from({ length: replicas }, (_, r) => table.rows.get(starts[c] + r)!.subarray(OWN)),
  );
}

function workOf({ count }: Pick<TailsCell, 'count'>, replicas: number): number {
  return count * replicas;
}
