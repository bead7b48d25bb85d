/**
 * The compiled arithmetic on states that no shared memory can hold (32-bit addresses end at 4 GiB): some blocks at
 * a time are copied into a window of the thread's own memory and back. Same kernels, same bits.
 */
import type { Arithmetic, System } from '../arithmetic.ts';
import { BLOCK, blockCount } from '../blocks.ts';
import type { Problem } from '../plan.ts';
import { createCompiledArithmetic } from './compiled.ts';
import { createRunMemory } from './runMemory.ts';

/** Blocks of a window. */
const WINDOW = 64;

export function createWindowedArithmetic(problem: Problem): Arithmetic {
  const { arena, place } = createRunMemory(problem);
  const inner = createCompiledArithmetic(problem, place(), arena.floats);
  const { dim, fieldDim } = inner.model;
  const perBlock = BLOCK * dim;
  const window = arena.floats(WINDOW * perBlock);
  const rows = arena.floats(WINDOW * fieldDim);
  const increments = arena.floats(WINDOW * perBlock);

  /** Calls `use` for windows of blocks from ≤ b < to: their first block, their number, their particles. */
  function each(
    particles: number,
    from: number,
    to: number,
    use: (first: number, blocks: number, count: number) => void,
  ): void {
    for (let first = from; first < to; first += WINDOW) {
      const blocks = Math.min(WINDOW, to - first);
      use(first, blocks, Math.min(particles - first * BLOCK, blocks * BLOCK));
    }
  }

  /** Moves a window of the system by the increments in the window; returns as `move` does. */
  function moveWindow({ x }: System, first: number, blocks: number, count: number): number {
    const own = x.subarray(first * perBlock, first * perBlock + count * dim);
    window.set(own);
    const bad = inner.move({ x: window, particles: count }, increments);
    own.set(window.subarray(0, own.length));
    return bad < 0 ? -1 : first + Math.min(bad, blocks - 1);
  }

  return {
    ...inner,
    floats: (length) => new Float64Array(length),
    storedLength: () => 0,
    draw(start, particles, fromCell, toCell, out) {
      each(particles, 0, blockCount(particles), (first, blocks, count) => {
        inner.draw(start + first * BLOCK, count, fromCell, toCell, increments);
        out.set(increments.subarray(0, blocks * perBlock), first * perBlock);
      });
    },
    accumulate(into, more) {
      for (let j = 0; j < into.length; j++) into[j] += more[j];
    },
    gather({ x, particles }, sums, from, to) {
      each(particles, from, to, (first, blocks, count) => {
        window.set(x.subarray(first * perBlock, first * perBlock + count * dim));
        inner.gather({ x: window, particles: count }, rows, 0, blocks);
        sums.set(rows.subarray(0, blocks * fieldDim), first * fieldDim);
      });
    },
    move(system, by) {
      let bad = -1;
      each(system.particles, 0, blockCount(system.particles), (first, blocks, count) => {
        increments.set(by.subarray(first * perBlock, (first + blocks) * perBlock));
        const found = moveWindow(system, first, blocks, count);
        if (bad < 0) bad = found;
      });
      return bad;
    },
    advance(system, from, to, fromCell, toCell) {
      let bad = -1;
      each(system.particles, from, to, (first, blocks, count) => {
        inner.draw(first * BLOCK, count, fromCell, toCell, increments);
        const found = moveWindow(system, first, blocks, count);
        if (bad < 0) bad = found;
      });
      return bad;
    },
  };
}
