/**
 * Runs a plan: every replica, serial or over threads, whichever the first measured steps say is quicker.
 * The bits do not depend on that choice: a run starts serially and may be handed over at any step.
 */
import { setImmediate } from 'node:timers/promises';
import type { System } from './arithmetic.ts';
import { BadInput } from './badInput.ts';
import { CONTROL, createControl, STOP, stopAll } from './barrier.ts';
import { spanCount } from './blocks.ts';
import { fitsMemory } from './memory.ts';
import { modelOf } from './modelOf.ts';
import type { Place } from './place.ts';
import { checkMemory, memoryNeeded, type Plan, type Problem } from './plan.ts';
import { createPool, defaultThreads, type Pool, runJobs } from './pool.ts';
import { Interrupted } from './runFailure.ts';
import { type SerialRun, startSerial } from './serial.ts';
import type { ShardTask } from './shard.ts';
import { createReferenceSite, createSite, type Site } from './site.ts';

/** `serial`: this thread; `replicas`: whole replicas on threads; `sharded`: each replica over all threads. */
export type Driver = 'serial' | 'replicas' | 'sharded';

/** How a plan is run: by how many threads and which kernels. None changes a bit of a strict run. */
export interface SimulateOptions {
  /** Worker threads at most; one per core unless told. */
  readonly threads?: number;
  /** Threads to use instead of new ones; left open. */
  readonly pool?: Pool;
  /** Chosen by measured cost unless told. */
  readonly driver?: Driver;
  /** Called now and then with the steps taken and the steps in all. */
  readonly onProgress?: (taken: number, total: number) => void;
  readonly signal?: AbortSignal;
  /** `reference` computes with the TypeScript kernel instead of the compiled one: the same bits, many times slower. */
  readonly kernel?: 'compiled' | 'reference';
  /** `recompute` never keeps activations between gather and drift; otherwise they are kept where they fit. */
  readonly activations?: 'store' | 'recompute';
  /** Number of the first replica, 0 unless told: replicas with other numbers have independent noise. */
  readonly firstReplica?: number;
}

export interface Simulation {
  readonly plan: Plan;
  readonly dim: number;
  readonly fieldDim: number;
  /** Final positions, replicas × particles × dim. */
  readonly positions: Float64Array;
  /** The field at every grid time, replicas × (steps + 1) × fieldDim. */
  readonly fields: Float64Array;
  readonly driver: Driver;
  readonly threads: number;
  readonly elapsedSeconds: number;
}

/** Serial steps are taken in slices this long, so that progress is shown and Ctrl-C is heard. */
const SLICE_MS = 30;
/** Below this much remaining work, starting threads costs more than it saves. */
const WORTH_THREADS_MS = 250;
/** Below this much work a replica, sending it to a thread costs more than it saves. */
const WORTH_SENDING_MS = 1;
/** Below this much work a step, meeting at a barrier costs more than it saves. */
const WORTH_SHARDING_MS = 0.02;

/**
 * @throws BadInput when all replicas together need more memory than the machine has, or the driver cannot run the model
 * @throws RunFailure naming particle, step and replica when a position becomes non-finite
 * @throws Interrupted when `signal` aborts
 */
export async function simulate(problem: Problem, options: SimulateOptions = {}): Promise<Simulation> {
  const { plan } = problem;
  const { dim, fieldDim } = modelOf(problem);
  const threads = options.pool?.threads ?? options.threads ?? defaultThreads();
  checkMemory(plan, dim, fieldDim, threads);
  const firstReplica = options.firstReplica ?? 0;
  const started = performance.now();
  const size = plan.particles * dim;
  const path = (plan.steps + 1) * fieldDim;
  if (options.driver === 'sharded' && plan.model.name === 'pairwise')
    throw new BadInput(
      'driver is "sharded"; particles of a pairwise model read each other, so it must be "serial" or "replicas".',
    );
  const site = siteOf(problem, memoryNeeded(plan, dim, fieldDim, threads), options);
  const positions = site.floats(plan.replicas * size);
  const fields = new Float64Array(new SharedArrayBuffer(8 * plan.replicas * path));
  const fieldsOf = (r: number) => fields.subarray(r * path, (r + 1) * path);
  const total = plan.replicas * plan.steps;
  const slots = createSlots(problem, site, fieldDim, threads, options);
  const systemOf = (r: number, { stored }: Slot): System => {
    return { x: positions.subarray(r * size, (r + 1) * size), particles: plan.particles, stored };
  };
  const start = (r: number, slot: Slot): SerialRun =>
    startSerial(problem, firstReplica + r, site.arithmetic, systemOf(r, slot), slot.sums[0], fieldsOf(r));

  const slot = slots.take();
  const first = start(0, slot);
  const driver = options.driver ?? measureDriver(first, plan, threads);

  if (driver === 'serial') {
    for (let r = 0; r < plan.replicas; r++) {
      const run = r === 0 ? first : start(r, slot);
      await finishSerial(run, plan, options, (taken) => options.onProgress?.(r * plan.steps + taken, total));
    }
  } else {
    slots.give(slot);
    const pool = options.pool ?? createPool(threads);
    try {
      const shards = driver === 'sharded' ? threads : 1;
      const taskOf = (r: number, slot: Slot): Omit<ShardTask, 'shard' | 'place'> => {
        if (r > 0) start(r, slot);
        return {
          problem,
          replica: firstReplica + r,
          system: systemOf(r, slot),
          fields: fieldsOf(r),
          sums: slot.sums,
          control: createControl(),
          fromStep: r === 0 ? first.taken : 0,
          shards,
          spins: shards > defaultThreads() ? 50 : 20_000,
        };
      };
      await runSharded(pool, plan, taskOf, slots, shards, driver === 'sharded' ? 1 : threads, options);
    } finally {
      if (options.pool === undefined) await pool.close();
    }
  }
  options.onProgress?.(total, total);
  const elapsedSeconds = (performance.now() - started) / 1000;
  return {
    plan,
    dim,
    fieldDim,
    positions: slots.keep ? detached(positions) : positions,
    fields,
    driver,
    threads: driver === 'serial' ? 1 : threads,
    elapsedSeconds,
  };
}

function siteOf(problem: Problem, bytes: number, { kernel }: SimulateOptions): Site {
  return kernel === 'reference' ? createReferenceSite(problem) : createSite(problem, bytes);
}

/** A copy that does not hold on to the memory of the run, activations and all. */
function detached(positions: Float64Array): Float64Array {
  const own = new Float64Array(new SharedArrayBuffer(positions.byteLength));
  own.set(positions);
  return own;
}

/** What one replica needs while it runs, besides its positions; used again by the next one. */
interface Slot {
  /** Two buffers of span sums, spans × fieldDim each. */
  readonly sums: readonly [Float64Array, Float64Array];
  readonly stored: Float64Array | undefined;
  /** One for each shard. */
  readonly places: Place[];
}

interface Slots {
  /** Whether activations are kept between gather and drift. */
  readonly keep: boolean;
  take(): Slot;
  give(slot: Slot): void;
  /** The place of shard number `shard` of the slot's replica. */
  placeOf(slot: Slot, shard: number): Place;
}

/** Slots are made when they are asked for: one for each replica that runs at the same time. */
function createSlots(
  { plan }: Problem,
  site: Site,
  fieldDim: number,
  threads: number,
  { activations }: SimulateOptions,
): Slots {
  const free: Slot[] = [];
  const sums = () => site.floats(spanCount(plan.particles) * fieldDim);
  const length = site.arithmetic.storedLength(plan.particles);
  const most = Math.min(threads, plan.replicas);
  const bytes = 8 * length * most;
  const inAll = bytes + memoryNeeded(plan, site.arithmetic.model.dim, fieldDim, threads);
  const keeps = activations !== 'recompute' && length > 0 && bytes <= site.left / 2 && fitsMemory(inAll);
  return {
    keep: keeps,
    take() {
      const slot = free.pop();
      if (slot !== undefined) return slot;
      return { sums: [sums(), sums()], stored: keeps ? site.floats(length) : undefined, places: [] };
    },
    give(slot) {
      free.push(slot);
    },
    placeOf({ places }, shard) {
      places[shard] ??= site.place();
      return places[shard];
    },
  };
}

/** Takes some steps serially and chooses by their cost; the first, which makes tables, is not counted. */
function measureDriver(run: SerialRun, plan: Plan, threads: number): Driver {
  run.advance(1);
  const started = performance.now();
  run.advance(plan.steps, started + SLICE_MS);
  const measured = run.taken - 1;
  const left = plan.steps * plan.replicas - run.taken;
  if (threads === 1 || left === 0 || measured === 0) return 'serial';
  const perStep = (performance.now() - started) / measured;
  if (perStep * left < WORTH_THREADS_MS) return 'serial';
  if (plan.replicas >= threads) return perStep * plan.steps > WORTH_SENDING_MS ? 'replicas' : 'serial';
  if (plan.model.name === 'pairwise') return plan.replicas > 1 ? 'replicas' : 'serial';
  return perStep > WORTH_SHARDING_MS && spanCount(plan.particles) > 1 ? 'sharded' : 'serial';
}

async function finishSerial(
  run: SerialRun,
  plan: Plan,
  options: SimulateOptions,
  progress: (taken: number) => void,
): Promise<void> {
  while (run.taken < plan.steps) {
    run.advance(plan.steps, performance.now() + SLICE_MS);
    progress(run.taken);
    await setImmediate();
    if (options.signal?.aborted) throw new Interrupted(`Stopped after ${run.taken} of ${plan.steps} steps.`);
  }
  run.finish();
}

/** Runs replicas `width` at a time, each over `shards` workers. */
async function runSharded(
  pool: Pool,
  plan: Plan,
  taskOf: (replica: number, slot: Slot) => Omit<ShardTask, 'shard' | 'place'>,
  slots: Slots,
  shards: number,
  width: number,
  options: SimulateOptions,
): Promise<void> {
  const running = new Map<number, Int32Array>();
  let finished = 0;
  const stop = () => {
    for (const control of running.values()) stopAll(control, STOP.interrupted);
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  const timer = setInterval(() => {
    let taken = finished * plan.steps;
    for (const control of running.values()) taken += Atomics.load(control, CONTROL.progress);
    options.onProgress?.(taken, plan.replicas * plan.steps);
  }, 100);
  const runReplica = async (replica: number) => {
    const slot = slots.take();
    const task = taskOf(replica, slot);
    running.set(replica, task.control);
    const workers = Array.from({ length: shards }, (_, shard) => {
      const place = slots.placeOf(slot, shard);
      return pool.exec<number>('shard', { ...task, shard, place }).catch((error: unknown) => {
        stopAll(task.control, STOP.failed);
        throw error;
      });
    });
    const ended = await Promise.allSettled(workers);
    const failed = ended.find((e) => e.status === 'rejected');
    running.delete(replica);
    if (failed) {
      for (const [later, control] of running) if (later > replica) stopAll(control, STOP.failed);
      throw failed.reason;
    }
    slots.give(slot);
    finished++;
  };
  try {
    const replicas = Array.from({ length: plan.replicas }, (_, r) => r);
    await runJobs(replicas, runReplica, width, () => {}, options.signal);
  } finally {
    clearInterval(timer);
    options.signal?.removeEventListener('abort', stop);
    for (const control of running.values()) stopAll(control, STOP.failed);
  }
}
