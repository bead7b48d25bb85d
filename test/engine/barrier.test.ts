/**
 * The barrier between threads, in two ways: in real threads, many times; and in this thread, where the other
 * party acts between any two instructions of a crossing, so that a race that threads lose once in a million
 * crossings is lost every time.
 * Watched failing: a barrier that opens one party early (in threads); the generation read after the arrival,
 * the count of arrivals cleared after the generation changes (instruction by instruction; threads notice these
 * in some runs only); the stop not looked at after a sleep; a crossing that everybody had reached given up because
 * of a stop that came later, at its end or between its two looks.
 */
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CONTROL, createControl, cross, STOP, stopAll } from '../../src/engine/barrier.ts';

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
    const waiting = [0, 1].map((party) => start(control, counts, party, 3, 10, 0));
    while (Atomics.load(control, CONTROL.arrived) < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 50));
    stopAll(control, STOP.failed);
    expect(await Promise.all(waiting)).toEqual([
      { early: 0, rounds: 0 },
      { early: 0, rounds: 0 },
    ]);
  });
});

describe('one crossing, instruction by instruction', () => {
  const real = Atomics;
  afterEach(() => void vi.unstubAllGlobals());

  /** Calls `between` after every atomic instruction of this thread, and when it goes to sleep. */
  function interrupted(between: (instruction: number) => void): void {
    let instructions = 0;
    const traced = new Proxy(real, {
      get(target, name) {
        const instruction = target[name as 'load'] as (...args: unknown[]) => unknown;
        return (...args: unknown[]) => {
          const asleep = name === 'wait' && target.load(args[0] as Int32Array, args[1] as number) === args[2];
          const result = asleep ? 'ok' : instruction(...args);
          between(asleep ? Infinity : ++instructions);
          return result;
        };
      },
    });
    vi.stubGlobal('Atomics', traced);
  }

  it.each([0, 2, 10])('the first to arrive leaves, whenever the last one comes (%i spins)', (spins) => {
    for (let when = 1; when <= 12; when++) {
      const control = createControl();
      let came = false;
      interrupted((instruction) => {
        if (instruction < when || real.load(control, CONTROL.arrived) !== 1) return;
        came = true;
        vi.stubGlobal('Atomics', real);
        expect(cross(control, 2, 0)).toBe(true);
        interrupted((next) => {
          if (next === Infinity) throw new Error('sleeps though everybody has arrived');
        });
      });
      expect(cross(control, 2, spins)).toBe(true);
      expect(came).toBe(true);
      expect(control[CONTROL.arrived]).toBe(0);
      expect(control[CONTROL.generation]).toBe(1);
    }
  });

  it.each([0, 2, 10])(
    'a crossing that all have reached is crossed, though a stop follows (%i spins)',
    (spins) => {
      for (let when = 1; when <= 12; when++) {
        const control = createControl();
        interrupted((instruction) => {
          if (instruction < when || real.load(control, CONTROL.arrived) !== 1) return;
          vi.stubGlobal('Atomics', real);
          stopAll(control, STOP.failed);
          expect(cross(control, 2, 0)).toBe(true);
          interrupted(() => {});
        });
        expect(cross(control, 2, spins), `instruction ${when}`).toBe(true);
        expect(control[CONTROL.stop]).toBe(STOP.failed);
      }
    },
  );

  it('the last to arrive does not lose one that is already back at the next crossing', () => {
    const control = createControl();
    // The other party waits; it is back as soon as it sees the generation change.
    real.store(control, CONTROL.arrived, 1);
    let back = false;
    interrupted(() => {
      if (back || real.load(control, CONTROL.generation) === 0) return;
      back = true;
      expect(real.add(control, CONTROL.arrived, 1)).toBe(0);
    });
    expect(cross(control, 2, 0)).toBe(true);
    expect(back).toBe(true);
    expect(control[CONTROL.arrived]).toBe(1);
  });
});
