/**
 * The numbers of docs/tails-stable.md that are not in the tails study: `node bench/stableTails.ts [power|speed]`.
 * Power: share of samples whose p-value is at most 0.05, for laws that are stable and laws that are not. Speed: milliseconds of
 * the processor (this one thread and its garbage collector) for every estimator and for stableFit, tables made before.
 */
import { noiseVectors } from '../src/engine/noiseVectors.ts';
import { sampleLaw } from '../src/tails/laws.ts';
import { STABLE_ESTIMATORS } from '../src/tails/stableEstimators.ts';
import { stableFit } from '../src/tails/stableFit.ts';
import { createTailSample } from '../src/tails/tailSample.ts';

const SAMPLES = 40;
const COPIES = 39;

/** One value in ten has five times the scale: not stable, light tails. */
function mixture(count: number, replica: number): Float64Array {
  return sampleLaw('gaussian', 2, count, { seed: 1, replica }).map((x, i) => (i % 10 === 0 ? 5 * x : x));
}

function power(): void {
  const laws: [string, (count: number, replica: number) => Float64Array][] = [
    ['stable 1.5', (count, replica) => sampleLaw('stable', 1.5, count, { seed: 1, replica })],
    ['stable 1.9', (count, replica) => sampleLaw('stable', 1.9, count, { seed: 1, replica })],
    ['Student 1.5', (count, replica) => sampleLaw('student', 1.5, count, { seed: 1, replica })],
    ['Student 3', (count, replica) => sampleLaw('student', 3, count, { seed: 1, replica })],
    ['mixture of normals', mixture],
  ];
  for (const [name, draw] of laws)
    for (const count of [500, 5000, 50_000]) {
      const shares = { ks: 0, andersonDarling: 0 };
      let alphas = 0;
      for (let replica = 0; replica < SAMPLES; replica++) {
        const fit = stableFit(createTailSample(draw(count, replica)), { replicas: COPIES, seed: replica });
        if (fit.ks.pValue <= 0.05) shares.ks += 1 / SAMPLES;
        if (fit.andersonDarling.pValue <= 0.05) shares.andersonDarling += 1 / SAMPLES;
        alphas += fit.alpha / SAMPLES;
      }
      const percent = (share: number) => `${Math.round(100 * share)} %`;
      console.log(
        `| ${name} | ${count} | ${alphas.toFixed(2)} | ${percent(shares.ks)} | ${percent(shares.andersonDarling)} |`,
      );
    }
}

function speed(): void {
  stableFit(createTailSample(noiseVectors(NOISE, 1, 500, 1)), { replicas: 19 });
  for (const [rows, columns] of [
    [50_000, 1],
    [5000, 784],
  ]) {
    const sample = createTailSample(noiseVectors(NOISE, columns, rows, 1), columns);
    let total = 0;
    const report = (name: string, run: () => unknown) => {
      const started = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(started);
      total += (user + system) / 1000;
      console.log(`| ${rows} × ${columns} | ${name} | ${Math.round((user + system) / 1000)} |`);
    };
    for (const estimator of STABLE_ESTIMATORS) report(estimator.name, () => estimator.estimate(sample));
    report('stableFit', () => stableFit(sample));
    console.log(`| ${rows} × ${columns} | together | ${Math.round(total)} |`);
  }
}

const NOISE = { type: 'II', alpha: 1.5, scale: 1, convention: 'standard' } as const;

const [what] = process.argv.slice(2);
if (what !== 'speed') power();
if (what !== 'power') speed();
