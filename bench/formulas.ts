/**
 * Formula models beside the built-in models that they write out: `npm run bench:formulas`. Whole runs in this thread, strict,
 * medians of rounds in turn; the final positions are compared before anything is timed. Prints speed, built-in time over
 * formula time, and ends with exit code 1 where positions differ by more than 1e−12.
 */
import { readPlan } from '../src/engine/plan.ts';
import { simulate } from '../src/engine/simulate.ts';
import { cos, sin } from '../src/math/elementary.ts';
import { median } from './median.ts';

const [amplitude, phase] = [1.6, 0.7];
const FORMULAS = {
  'mean-field OU': [
    { name: 'mean-field-ou', a: 0.5, k: 1 },
    { name: 'formula', parameters: { a: 0.5, k: 1 }, field: ['x'], drift: ['-a*x + k*(m - x)'] },
  ],
  'cosine network': [
    { name: 'cosine-network', amplitude, phase },
    {
      name: 'formula',
      parameters: { c1: amplitude * cos(phase), c2: amplitude * sin(phase) },
      field: ['cos(x)', 'sin(x)'],
      drift: ['0.5*((c2 - m2)*cos(x) - (c1 - m1)*sin(x))'],
    },
  ],
  Kuramoto: [
    { name: 'kuramoto', coupling: 1.3 },
    {
      name: 'formula',
      parameters: { K: 1.3 },
      field: ['cos(x)', 'sin(x)'],
      drift: ['K*(m2*cos(x) - m1*sin(x))'],
    },
  ],
};

const ROUNDS = 21;

for (const [system, models] of Object.entries(FORMULAS)) {
  const problems = models.map((model) =>
    readPlan({
      model: 'field' in model ? { dim: 1, ...model } : model,
      noise: { type: 'II', alpha: 1.5, scale: 0.5 },
      initial: { law: 'normal', mean: -0.5, variance: 0.25 },
      horizon: 1,
      steps: 64,
      particles: 32_768,
      seed: 7,
    }),
  );
  const run = (k: number) => simulate(problems[k], { driver: 'serial' });
  const [builtIn, formula] = [await run(0), await run(1)];
  const off = builtIn.positions.reduce((most, v, j) => Math.max(most, Math.abs(v - formula.positions[j])), 0);
  const times: number[][] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    for (const k of [0, 1]) times[k].push((await run(k)).elapsedSeconds);
  }
  const speed = median(times[0]) / median(times[1]);
  const bits = off === 0 ? 'same bits' : `largest difference ${off.toExponential(1)}`;
  console.log(`${system}: a formula runs at ${speed.toFixed(2)}× the speed of the built-in model (${bits})`);
  if (off > 1e-12) process.exitCode = 1;
}
