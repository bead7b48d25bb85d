/** Memory that the kernels of all threads share: given out from the bottom, zeroed, never taken back. */
import { RunFailure } from '../runFailure.ts';
import { FIRST_FREE } from './layout.ts';

const PAGE = 65536;
/** What 32-bit addresses reach, less one page. */
export const ARENA_LIMIT: number = 2 ** 32 - PAGE;
/** One cache line: what two threads write never shares one. */
const LINE = 64;

export interface Arena {
  readonly memory: WebAssembly.Memory;
  /** Bytes that are still free. */
  readonly left: number;
  /** Address of so many new bytes. @throws RangeError beyond ARENA_LIMIT */
  reserve(bytes: number): number;
  /** A view of new numbers; its byteOffset is their address. */
  floats(length: number): Float64Array;
  /** A view of a copy of `values`. */
  copy(values: Float64Array): Float64Array;
}

function createMemory(): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: 1, maximum: ARENA_LIMIT / PAGE + 1, shared: true });
  } catch (cause) {
    throw new RunFailure(
      `The kernels' memory needs about 10 GiB of address space and got none (${(cause as Error).message}): raise the limit (ulimit -v).`,
    );
  }
}

export function createArena(): Arena {
  const memory = createMemory();
  let end = FIRST_FREE;
  const arena: Arena = {
    memory,
    get left() {
      return ARENA_LIMIT - end;
    },
    reserve(bytes) {
      const at = end;
      const next = end + LINE * Math.ceil(bytes / LINE);
      if (next > ARENA_LIMIT) throw new RangeError(`Kernels cannot share more than ${ARENA_LIMIT} bytes.`);
      end = next;
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      return at;
    },
    floats(length) {
      const at = arena.reserve(8 * length);
      return new Float64Array(memory.buffer, at, length);
    },
    copy(values) {
      const view = arena.floats(values.length);
      view.set(values);
      return view;
    },
  };
  return arena;
}
