/**
 * What a training keeps: one row per run while it goes on, so that a stopped one resumes; and in the end the history as a
 * tidy table, one row per run and evaluation.
 */
import type { Cell } from '../results/csv.ts';
import type { HistoryRow, TrainedRun, Training } from './training.ts';

const SCORES = ['trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy'] as const;

/** Names of the numbers of one run: four per evaluation. */
export function runColumns({ evaluations }: Training): string[] {
  return evaluations.flatMap((step) => SCORES.map((score) => `${score}_step${step}`));
}

export function runValues({ history }: Pick<TrainedRun, 'history'>): Float64Array {
  return Float64Array.from(history.flatMap((row) => SCORES.map((score) => row[score])));
}

export function historyOf({ evaluations }: Training, values: Float64Array): HistoryRow[] {
  return evaluations.map((step, k) => {
    const [trainLoss, trainAccuracy, testLoss, testAccuracy] = values.subarray(4 * k, 4 * k + 4);
    return { step, trainLoss, trainAccuracy, testLoss, testAccuracy };
  });
}

export const HISTORY_COLUMNS = ['run', 'type', 'alpha', 'scale', 'convention', 'seed', 'step', ...SCORES];

/** The rows of the tidy table; NaN where there is no test data, or no classes. */
export function historyCells(runs: readonly Omit<TrainedRun, 'weights'>[]): Cell[][] {
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
export function runJson({ seed, noise, steps, history }: Omit<TrainedRun, 'weights'>): object {
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  return {
    seed,
    noise,
    steps,
    history: history.map(({ step, ...scores }) => ({
      step,
      ...Object.fromEntries(SCORES.map((score) => [score, orNull(scores[score])])),
    })),
  };
}
