/**
 * What a training keeps: one row per run while it goes on, so that a stopped one resumes; and in the end the history as a
 * tidy table, one row per run and evaluation. What pruning gives is kept likewise (pruningTable.ts).
 */
import type { Cell } from '../results/csv.ts';
import { orNull, pruningColumns, pruningJson, pruningOf, pruningValues } from './pruningTable.ts';
import type { HistoryRow, TrainedRun, Training } from './training.ts';

const SCORES = ['trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy'] as const;

export type FinishedRun = Omit<TrainedRun, 'weights'>;

/** Names of the numbers of one run: four per evaluation, then those of pruning. */
export function runColumns({ evaluations, spec }: Training): string[] {
  return [
    ...evaluations.flatMap((step) => SCORES.map((score) => `${score}_step${step}`)),
    ...pruningColumns(spec.pruning),
  ];
}

export function runValues({ history, pruning }: Pick<TrainedRun, 'history' | 'pruning'>): Float64Array {
  return Float64Array.from([
    ...history.flatMap((row) => SCORES.map((score) => row[score])),
    ...pruning.flatMap(pruningValues),
  ]);
}

/** The run with this place in `Training.runs` from its row. */
export function finishedRun(
  { evaluations, spec, runs }: Training,
  index: number,
  values: Float64Array,
): FinishedRun {
  const history = evaluations.map((step, k): HistoryRow => {
    const [trainLoss, trainAccuracy, testLoss, testAccuracy] = values.subarray(4 * k, 4 * k + 4);
    return { step, trainLoss, trainAccuracy, testLoss, testAccuracy };
  });
  const pruning = pruningOf(spec.pruning, values.subarray(4 * evaluations.length));
  return { ...runs[index], steps: spec.steps, history, pruning };
}

export const HISTORY_COLUMNS = ['run', 'type', 'alpha', 'scale', 'convention', 'seed', 'step', ...SCORES];

/** The rows of the tidy table; NaN where there is no test data, or no classes. */
export function historyCells(runs: readonly FinishedRun[]): Cell[][] {
  return runs.flatMap(({ noise, seed, history }, run) =>
    history.map((row) => [
      run,
      noise.type,
      noise.alpha,
      noise.scale,
      noise.convention,
      seed,
      row.step,
      ...SCORES.map((score) => row[score]),
    ]),
  );
}

/** A run as the command line's JSON has it: null where there is no test data, or no classes. */
export function runJson({ seed, noise, steps, history, pruning }: FinishedRun): object {
  return {
    seed,
    noise,
    steps,
    history: history.map(({ step, ...scores }) => ({
      step,
      ...Object.fromEntries(SCORES.map((score) => [score, orNull(scores[score])])),
    })),
    pruning: pruning.length === 1 ? pruningJson(pruning[0]) : pruning.map(pruningJson),
  };
}
