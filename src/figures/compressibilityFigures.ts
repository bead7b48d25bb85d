/** The figures of a compressibility study: error over κ, the prunable fraction over n, and the neurons needed per δ. */
import type { CompressibilityOutcomes } from '../studies/compressibilityOutcomes.ts';
import type { CompressibilityStudy } from '../studies/compressibilityStudy.ts';
import type { TheoryCurves } from '../studies/compressibilityTheory.ts';
import { setupOf } from '../studies/labels.ts';
import { compressibilityErrorFigure, compressibilityErrorText } from './compressibilityErrorFigure.ts';
import type { PageFigure } from './html.ts';
import { neededNeuronsFigure, neededNeuronsText } from './neededNeuronsFigure.ts';
import { prunableFigure, prunableText } from './prunableFigure.ts';

export function compressibilityFigures(
  { problem, power, target, deltas, particles }: CompressibilityStudy,
  { levels, needed }: CompressibilityOutcomes,
  theory: TheoryCurves | undefined,
): PageFigure[] {
  const setup = setupOf(problem.plan);
  const errors = { levels, power, theory, setup };
  const prunable = { levels, target, theory, setup };
  return [
    { id: 'compressibility', spec: compressibilityErrorFigure(errors), ...compressibilityErrorText(errors) },
    { id: 'prunable-fraction', spec: prunableFigure(prunable), ...prunableText(prunable) },
    ...deltas.map((delta) => {
      const input = { needed, delta, particles, theory, setup };
      const id = deltas.length === 1 ? 'neurons-needed' : `neurons-needed-${delta}`;
      return { id, spec: neededNeuronsFigure(input), ...neededNeuronsText(input) };
    }),
  ];
}
