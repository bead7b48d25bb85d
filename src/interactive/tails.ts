/** `await tails(weights)`: tail indices of arrays by every estimator, and the fitted stable law. */
import { asBadInput } from '../engine/badInput.ts';
import { layerTailFigures } from '../figures/layerTailFigures.ts';
import type { Cell } from '../results/csv.ts';
import { type Displayed, displayed } from '../results/display.ts';
import { columnsOf, linesHtml, Table } from '../results/table.ts';
import type { WeightOptions } from '../results/weights.ts';
import { warningsOf } from '../studies/tailWarnings.ts';
import { type LayerTails, type WeightTailsOptions, weightTails } from '../studies/weightTails.ts';
import type { Drawable } from './drawable.ts';
import { describedLayers, type WeightsInput, weightsFrom } from './layersOf.ts';
import { known } from './rateTables.ts';

/** Tail indices of an array or of every layer of a model. */
export interface Tails extends Displayed, Drawable {
  /** One row per layer and estimator: α with its interval. */
  readonly estimates: Table;
  /** One row per layer: the fitted symmetric stable law and how well it fits; empty by rows. */
  readonly stable: Table;
  /** What contradicts the estimates, layer by layer. */
  readonly warnings: readonly string[];
  /** The layers' estimates in full. */
  readonly layers: readonly LayerTails[];
}

/** Options of `tails`. */
export type TailsCall = WeightTailsOptions & Pick<WeightOptions, 'names' | 'transposed'>;

/**
 * Tail indices of weights.
 * @throws BadInput for a file or array that cannot be read, or options that do not suit it
 */
export async function tails(weights: WeightsInput, options: TailsCall = {}): Promise<Tails> {
  const { names, transposed, ...own } = options;
  const layers = await weightsFrom(weights, { names, transposed });
  const measured = asBadInput(() => layers.map((layer) => weightTails(layer, own)));
  const of = (name: string) => (measured.length > 1 ? `${name}: ` : '');
  const estimates = estimatesTable(measured);
  const stable = stableTable(measured);
  const warnings = measured.flatMap((layer) =>
    warningsOf(layer).map((warning) => `${of(layer.name)}${warning}`),
  );
  const result = {
    estimates,
    stable,
    warnings,
    layers: measured,
    source: { call: 'tails', plan: { ...describedLayers(layers), options: own }, seed: own.seed ?? 0 },
    figures: () => measured.flatMap((layer, index) => layerTailFigures(layer, index, own.confidence ?? 0.95)),
  };
  const tables = stable.length > 0 ? [estimates, stable] : [estimates];
  const notes = warnings.map((warning) => `! ${warning}`);
  const text = () => [tables.join('\n\n'), ...notes].join('\n');
  return displayed(result, text, () => ({
    'text/plain': text(),
    'text/html': [...tables.map((table) => table.toHtml()), linesHtml(notes)].join('\n'),
  }));
}

function estimatesTable(layers: readonly LayerTails[]): Table {
  const columns = columnsOf({
    layer: ['', 'name of the array'],
    n: ['values', 'numbers, or rows'],
    estimator: ['', 'name of the estimator'],
    alpha: ['dimensionless', 'estimated tail index; ∞ for a light tail'],
    low: ['dimensionless', 'lower end of its interval'],
    high: ['dimensionless', 'upper end of its interval'],
    k: ['values', 'largest values, or blocks, used; NaN where all are'],
  });
  const rows = layers.flatMap(({ name, n, estimates }) =>
    estimates.map(({ name: estimator, alpha, interval, k = Number.NaN }): Cell[] => [
      name,
      n,
      estimator,
      alpha,
      ...interval,
      k,
    ]),
  );
  return known(new Table(columns, rows), 'k');
}

function stableTable(layers: readonly LayerTails[]): Table {
  return new Table(
    columnsOf({
      layer: ['', 'name of the array'],
      alpha: ['dimensionless', 'tail index of the fitted symmetric stable law'],
      scale: ['of the values', 'its scale: E exp(iuX) = exp(−|scale·u|^α)'],
      location: ['of the values', 'its median'],
      pKolmogorov: ['dimensionless', 'p-value of the Kolmogorov–Smirnov test of the fit'],
      pAnderson: ['dimensionless', 'p-value of the Anderson–Darling test of the fit'],
    }),
    layers.flatMap(({ name, stableFit: fit }): Cell[][] =>
      fit === undefined
        ? []
        : [[name, fit.alpha, fit.scale, fit.location, fit.ks.pValue, fit.andersonDarling.pValue]],
    ),
  );
}
