/** The figures of a compressibility study: error over κ, the prunable fraction over n, and the neurons needed per δ. */
import type { CompressibilityOutcomes } from '../studies/compressibilityOutcomes.ts';
import type { CompressibilityStudy } from '../studies/compressibilityStudy.ts';
import type { TheoryCurves } from '../studies/compressibilityTheory.ts';
import { setupOf } from '../studies/labels.ts';
import { createFigure, type Figure } from './figure.ts';

export function compressibilityFigures(
  { problem, power, target, deltas, particles }: CompressibilityStudy,
  { levels, needed }: CompressibilityOutcomes,
  theory: TheoryCurves | undefined,
): Figure[] {
  const setup = setupOf(problem.plan);
  const errors = { levels, power, theory, setup };
  const prunable = { levels, target, theory, setup };
  return [
    createFigure('compressibility', 'compressibility-error', errors),
    createFigure('prunable-fraction', 'prunable', prunable),
    ...deltas.map((delta) => {
      const input = { needed, delta, particles, theory, setup };
      const id = deltas.length === 1 ? 'neurons-needed' : `neurons-needed-${delta}`;
      return createFigure(id, 'needed-neurons', input);
    }),
  ];
}
