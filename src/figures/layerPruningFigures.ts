/** The figures of one pruned layer: the cut among the norms of its neurons, and errors of all methods beside theory. */
import type { Layer } from '../pruning/layer.ts';
import { entryTheory } from '../studies/entryTheory.ts';
import { KEPT_FRACTIONS, type MethodPruning } from '../studies/weightPruning.ts';
import type { Figure } from './figure.ts';
import { layerFigure } from './layerFigure.ts';

/** @param index the layer's place, from 0 */
export function layerPruningFigures(
  layer: Layer,
  index: number,
  results: readonly MethodPruning[],
): Figure[] {
  const { name, weights } = layer;
  const figures: Figure[] = [];
  const measured = results.flatMap(({ pruned, curves }) => {
    const curve = curves.find((own) => own.name === name);
    return curve === undefined ? [] : [{ pruned, curve }];
  });
  for (const { pruned, curve } of measured) {
    const own = pruned.layers.find((one) => one.name === name);
    if (curve.norms === undefined || own === undefined) continue;
    const input = {
      name,
      norms: curve.norms,
      kept: own.kept,
      relativeError: own.relativeError,
      squared: pruned.squared,
    };
    figures.push(layerFigure(index, name, 'norms', 'norm-cut', input));
  }
  const { power } = results[0].pruned;
  const input = {
    name: `${name} (${weights.shape.join(' × ')})`,
    measured: measured.map(({ pruned, curve }) => ({
      label: pruned.method,
      keptFraction: KEPT_FRACTIONS,
      relativeError: curve.relativeError,
    })),
    theory: entryTheory(weights.data, power),
    power,
  };
  figures.push(layerFigure(index, name, 'errors', 'error-curve', input));
  return figures;
}
