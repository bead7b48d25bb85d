/**
 * The compiled arithmetic on states that no shared memory can hold (32-bit addresses end at 4 GiB): some blocks at
 * a time are copied into a window of the thread's own memory and back. Same kernels, same bits.
 */
import type { Arithmetic, System } from '../arithmetic.ts';
import { BLOCK, blockCount, blocksOf, createSpanGather } from '../blocks.ts';
import type { Problem } from '../plan.ts';
import { createCompiledArithmetic } from './compiled.ts';
import { createRunMemory } from './runMemory.ts';

/** Blocks of a window at most, and bytes of one. */
const MOST_BLOCKS = 64;
const WINDOW_BYTES = 2 ** 26;

export function createWindowedArithmetic(problem: Problem): Arithmetic {
  const { arena, place } = createRunMemory(problem);
  const inner = createCompiledArithmetic(problem, place(), arena.floats);
  const { dim, fieldDim } = inner.model;
  const perBlock = BLOCK * dim;
  const most = Math.max(1, Math.min(MOST_BLOCKS, Math.floor(WINDOW_BYTES / (8 * perBlock))));
  const moving = inner.incrementsLength(BLOCK);
  const window = arena.floats(most * perBlock);
  const rows = arena.floats(most * fieldDim);
  const gatherSpans = createSpanGather(fieldDim, rows);
  const increments = arena.floats(most * moving);

  /** The numbers of increments: float32 lie in pairs. */
  const increment = (a: Float64Array): Float64Array | Float32Array =>
    problem.plan.mode === 'float32' ? new Float32Array(a.buffer, a.byteOffset, 2 * a.length) : a;

  /** Calls `use` for windows of blocks from ≤ b < to: their first block, their number, their particles. */
  function each(
    particles: number,
    from: number,
    to: number,
    use: (first: number, blocks: number, count: number) => void,
  ): void {
    for (let first = from; first < to; first += most) {
      const blocks = Math.min(most, to - first);
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
        out.set(increments.subarray(0, blocks * moving), first * moving);
      });
    },
    accumulate(into, more) {
      const sums = increment(into);
      const terms = increment(more);
      for (let j = 0; j < sums.length; j++) sums[j] += terms[j];
    },
    gather({ x, particles }, sums, from, to) {
      gatherSpans(particles, sums, from, to, (_, first, end) => {
        const count = Math.min(particles - first * BLOCK, (end - first) * BLOCK);
        window.set(x.subarray(first * perBlock, first * perBlock + count * dim));
        inner.gather({ x: window, particles: count }, rows, 0, end - first);
      });
    },
    move(system, by) {
      let bad = -1;
      each(system.particles, 0, blockCount(system.particles), (first, blocks, count) => {
        increments.set(by.subarray(first * moving, (first + blocks) * moving));
        const found = moveWindow(system, first, blocks, count);
        if (bad < 0) bad = found;
      });
      return bad;
    },
    advance(system, from, to, fromCell, toCell) {
      let bad = -1;
      const [start, end] = blocksOf(system.particles, from, to);
      each(system.particles, start, end, (first, blocks, count) => {
        inner.draw(first * BLOCK, count, fromCell, toCell, increments);
        const found = moveWindow(system, first, blocks, count);
        if (bad < 0) bad = found;
      });
      return bad;
    },
  };
}
