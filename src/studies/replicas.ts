/**
 * What every study does: turn its replicas into jobs, run them over the threads, and keep each replica's
 * numbers in a table as soon as they are there. A replica that the table already has is not run again, so a
 * killed study resumes to the same bits: the fit reads the table in the order of the replicas.
 */
import {
  type Comparison,
  type CoupledSystem,
  type CouplingBatch,
  couplingMemory,
  runCouplings,
} from '../engine/coupling.ts';
import { requireMemory } from '../engine/memory.ts';
import { modelOf } from '../engine/modelOf.ts';
import type { Problem } from '../engine/plan.ts';
import { type Pool, runJobs } from '../engine/pool.ts';

/** Where replicas are kept. Rows are [replica, ...one number per column]. */
export interface ReplicaTable {
  readonly rows: ReadonlyMap<number, Float64Array>;
  /** Keeps the values of a replica that is done. */
  append(replica: number, values: Float64Array): void;
}

/**
 * Where and how a study runs: its threads, where its replicas are kept, who is told of progress, what stops
 * it.
 */
export interface StudyContext {
  /** Undefined: everything in this thread. */
  readonly pool?: Pool;
  readonly table: ReplicaTable;
  /** Called as replicas are done. */
  readonly onProgress?: (finished: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** A table in memory, for callers that keep nothing. */
export function memoryTable(): ReplicaTable {
  const rows = new Map<number, Float64Array>();
  return { rows, append: (replica, values) => void rows.set(replica, values) };
}

/** Replicas sent to a thread in one message, at most: what a killed run can lose per thread. */
const MOST_TOGETHER = 50;

/** Runs what is missing, then returns one column per comparison, each replica by replica. */
export async function runReplicas(
  problem: Problem,
  systems: readonly CoupledSystem[],
  comparisons: readonly Comparison[],
  { pool, table, onProgress, signal }: StudyContext,
): Promise<Float64Array[]> {
  const { dim, fieldDim } = modelOf(problem);
  requireMemory(
    (pool?.threads ?? 1) * couplingMemory(systems, dim, fieldDim),
    `Coupling ${systems.length} systems of at most ${Math.max(...systems.map((s) => s.particles))} particles on ${pool?.threads ?? 1} threads`,
  );
  const total = problem.plan.replicas;
  const missing = Array.from({ length: total }, (_, r) => r).filter((r) => !table.rows.has(r));
  let finished = total - missing.length;
  onProgress?.(finished, total);
  const width = pool?.threads ?? 1;
  const size = pool ? Math.max(1, Math.min(MOST_TOGETHER, Math.ceil(missing.length / (20 * width)))) : 1;
  const batches = Array.from({ length: Math.ceil(missing.length / size) }, (_, b) =>
    missing.slice(b * size, (b + 1) * size),
  );
  await runJobs(
    batches,
    (replicas) => {
      const batch: CouplingBatch = { problem, replicas, systems, comparisons };
      return pool ? pool.exec<Float64Array[]>('couple', batch) : yieldTo(() => runCouplings(batch));
    },
    width,
    (index, rows) => {
      for (const [k, values] of rows.entries()) table.append(batches[index][k], values);
      finished += rows.length;
      onProgress?.(finished, total);
    },
    signal,
  );
  return comparisons.map((_, c) => Float64Array.from({ length: total }, (_, r) => table.rows.get(r)![c]));
}

/** Runs after the event loop has had a turn, so that a serial study still hears Ctrl-C. */
function yieldTo<R>(run: () => R): Promise<R> {
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(run());
      } catch (error) {
        reject(error);
      }
    });
  });
}
