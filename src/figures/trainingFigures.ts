/** The figures of a training: its history, and accuracy under pruning, one for each pruning of the file. */
import type { FinishedRun } from '../studies/trainingTable.ts';
import { createFigure, type Figure } from './figure.ts';

export function trainingFigures(runs: readonly FinishedRun[]): Figure[] {
  const prunings = runs[0].pruning.map((_, k) =>
    runs.map(({ noise, seed, history, pruning }) => ({
      noise,
      seed,
      before: history[history.length - 1],
      ...pruning[k],
    })),
  );
  return [
    createFigure('history', 'training', runs),
    ...prunings.map((input, k) =>
      createFigure(prunings.length === 1 ? 'pruning' : `pruning${k + 1}`, 'accuracy-pruning', input),
    ),
  ];
}
