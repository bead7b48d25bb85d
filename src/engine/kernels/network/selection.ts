/**
 * Which data points the network module uses (assembly/network): their numbers stand in the thread's scratch, in the last of
 * the rows for block sums, which compiled.ts leaves free. A step and the next one take turns where a system is large, some
 * particles moved, then gathered: both their batches are known again, so that what the module keeps of one stays good.
 */
import { ROWS, rowsOffset } from '../layout.ts';

/** The module's side; addresses in bytes. */
export interface SelectionExports {
  selectAll(): void;
  selectBatch(number: number, numbers: number, count: number): void;
}

/** Rows for block sums where the last one is taken. */
export const FREE_ROWS: number = ROWS - 1;

/** @returns a function that has the kernels use these points, ascending, or all */
export function createSelection(
  kernels: SelectionExports,
  memory: WebAssembly.Memory,
  scratch: number,
  dim: number,
  fieldDim: number,
): (points: Int32Array | undefined) => void {
  const at = scratch + rowsOffset(dim, fieldDim) + 8 * FREE_ROWS * fieldDim;
  const numbers = new Int32Array(memory.buffer, at, 2 * fieldDim);
  const known = [0, 1].map(() => ({ points: new Int32Array(0), number: 0 }));
  let last = 0;
  let count = 0;
  return (points) => {
    if (points === undefined) {
      kernels.selectAll();
      return;
    }
    const found = known.findIndex((batch) => same(batch.points, points));
    last = found >= 0 ? found : 1 - last;
    if (found < 0) known[last] = { points: points.slice(), number: ++count };
    numbers.set(points);
    kernels.selectBatch(known[last].number, at, points.length);
  };
}

function same(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let j = 0; j < a.length; j++) if (a[j] !== b[j]) return false;
  return true;
}
