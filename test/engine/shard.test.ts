/**
 * A shard beside a slow one. The test plays shard 1 by hand and reads the block sums of a step only when
 * shard 0 has already gathered the next step, the latest moment that one barrier a step allows.
 * Watched failing, every time: one buffer of block sums instead of two; the shard's last block not gathered;
 * the field read before the barrier; its own blocks' field only.
 */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { CONTROL, createControl, cross, STOP, stopAll } from '../../src/engine/barrier.ts';
import { blockCount, createFieldMean } from '../../src/engine/blocks.ts';
import { createKernel } from '../../src/engine/kernel.ts';
import { readPlan } from '../../src/engine/plan.ts';
import { createReferenceArithmetic } from '../../src/engine/reference.ts';
import { startSerial } from '../../src/engine/serial.ts';
import type { ShardTask } from '../../src/engine/shard.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { cosinePlan } from './plans.ts';

const shared = (length: number) => new Float64Array(new SharedArrayBuffer(8 * length));

/** Until the other shard waits at the barrier. */
async function arrived(control: Int32Array): Promise<void> {
  while (Atomics.load(control, CONTROL.arrived) !== 1) await new Promise((resolve) => setTimeout(resolve, 1));
}

it('leaves the block sums of a step alone until the slowest shard has read them', {
  timeout: 10_000,
}, async () => {
  const problem = readPlan({ ...cosinePlan, particles: 300, steps: 7 });
  const { particles, steps } = problem.plan;
  const whole = await simulate(problem, { driver: 'serial' });
  const { fieldDim } = whole;
  const blocks = blockCount(particles);
  const half = Math.floor(blocks / 2);
  const [x, fields] = [shared(whole.positions.length), shared(whole.fields.length)];
  const system = { x, particles };
  const sums = [shared(blocks * fieldDim), shared(blocks * fieldDim)] as const;
  startSerial(problem, 0, createReferenceArithmetic(problem), system, sums[0], fields);
  const control = createControl();
  const task: ShardTask = {
    problem,
    replica: 0,
    system,
    fields,
    sums,
    control,
    fromStep: 0,
    shard: 0,
    shards: 2,
    spins: 50,
    place: { kind: 'reference' },
  };
  const worker = new Worker(fileURLToPath(new URL('shardWorker.ts', import.meta.url)), { workerData: task });
  const ended = new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  try {
    const kernel = createKernel(problem, 0, createReferenceArithmetic(problem), system);
    const mean = createFieldMean(particles, fieldDim);
    const field = new Float64Array(fieldDim);
    kernel.gather(0, sums[0], half, blocks);
    for (let k = 0; k <= steps; k++) {
      await arrived(control);
      const complete = sums[k & 1].slice();
      expect(cross(control, 2, 0)).toBe(true);
      if (k < steps) await arrived(control);
      else expect(await ended).toBe(steps);
      expect(sums[k & 1]).toEqual(complete);
      mean(sums[k & 1], field);
      expect(field).toEqual(whole.fields.subarray(k * fieldDim, (k + 1) * fieldDim));
      if (k < steps) kernel.step(field, k, sums[(k + 1) & 1], half, blocks);
    }
    expect(x).toEqual(whole.positions);
    expect(fields).toEqual(whole.fields);
  } finally {
    stopAll(control, STOP.failed);
    await worker.terminate();
  }
});
