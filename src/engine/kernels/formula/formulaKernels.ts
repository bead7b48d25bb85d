/** The compiled kernels of a formula model on a run's memory: one instance for every thread. */
import { pow, sincos, tan } from '../../../math/elementary.ts';
import type { FormulaProgram } from '../../../models/formula/readModel.ts';
import { wasm as functions } from '../built/functions.ts';
import { compileFormula } from './compile.ts';

/**
 * Addresses are in bytes, in the run's memory (from 2^31 on, too); x is a multiple of 16. Ranges have an even lo; with
 * `stored` lo is a multiple of 4.
 */
export interface FormulaKernels {
  /** Writes sum[f] = 0 + (sum of φ_f over even + over odd particles), and what drift and factor need to `stored`, if not 0. */
  gather(x: number, lo: number, hi: number, sum: number, stored: number): void;
  /** Writes b in tiles of four particles, out[(tile·dim + c)·4 + particle]; missing particles of the last tile are 0. */
  drift(x: number, lo: number, hi: number, field: number, stored: number, out: number): void;
  /** Writes s in the same tiles. */
  factor?(x: number, lo: number, hi: number, field: number, stored: number, out: number): void;
}

let functionsModule: WebAssembly.Module | undefined;
const modules = new WeakMap<FormulaProgram, WebAssembly.Module>();

function moduleOf(program: FormulaProgram): WebAssembly.Module {
  let compiled = modules.get(program);
  if (compiled === undefined) {
    compiled = new WebAssembly.Module(compileFormula(program));
    modules.set(program, compiled);
  }
  return compiled;
}

/** The elementary functions on a thread's scratch. */
export function functionsOn(memory: WebAssembly.Memory, scratch: number): Record<string, unknown> {
  functionsModule ??= new WebAssembly.Module(Uint8Array.from(atob(functions), (c) => c.charCodeAt(0)));
  const pair = new Float64Array(2);
  const far = (x: number, out: number): void => {
    sincos(x, pair);
    // an address beyond 2^31 arrives as a negative number
    new Float64Array(memory.buffer, out >>> 0, 2).set(pair);
  };
  const { exports } = new WebAssembly.Instance(functionsModule, {
    env: { memory, sincos: far, tan, pow },
  });
  (exports as { setUp(scratch: number): void }).setUp(scratch);
  return exports;
}

/**
 * @param memory the run's, with its constants and tables (runMemory.ts)
 * @param scratch of the thread; bytes 64 … 1136 are written, which draws of noise use at other times
 */
export function createFormulaKernels(
  program: FormulaProgram,
  memory: WebAssembly.Memory,
  scratch: number,
): FormulaKernels {
  const { exports } = new WebAssembly.Instance(moduleOf(program), {
    env: { memory, scratch: scratch | 0 },
    functions: functionsOn(memory, scratch),
  });
  return exports as unknown as FormulaKernels;
}
