/**
 * A long test of the compiled sampler's tails, run once: 10^10 samples of each noise type at α = 1.1, 1.5, 1.9, each
 * a number of its own (one dimension, one cell of length 1: `tailCount.ts`). Counts numbers that are not finite, and
 * |X| beyond the exact quantiles of probability 1 − 10^−3 … 1 − 10^−9, with z = (count − np)/√(np(1 − p)).
 *
 *   npm run tails:long -- [--samples 1e10] [--state tails.json]
 *
 * With --state the counts are kept after every few seconds, and the same command goes on from there.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createSymmetricStable } from '../src/noise/symmetricStable.ts';
import { BATCH, createTailCounter, emptyCount, type TailCount } from './tailCount.ts';

const PROBABILITIES = [1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9];
const SERIES = [1.1, 1.5, 1.9].flatMap((alpha, a) =>
  (['I', 'II', 'III'] as const).map((type, t) => ({ type, alpha, seed: 1 + 3 * a + t })),
);
/** Cells between two writings of the state: some seconds. */
const SLICE = 512;

const { values } = parseArgs({ options: { samples: { type: 'string' }, state: { type: 'string' } } });
const samples = Number(values.samples ?? '1e10');
if (!(samples >= 1 && samples <= 1e12)) {
  process.stderr.write(`--samples is ${values.samples}; it must be a number from 1 to 1e12.\n`);
  process.exit(2);
}
const cells = Math.ceil(samples / BATCH);

interface State {
  seconds: number;
  readonly counts: (TailCount | null)[];
}

function read(): State {
  if (values.state !== undefined && existsSync(values.state))
    return JSON.parse(readFileSync(values.state, 'utf8'));
  return { seconds: 0, counts: SERIES.map(() => null) };
}

function save(state: State): void {
  if (values.state === undefined) return;
  writeFileSync(`${values.state}.new`, JSON.stringify(state));
  renameSync(`${values.state}.new`, values.state);
}

const state = read();
const header = [
  'α',
  'type',
  'samples',
  'not finite',
  'largest |X|',
  ...PROBABILITIES.map((p) => `z at 1 − ${p}`),
];
console.log(`Node ${process.versions.node}; ${cells * BATCH} samples of each series`);
console.log(`| ${header.join(' | ')} |\n|${header.map(() => '---').join('|')}|`);
for (const [s, series] of SERIES.entries()) {
  const law = createSymmetricStable(series.alpha);
  const levels = PROBABILITIES.map((p) => law.tailQuantile(p));
  state.counts[s] ??= emptyCount(levels);
  const count = state.counts[s];
  const draw = createTailCounter(series, levels);
  while (count.cells < cells) {
    const started = performance.now();
    draw(count, Math.min(cells, count.cells + SLICE));
    state.seconds += (performance.now() - started) / 1000;
    save(state);
  }
  const drawn = count.cells * BATCH;
  const scores = PROBABILITIES.map((p, j) => {
    const z = (count.above[j] - drawn * p) / Math.sqrt(drawn * p * (1 - p));
    return `${z.toFixed(2)} (${count.above[j]})`;
  });
  const row = [series.alpha, series.type, drawn, count.nonFinite, count.largest.toExponential(3), ...scores];
  console.log(`| ${row.join(' | ')} |`);
}
const total = state.counts.reduce((sum, count) => sum + (count?.cells ?? 0) * BATCH, 0);
const wrong = state.counts.reduce((sum, count) => sum + (count?.nonFinite ?? 0), 0);
console.log(
  `${total} samples in ${state.seconds.toFixed(0)} s, ${((1e9 * state.seconds) / total).toFixed(2)} ns each.`,
);
console.log(wrong === 0 ? 'All are finite.' : `${wrong} are not finite.`);
process.exitCode = wrong === 0 ? 0 : 1;
