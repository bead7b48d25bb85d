/** The figures of a study of tail estimators: coverage against α, one figure per sample size. */
import type { TailsOutcome } from '../studies/tailsOutcomes.ts';
import type { TailsStudy } from '../studies/tailsStudy.ts';
import { createFigure, type Figure } from './figure.ts';

export function tailsFigures(
  { counts, confidence }: Pick<TailsStudy, 'counts' | 'confidence'>,
  outcomes: readonly TailsOutcome[],
): Figure[] {
  return counts.map((count) =>
    createFigure(`coverage-n${count}`, 'coverage', {
      count,
      confidence,
      cells: outcomes.filter((outcome) => outcome.count === count),
    }),
  );
}
