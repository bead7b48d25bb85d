/**
 * Batches of a network's data in a thread's own memory, packed as its kernels read data. A step and the next one take turns
 * where a system is large, some particles moved, then gathered: both their batches stay packed.
 *
 * Behind the thread's scratch, for each of the two: rows, columns, and the numbers of the points as int32.
 */
import type { Plan } from '../../plan.ts';

/** The network module's side (assembly/network/index.ts); addresses in bytes. */
export interface BatchExports {
  selectAll(): void;
  packBatch(numbers: number, count: number, rows: number, columns: number): void;
  selectBatch(number: number, numbers: number, count: number, rows: number, columns: number): void;
}

interface Kept {
  readonly rows: number;
  readonly columns: number;
  readonly numbers: number;
  points: Int32Array;
  /** Of the packing; 0 before the first. */
  number: number;
}

const KEPT = 2;

/** Points of a minibatch; 0 where a plan has none. */
export function batchSize({ scheme }: Pick<Plan, 'scheme'>): number {
  return scheme.name === 'sgd' ? scheme.batch : 0;
}

/** Bytes of a table of `size` points, rounded up to 4, and of their numbers. */
function areas(size: number, dim: number): { table: number; numbers: number } {
  const points = 4 * Math.ceil(size / 4);
  return { table: 8 * points * dim, numbers: 4 * points };
}

/** Bytes that a thread needs for batches of up to `size` points with up to `dim` inputs each. */
export function batchBytes(size: number, dim: number): number {
  const { table, numbers } = areas(size, dim);
  return KEPT * (2 * table + numbers);
}

/**
 * @param at address of batchBytes(size, dim) bytes, a multiple of 16
 * @returns a function that has the kernels use these points, ascending, or all; it gives them back as they are kept
 */
export function createPackedBatches(
  kernels: BatchExports,
  memory: WebAssembly.Memory,
  at: number,
  size: number,
  dim: number,
): (points: Int32Array | undefined) => Int32Array | undefined {
  const { table, numbers } = areas(size, dim);
  const kept = Array.from({ length: KEPT }, (_, k): Kept => {
    const rows = at + k * (2 * table + numbers);
    return {
      ...{ rows, columns: rows + table, numbers: rows + 2 * table },
      ...{ points: new Int32Array(0), number: 0 },
    };
  });
  let packed = 0;
  let last = 0;

  function pack(batch: Kept, points: Int32Array): void {
    const { numbers, rows, columns } = batch;
    batch.points = new Int32Array(memory.buffer, numbers, points.length);
    batch.points.set(points);
    batch.number = ++packed;
    kernels.packBatch(numbers, points.length, rows, columns);
  }

  return (points) => {
    if (points === undefined) {
      kernels.selectAll();
      return undefined;
    }
    const found = kept.findIndex((batch) => same(batch.points, points));
    last = found >= 0 ? found : (last + 1) % KEPT;
    const batch = kept[last];
    if (found < 0) pack(batch, points);
    kernels.selectBatch(batch.number, batch.numbers, points.length, batch.rows, batch.columns);
    return batch.points;
  };
}

function same(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let j = 0; j < a.length; j++) if (a[j] !== b[j]) return false;
  return true;
}
