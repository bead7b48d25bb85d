/**
 * Whether a model's kernels allocate: memory that stays after garbage collection over many calls is a fault; garbage per
 * call costs time only, and is a warning. Both limits are generous: a clean kernel leaves about 10 bytes a call here, the
 * compiler's and the meter's own.
 */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Check } from './check.ts';
import { spread } from './checkModel.ts';
import type { MeanFieldModel } from './model.ts';

const PARTICLES = 256;
/** Bytes of garbage per call on PARTICLES particles. */
const MOST_GARBAGE = 512;
/** Bytes that stay after all calls. */
const MOST_GROWTH = 256 * 1024;
const WARM_MS = 400;
const GROWTH_MS = 400;
const MOST_CALLS = 20_000;
const BATCHES = 21;

export function checkAllocation(model: MeanFieldModel, low?: number, high?: number): Check {
  const check = 'allocates nothing that stays';
  const { growth, calls, garbage } = measure(model, low, high);
  if (growth > MOST_GROWTH)
    return {
      check,
      pass: false,
      detail: `${Math.round(growth / 1024)} KiB more are in use after ${calls} calls`,
    };
  if (garbage > MOST_GARBAGE) {
    const detail = `about ${Math.round(garbage)} bytes of garbage a call on ${PARTICLES} particles: quicker with arrays made once, in createModel`;
    return { check, pass: true, warning: true, detail };
  }
  return { check, pass: true, detail: `${calls} calls on ${PARTICLES} particles` };
}

function measure(
  model: MeanFieldModel,
  low?: number,
  high?: number,
): { growth: number; calls: number; garbage: number } {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const call = caller(model, low, high);
  const started = performance.now();
  let warmed = 0;
  for (; warmed < 500 || (warmed < MOST_CALLS && performance.now() - started < WARM_MS); warmed++) call();
  const perCall = (performance.now() - started) / warmed;
  const batch = Math.max(4, Math.min(64, Math.floor(20 / perCall)));
  const garbage = Array.from({ length: BATCHES }, () => {
    const before = used();
    for (let k = 0; k < batch; k++) call();
    return (used() - before) / batch;
  });
  const calls = Math.max(200, Math.min(MOST_CALLS, Math.floor(GROWTH_MS / perCall)));
  const before = settled(collect);
  for (let k = 0; k < calls; k++) call();
  const growth = settled(collect) - before;
  // A batch in which garbage was collected shows less than nothing; one before the code was compiled shows too much.
  const kept = garbage.filter((bytes) => bytes >= 0).sort((a, b) => a - b);
  return { growth, calls, garbage: kept[kept.length >> 2] ?? Number.POSITIVE_INFINITY };
}

function caller(model: MeanFieldModel, low?: number, high?: number): () => void {
  const { dim, fieldDim } = model;
  const x = spread(PARTICLES * dim, low, high);
  const out = new Float64Array(x.length);
  const field = new Float64Array(fieldDim);
  return () => {
    field.fill(0);
    model.gather(x, 0, PARTICLES, field);
    for (let f = 0; f < fieldDim; f++) field[f] /= PARTICLES;
    model.drift(x, 0, PARTICLES, field, out);
    model.noiseFactor?.(x, 0, PARTICLES, field, out);
  };
}

/** Bytes in use after garbage collection; arrays are freed beside it, by the time of the next one. */
function settled(collect: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < 4; k++) {
    collect();
    least = Math.min(least, used());
  }
  return least;
}

/** Bytes on the heap, and of arrays beside it. */
function used(): number {
  const { used_heap_size, external_memory } = getHeapStatistics();
  return used_heap_size + external_memory;
}
