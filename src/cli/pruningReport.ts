/** The report of `mckean prune --out DIR`: the cut of node pruning, and errors of all methods with theory, layer by layer. */
import { layerPruningFigures } from '../figures/layerPruningFigures.ts';
import { PRUNING_QUESTION, pruningSetUp } from '../figures/report/weightsWords.ts';
import { formatNumber } from '../figures/text.ts';
import type { Run } from '../results/runFolder.ts';
import type { Weights } from '../results/weights.ts';
import type { MethodPruning } from '../studies/weightPruning.ts';
import { MOST_LAYERS, writeWeightsReport } from './reportFrame.ts';

const UNITS = { node: 'neurons', magnitude: 'entries', 'singular-value': 'singular values' } as const;

export function writePruningReport(
  run: Run,
  file: string,
  weights: Weights,
  results: readonly MethodPruning[],
): void {
  const { squared, centred, power, scope, untouched } = results[0].pruned;
  const names = results[0].pruned.layers.map(({ name }) => name);
  const drawn = weights.layers.filter(({ name }) => names.includes(name)).slice(0, MOST_LAYERS);
  const error = squared ? 'squared error' : 'error';
  writeWeightsReport(run, file, weights, {
    title: names.length === 1 ? `Pruning of ${names[0]}` : `Pruning of ${names.length} layers`,
    question: PRUNING_QUESTION,
    setUp: pruningSetUp(power, squared, centred),
    answers: results.map(({ pruned }) => ({
      big: `${formatNumber(100 * pruned.prunedFraction, 4)} % of ${UNITS[pruned.method]}`,
      small: `go at a relative ${error} of ${formatNumber(pruned.relativeError)}`,
      mood: 'good',
    })),
    table: {
      columns: ['layer', 'method', 'units', 'pruned', 'kept', `relative ${error}`],
      rows: [
        ...results.flatMap(({ pruned }) =>
          pruned.layers.map(({ name, units, prunedFraction, keptFraction, relativeError }) => [
            name,
            pruned.method,
            String(units),
            `${formatNumber(100 * prunedFraction, 5)} %`,
            `${formatNumber(100 * keptFraction, 4)} %`,
            formatNumber(relativeError, 4),
          ]),
        ),
      ],
    },
    warnings: [
      ...untouched.map(
        (name) => `${name} is left alone as the output layer, because it is the last of the file.`,
      ),
      ...results.flatMap(({ pruned }) =>
        pruned.layers
          .filter(({ zeroUnits }) => zeroUnits > 0)
          .map(
            ({ name, zeroUnits }) =>
              `${name}: ${zeroUnits} ${UNITS[pruned.method]} are zero; pruning them costs nothing.`,
          ),
      ),
    ],
    figures: drawn.map((layer, index) => ({
      heading: `${layer.name} (${layer.shape.join(' × ')})`,
      figures: layerPruningFigures(layer, index, results),
    })),
    methods: [
      `The smallest units go first: neurons (rows) by their norm, entries by their size, singular values. Error: the ${power === 2 ? 'Frobenius norm' : `ℓ_${power} norm`} of what is removed over that of all${centred ? ', medians taken off before' : ''}. ${scope === 'layer' ? 'Each layer meets the target by itself.' : 'The units of all layers stand in one order.'}`,
      'Singular values: eigenvalues of the Gram matrix of the shorter side, by ml-matrix.',
      'Theory: the mean error of as many independent numbers, under the stable law fitted to the entries (by maximum likelihood, about their median) and under a Gaussian law, for which it is the same at every scale. Entries of trained weights depend on each other, and theory is no claim about them.',
    ],
  });
}
