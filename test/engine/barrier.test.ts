/**
 * The barrier between threads. Watched failing: with the generation read after the arrival, parties passed
 * early and the counts below differed.
 */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createControl, STOP, stopAll } from '../../src/engine/barrier.ts';

const WORKER = fileURLToPath(new URL('barrierWorker.ts', import.meta.url));

function start(
  control: Int32Array,
  counts: Int32Array,
  party: number,
  parties: number,
  rounds: number,
  spins: number,
) {
  const worker = new Worker(WORKER, { workerData: { control, counts, party, parties, rounds, spins } });
  return new Promise<{ early: number; rounds: number }>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

describe('barrier', () => {
  it.each([
    [2, 20_000],
    [3, 50],
    [7, 0],
  ])('%i parties that spin %i times never pass each other', async (parties, spins) => {
    const rounds = 2000;
    const counts = new Int32Array(new SharedArrayBuffer(4 * parties * 16));
    const control = createControl();
    const ended = await Promise.all(
      Array.from({ length: parties }, (_, party) => start(control, counts, party, parties, rounds, spins)),
    );
    expect(ended).toEqual(Array.from({ length: parties }, () => ({ early: 0, rounds })));
  });

  it('lets everybody leave when the run is stopped, though one party never comes', async () => {
    const counts = new Int32Array(new SharedArrayBuffer(4 * 3 * 16));
    const control = createControl();
    const waiting = [0, 1].map((party) => start(control, counts, party, 3, 10, 10));
    await new Promise((resolve) => setTimeout(resolve, 200));
    stopAll(control, STOP.failed);
    expect(await Promise.all(waiting)).toEqual([
      { early: 0, rounds: 0 },
      { early: 0, rounds: 0 },
    ]);
  });
});
