/** `await prune(weights, { method, target })`: one method of pruning, or all, as tables, with the weights that are left. */
import { asBadInput, BadInput } from '../engine/badInput.ts';
import { layerPruningFigures } from '../figures/layerPruningFigures.ts';
import type { Layer } from '../pruning/layer.ts';
import { PRUNING_METHODS, type PruningMethod, type PruningOptions } from '../pruning/prune.ts';
import type { PrunedLayer } from '../pruning/prunedLayer.ts';
import { checkTarget, type PruningTarget } from '../pruning/pruningTarget.ts';
import type { Cell } from '../results/csv.ts';
import { type Displayed, displayed } from '../results/display.ts';
import { columnsOf, linesHtml, Table } from '../results/table.ts';
import type { WeightLayer, WeightOptions } from '../results/weights.ts';
import { KEPT_FRACTIONS, type MethodPruning, pruneWeights } from '../studies/weightPruning.ts';
import type { Drawable } from './drawable.ts';
import { describedLayers, type WeightsInput, weightsFrom } from './layersOf.ts';

/** Weights pruned by one method or several: what went, and what was lost. */
export interface PrunedWeights extends Displayed, Drawable {
  /** One row per method and layer. */
  readonly table: Table;
  /** The relative error, not squared, over the kept fraction, by method and layer. */
  readonly curves: Table;
  /** Fraction of the units of all pruned layers; by the first method where there are several. */
  readonly prunedFraction: number;
  readonly keptFraction: number;
  /** Of all pruned layers together; squared where the target is. */
  readonly relativeError: number;
  readonly squared: boolean;
  /** The pruned layers, by the first method. */
  readonly layers: readonly PrunedLayer[];
  /** Names of the layers left alone. */
  readonly untouched: readonly string[];
  /** Every method's numbers in full. */
  readonly methods: readonly MethodPruning[];
  /** All layers in their order, the pruned ones in new arrays. @throws BadInput for a method that was not asked for */
  weights(method?: PruningMethod): Layer[];
}

/** Options of `prune`. */
export type PruneCall = Omit<PruningOptions, 'method'> &
  Pick<WeightOptions, 'names' | 'transposed'> & {
    /** `all`: every method, beside each other. */
    readonly method: PruningMethod | 'all';
    /** `{ error: 0.1, squared: true }`, `{ prunedFraction: 0.9 }` or `{ keptFraction: 0.1 }`; a number is an error. */
    readonly target: PruningTarget | number;
  };

/**
 * Prunes weights; the array or file given is not changed.
 * @throws BadInput in one sentence with field, value and range
 */
export async function prune(weights: WeightsInput, options: PruneCall): Promise<PrunedWeights> {
  const { method, target: given, names, transposed, ...own } = options;
  const methods = method === 'all' ? PRUNING_METHODS : [method];
  if (!methods.every((one) => PRUNING_METHODS.includes(one)))
    throw new BadInput(`method is "${method}"; it must be ${PRUNING_METHODS.join(', ')} or all.`);
  const target: PruningTarget = typeof given === 'object' ? given : { error: given };
  if (typeof given !== 'object' && !(given >= 0 && given <= 1))
    throw new BadInput(`target is ${given}; it must be a number from 0 to 1.`);
  asBadInput(() => checkTarget(target));
  const layers = await weightsFrom(weights, { names, transposed });
  const left: Layer[][] = [];
  const results = asBadInput(() => pruneWeights(layers, methods, own, target, (pruned) => left.push(pruned)));
  return shown(layers, { methods, target, ...own }, results, (asked = methods[0]) => {
    const at = methods.indexOf(asked);
    if (at < 0) throw new BadInput(`method is "${asked}"; it must be ${methods.join(' or ')}.`);
    return left[at];
  });
}

function shown(
  layers: readonly WeightLayer[],
  options: object,
  results: readonly MethodPruning[],
  weights: PrunedWeights['weights'],
): PrunedWeights {
  const {
    prunedFraction,
    keptFraction,
    relativeError,
    squared,
    layers: pruned,
    untouched,
  } = results[0].pruned;
  const drawn = layers.filter(({ name }) => pruned.some((layer) => layer.name === name));
  const table = prunedTable(results);
  const result = {
    table,
    curves: curvesTable(results),
    prunedFraction,
    keptFraction,
    relativeError,
    squared,
    layers: pruned,
    untouched,
    methods: results,
    weights,
    source: { call: 'prune', plan: { ...describedLayers(layers), options }, seed: 0 },
    figures: () => drawn.flatMap((layer, index) => layerPruningFigures(layer, index, results)),
  };
  const notes = untouched.map((name) => `Left alone as the output layer: ${name}`);
  return displayed(
    result,
    () => [String(table), ...notes].join('\n'),
    () => ({
      'text/plain': [String(table), ...notes].join('\n'),
      'text/html': [table.toHtml(), linesHtml(notes)].join('\n'),
    }),
  );
}

function prunedTable(results: readonly MethodPruning[]): Table {
  const { squared } = results[0].pruned;
  return new Table(
    columnsOf({
      method: ['', 'node, magnitude or singular-value'],
      layer: ['', 'name of the array'],
      units: ['units', 'neurons, entries or singular values'],
      kept: ['units', 'units that stay'],
      prunedFraction: ['dimensionless', 'fraction of the units that goes'],
      keptFraction: ['dimensionless', 'fraction of the units that stays'],
      relativeError: ['dimensionless', squared ? '(‖W − Ŵ‖ / ‖W‖)²' : '‖W − Ŵ‖ / ‖W‖'],
    }),
    results.flatMap(({ pruned }) =>
      pruned.layers.map(({ name, units, kept, prunedFraction, keptFraction, relativeError }): Cell[] => [
        pruned.method,
        name,
        units,
        kept,
        prunedFraction,
        keptFraction,
        relativeError,
      ]),
    ),
  );
}

function curvesTable(results: readonly MethodPruning[]): Table {
  return new Table(
    columnsOf({
      method: ['', 'node, magnitude or singular-value'],
      layer: ['', 'name of the array'],
      keptFraction: ['dimensionless', 'κ, fraction of the units that stays'],
      relativeError: ['dimensionless', '‖W − Ŵ‖ / ‖W‖, not squared'],
    }),
    results.flatMap(({ pruned, curves }) =>
      curves.flatMap(({ name, relativeError }) =>
        KEPT_FRACTIONS.map((kept, i): Cell[] => [pruned.method, name, kept, relativeError[i]]),
      ),
    ),
  );
}
