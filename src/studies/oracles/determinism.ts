/** The same bits whatever the threads, the number of particles, and the step. */
import { readPlan } from '../../engine/plan.ts';
import { type Driver, simulate } from '../../engine/simulate.ts';
import { createNoise } from '../../noise/createNoise.ts';
import { type Oracle, oracle } from './oracle.ts';

/** How many float64 differ in any bit. */
function differing(a: Float64Array, b: Float64Array): number {
  let count = 0;
  for (let j = 0; j < a.length; j++) if (!Object.is(a[j], b[j])) count++;
  return count;
}

/** Final positions of one plan: serial, and sharded over 2 and 3 threads. */
export async function threadIndependence(seed: number): Promise<Oracle[]> {
  const problem = readPlan({
    model: { name: 'cosine-network', amplitude: [1.6, 1.1], phase: [0.7, -0.3] },
    noise: { type: 'III', alpha: 1.5, scale: 0.5 },
    initial: { law: 'normal', mean: [-0.5, 0.4], variance: 0.25 },
    horizon: 1,
    steps: 16,
    particles: 1001,
    seed,
  });
  const run = (driver: Driver, threads: number) => simulate(problem, { driver, threads });
  const serial = await run('serial', 1);
  const oracles: Oracle[] = [];
  for (const threads of [2, 3]) {
    const sharded = await run('sharded', threads);
    oracles.push(
      oracle(
        `same-bits/threads=${threads}`,
        `numbers that differ between a serial run and one sharded over ${threads} threads`,
        0,
        differing(serial.positions, sharded.positions) + differing(serial.fields, sharded.fields),
        0,
      ),
    );
  }
  return oracles;
}

/** N particles have the first N rows of 2N particles' noise; a coarse increment is the sum of its cells. */
export function noiseAddresses(seed: number): Oracle[] {
  const [particles, dim, cells] = [101, 3, 8];
  const noise = createNoise({ type: 'III', alpha: 1.5, scale: 0.7, convention: 'standard' }, dim, 1 / cells);
  const path = { seed, replica: 0 };
  const draw = (count: number, from: number, to: number) => {
    const out = new Float64Array(count * dim);
    noise.addIncrement(path, 0, count, from, to, out);
    return out;
  };
  const coarse = draw(particles, 0, cells);
  const summed = new Float64Array(particles * dim);
  for (let c = 0; c < cells; c++) {
    const fine = draw(particles, c, c + 1);
    for (let j = 0; j < summed.length; j++) summed[j] += fine[j];
  }
  const twice = draw(2 * particles, 0, cells).subarray(0, particles * dim);
  return [
    oracle(
      'noise/nested',
      'numbers that differ between the noise of N particles and the first N of 2N',
      0,
      differing(coarse, twice),
      0,
    ),
    oracle(
      'noise/sums',
      'numbers that differ between coarse increments and the sums of their fine ones',
      0,
      differing(coarse, summed),
      0,
    ),
  ];
}
