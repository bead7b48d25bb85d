/** One party of the barrier test: counts its rounds, and how often somebody was behind after a crossing. */
import { parentPort, workerData } from 'node:worker_threads';
import { cross } from '../../src/engine/barrier.ts';

const { control, counts, party, parties, rounds, spins } = workerData as {
  control: Int32Array;
  counts: Int32Array;
  party: number;
  parties: number;
  rounds: number;
  spins: number;
};
let early = 0;
let done = 0;
for (; done < rounds; done++) {
  Atomics.store(counts, party * 16, done + 1);
  if (!cross(control, parties, spins)) break;
  for (let other = 0; other < parties; other++) if (Atomics.load(counts, other * 16) < done + 1) early++;
}
parentPort?.postMessage({ early, rounds: done });
