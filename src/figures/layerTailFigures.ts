/** The figures of one layer's tails: survival, quantiles against the fitted stable law, and k-plots. */
import { SMALLEST_ALPHA } from '../noise/symmetricStable.ts';
import type { LayerTails } from '../studies/weightTails.ts';
import { type KPlotName, kPlot } from '../tails/kPlot.ts';
import type { Figure } from './figure.ts';
import type { KPlotSeries } from './kPlotFigure.ts';
import { layerFigure } from './layerFigure.ts';
import type { FittedStable, TailFigureData } from './tailLevels.ts';

const K_PLOTS: readonly { readonly name: KPlotName; readonly label: string }[] = [
  { name: 'hill', label: 'Hill' },
  { name: 'moment', label: 'moment' },
  { name: 'pickands', label: 'Pickands' },
];

/** A k-plot needs as many values other than zero. */
const FEWEST_FOR_K_PLOT = 8;

/** @param index the layer's place, from 0 */
export function layerTailFigures(layer: LayerTails, index: number, confidence: number): Figure[] {
  const { name, sample, stableFit, estimates } = layer;
  const stable = drawable(stableFit);
  const hill = estimates.find((estimate) => estimate.name === 'hill');
  const pareto =
    hill?.k !== undefined && Number.isFinite(hill.alpha) ? { pareto: { alpha: hill.alpha, k: hill.k } } : {};
  const data: TailFigureData = {
    name,
    magnitudes: distances(sample.values, stableFit?.location ?? 0),
    ...(stable === undefined ? {} : { stable }),
  };
  const survival = { ...data, ...pareto, confidence };
  const figures = [layerFigure(index, name, 'survival', 'survival', survival)];
  if (stable !== undefined) {
    const quantiles = { ...data, stable, confidence };
    figures.push(layerFigure(index, name, 'quantiles', 'quantile', quantiles));
  }
  if (sample.magnitudes.length >= FEWEST_FOR_K_PLOT && sample.magnitudes[FEWEST_FOR_K_PLOT - 1] > 0) {
    const series = K_PLOTS.map(({ name: kind, label }): KPlotSeries => {
      const own = estimates.find((estimate) => estimate.name === kind);
      return {
        ...kPlot(sample, kind, confidence),
        label,
        ...(own?.k === undefined ? {} : { chosen: { k: own.k, alpha: own.alpha } }),
      };
    });
    const input = {
      name,
      series,
      confidence,
      ...(stable === undefined ? {} : { stableAlpha: stable.alpha }),
    };
    figures.push(layerFigure(index, name, 'k-plot', 'k-plot', input));
  }
  return figures;
}

/** A fit that has a law: α may be reported beyond the laws there are. */
function drawable(fit: FittedStable | undefined): FittedStable | undefined {
  if (fit === undefined || !(fit.scale > 0 && Number.isFinite(fit.scale))) return undefined;
  return fit.alpha >= SMALLEST_ALPHA && fit.alpha <= 2 ? { alpha: fit.alpha, scale: fit.scale } : undefined;
}

/** |x − location|, the largest first. */
function distances(values: Float64Array, location: number): Float64Array {
  return values
    .map((value) => Math.abs(value - location))
    .sort()
    .reverse();
}
