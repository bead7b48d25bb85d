/**
 * The memory of a run and the threads' places in it. Everything lies in one memory that the kernels of all threads
 * share, where 32-bit addresses reach; a larger state lies outside, and each thread takes it through a window.
 */
import type { Arithmetic } from './arithmetic.ts';
import { createArithmetic } from './createArithmetic.ts';
import { callsTypeScript } from './kernels/compiled.ts';
import { createRunMemory } from './kernels/runMemory.ts';
import type { Place } from './place.ts';
import type { Problem } from './plan.ts';

export interface Site {
  /** The arithmetic of the thread that asks. */
  readonly arithmetic: Arithmetic;
  /** Zeros on which all threads can work. */
  floats(length: number): Float64Array;
  /** A place for one more thread. */
  place(): Place;
  /** Bytes that can still be given out. */
  readonly left: number;
}

/** Bytes left over for scratch, and for the ends of cache lines. */
const SPARE = 2 ** 24;

/** A site for compiled kernels; `bytes` is what the run will ask for at least. */
export function createSite(problem: Problem, bytes: number): Site {
  const { arena, place } = createRunMemory(problem);
  if (bytes > arena.left - SPARE) {
    // A window does not keep the numbers of its particles.
    return callsTypeScript(problem) ? createReferenceSite(problem) : outside(problem, { kind: 'window' });
  }
  return {
    arithmetic: createArithmetic(problem, place(), arena.floats),
    floats: arena.floats,
    place,
    get left() {
      return arena.left;
    },
  };
}

/** A site for the TypeScript reference. */
export function createReferenceSite(problem: Problem): Site {
  return outside(problem, { kind: 'reference' });
}

function outside(problem: Problem, place: Place): Site {
  return {
    arithmetic: createArithmetic(problem, place),
    floats: (length) => new Float64Array(new SharedArrayBuffer(8 * length)),
    place: () => place,
    left: 0,
  };
}
