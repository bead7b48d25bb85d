/** An instance of the compiled kernels on a run's memory: one for every thread. */
import { sincos } from '../../math/trig.ts';
import type { Mode } from '../mode.ts';
import { RunFailure } from '../runFailure.ts';
import { wasm as fast } from './built/fast.ts';
import { wasm as float32 } from './built/float32.ts';
import { wasm as strict } from './built/strict.ts';
import type { ExternalKernels } from './external.ts';
import type { MemoryPlace } from './runMemory.ts';

/** assembly/index.ts; addresses in bytes. */
export interface KernelExports {
  setUp(scratch: number): void;
  draw(first: number, particles: number, fromCell: number, toCell: number, out: number): void;
  gather(x: number, particles: number, from: number, to: number, sums: number, stored: number): void;
  prepare(drift: number, noise: number, taming: number): void;
  move(x: number, particles: number, from: number, to: number, increments: number, stored: number): number;
  advance(
    x: number,
    particles: number,
    from: number,
    to: number,
    fromCell: number,
    toCell: number,
    stored: number,
  ): number;
  accumulate(into: number, from: number, count: number): void;
}

const BASE64: Record<Mode, string> = { strict, fast, float32 };
const modules = new Map<Mode, WebAssembly.Module>();

function bytesOf(mode: Mode): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(BASE64[mode]), (c) => c.charCodeAt(0));
}

/**
 * The module of a mode; of `strict` for `fast` on an engine without relaxed SIMD.
 * @throws RunFailure for `float32` there
 */
function moduleOf(mode: Mode): WebAssembly.Module {
  let compiled = modules.get(mode);
  if (compiled === undefined) {
    const bytes = bytesOf(mode);
    const runs = WebAssembly.validate(bytes);
    if (!runs && mode === 'float32')
      throw new RunFailure('mode is float32, for which this engine lacks relaxed SIMD: use strict.');
    compiled = new WebAssembly.Module(runs || mode !== 'fast' ? bytes : bytesOf('strict'));
    modules.set(mode, compiled);
  }
  return compiled;
}

/** What the kernels call where the model is none of theirs. */
const NONE: ExternalKernels = {
  gather: () => {
    throw new Error('The kernels have no external gather.');
  },
  drift: () => {
    throw new Error('The kernels have no external drift.');
  },
  factors: () => {
    throw new Error('The kernels have no external factors.');
  },
};

export function instantiate(
  mode: Mode,
  { memory, scratch }: MemoryPlace,
  external: ExternalKernels = NONE,
): KernelExports {
  const pair = new Float64Array(2);
  const far = (x: number, out: number): void => {
    sincos(x, pair);
    // an address beyond 2^31 arrives as a negative number
    new Float64Array(memory.buffer, out >>> 0, 2).set(pair);
  };
  const { exports } = new WebAssembly.Instance(moduleOf(mode), {
    env: { memory, sincos: far, ...external },
  });
  const kernels = exports as unknown as KernelExports;
  kernels.setUp(scratch);
  return kernels;
}
