/** An instance of the compiled kernels on a run's memory: one for every thread. */
import { sincos } from '../../math/trig.ts';
import type { Mode } from '../mode.ts';
import { wasm as fast } from './built/fast.ts';
import { wasm as float32 } from './built/float32.ts';
import { wasm as strict } from './built/strict.ts';
import type { MemoryPlace } from './runMemory.ts';

/** assembly/index.ts; addresses in bytes. */
export interface KernelExports {
  setUp(scratch: number): void;
  draw(first: number, particles: number, fromCell: number, toCell: number, out: number): void;
  gather(x: number, particles: number, from: number, to: number, sums: number, stored: number): void;
  prepare(step: number): void;
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

const BYTES: Record<Mode, string> = { strict, fast, float32 };
const modules = new Map<Mode, WebAssembly.Module>();

function moduleOf(mode: Mode): WebAssembly.Module {
  let compiled = modules.get(mode);
  if (compiled === undefined) {
    compiled = new WebAssembly.Module(Uint8Array.from(atob(BYTES[mode]), (c) => c.charCodeAt(0)));
    modules.set(mode, compiled);
  }
  return compiled;
}

export function instantiate(mode: Mode, { memory, scratch }: MemoryPlace): KernelExports {
  const pair = new Float64Array(2);
  const far = (x: number, out: number): void => {
    sincos(x, pair);
    new Float64Array(memory.buffer, out, 2).set(pair);
  };
  const { exports } = new WebAssembly.Instance(moduleOf(mode), { env: { memory, sincos: far } });
  const kernels = exports as unknown as KernelExports;
  kernels.setUp(scratch);
  return kernels;
}
