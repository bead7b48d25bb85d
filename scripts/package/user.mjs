// What a JavaScript user writes: threads, a formula (mathjs, only now), and the hash of the final positions.
import { createHash } from 'node:crypto';
import { readPlan, simulate } from 'mckean';

const problem = readPlan({
  model: { name: 'formula', dim: 1, field: ['tanh(x1)'], drift: ['-x1 + m1'] },
  noise: { type: 'II', alpha: 1.5, scale: 0.7 },
  initial: { law: 'normal', mean: 0, variance: 1 },
  horizon: 1,
  steps: 32,
  particles: 5000,
  replicas: 2,
  seed: 3,
});
const run = await simulate(problem, { threads: 2, driver: 'sharded' });
const positions = run.positions.data ?? run.positions;
const bytes = new Uint8Array(positions.buffer, positions.byteOffset, positions.byteLength).slice();
console.log(createHash('sha256').update(bytes).digest('hex'));
