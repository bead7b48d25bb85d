/**
 * Ours without rivals, run by the driver once per Node and mode: `node bench/alone.ts MODE ROOT full|quick`
 * prints one JSON document. Times of steps only: a run's start is in neither figure, because each is a
 * difference of a long and a short run, or a serial run already under way.
 */
import { createPool } from '../src/engine/pool.ts';
import { type SimulateOptions, simulate } from '../src/engine/simulate.ts';
import { stepCase, writeStart } from './cases.ts';
import { median } from './median.ts';
import { asKernels, createProblem, type Kernels, simulateOptions, startRun } from './problem.ts';
import type { StepCase } from './protocol.ts';

export interface Cost {
  readonly dim: number;
  readonly particles: number;
  /** Whether activations are kept between gather and drift. */
  readonly kept: boolean;
  readonly ns: number;
}

export interface Alone {
  /** Tanh network, ns per particle-step by number of particles. */
  readonly cost: readonly Cost[];
  /** Microseconds of one whole step. */
  readonly step: readonly { readonly model: string; readonly particles: number; readonly us: number }[];
  /** Time of one thread over twice the time of two. */
  readonly efficiency: readonly { readonly particles: number; readonly value: number }[];
}

/** A step that would take longer than this is not measured. */
const PATIENCE_SECONDS = 30;

/** Nanoseconds per particle-step, warm, the median of `rounds`. */
function costOfStep(c: StepCase, mode: Kernels, seconds: number, rounds: number, keeps = true): number {
  const steps = c.particles > 20_000 ? 100 : 200_000;
  let { run } = startRun(c, mode, steps, keeps);
  const times: number[] = [];
  for (let round = -1; round < rounds; round++) {
    if (run.taken > steps / 2) ({ run } = startRun(c, mode, steps, keeps));
    const from = run.taken;
    const start = performance.now();
    run.advance(from + steps / 2, start + 1000 * seconds);
    const each = (performance.now() - start) / (run.taken - from);
    if (round >= 0) times.push(each);
  }
  return (1e6 * median(times)) / c.particles;
}

/** Seconds per step of `simulate`, from runs of different lengths. */
async function secondsPerStep(c: StepCase, mode: Kernels, steps: number, given: SimulateOptions) {
  const options = { ...simulateOptions(mode), ...given };
  const short = Math.ceil(steps / 8);
  const brief = await simulate(createProblem(c, mode, short), options);
  const long = await simulate(createProblem(c, mode, short + steps), options);
  return (long.elapsedSeconds - brief.elapsedSeconds) / steps;
}

async function efficiency(c: StepCase, mode: Kernels, seconds: number, rounds: number): Promise<number> {
  const steps = Math.max(2, Math.ceil(seconds / (1e-9 * c.particles * costOfStep(c, mode, 0.1, 1))));
  const pool = createPool(2);
  const each: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const serial = await secondsPerStep(c, mode, steps, { driver: 'serial' });
    const sharded = await secondsPerStep(c, mode, steps, { driver: 'sharded', pool });
    if (round >= 0) each.push(serial / (2 * sharded));
  }
  await pool.close();
  return median(each);
}

const [kernels, root, effort] = process.argv.slice(2);
const mode = asKernels(kernels);
const quick = effort === 'quick';
const [seconds, rounds] = quick ? [0.1, 3] : [0.4, 5];

const cost: Cost[] = [];
for (const dim of [2, 10]) {
  for (const kept of [true, false]) {
    const most = kept ? 1e6 : 1e7;
    for (const particles of [1e4, 1e5, 1e6, 1e7].filter((n) => n <= (quick ? 1e5 : most))) {
      const last = cost.at(-1)?.ns ?? 0;
      if (1e-9 * last * particles > PATIENCE_SECONDS) continue;
      const c = stepCase(root, 'tanh', dim, 'float64', particles, `${root}/alone${dim}`);
      if (particles === 1e4) writeStart(c);
      cost.push({
        dim,
        particles,
        kept,
        ns: costOfStep(c, mode, seconds, particles < 1e7 ? rounds : 3, kept),
      });
      const how = kept ? 'kept' : 'recomputed';
      process.stderr.write(
        `  ${mode}: tanh d=${dim}, N = ${particles}, ${how}: ${cost.at(-1)!.ns.toFixed(0)} ns\n`,
      );
    }
  }
}
const step = (['tanh', 'cosine'] as const).flatMap((model) =>
  [64, 1024].map((particles) => {
    const c = stepCase(root, model, 2, 'float64', particles, `${root}/alone2`);
    return { model, particles, us: (costOfStep(c, mode, seconds, rounds) * particles) / 1000 };
  }),
);
const threaded: Alone['efficiency'][number][] = [];
for (const particles of [100_000, 1024]) {
  const c = stepCase(root, 'tanh', 10, 'float64', particles, `${root}/alone10`);
  threaded.push({ particles, value: await efficiency(c, mode, 2 * seconds, rounds) });
}
console.log(JSON.stringify({ cost, step, efficiency: threaded } satisfies Alone));
