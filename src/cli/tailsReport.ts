/** The report of `mckean tails --out DIR`: survival, quantiles and k-plots of every layer. */
import type { Figure } from '../figures/figure.ts';
import type { KPlotSeries } from '../figures/kPlotFigure.ts';
import type { Answer } from '../figures/report/answers.ts';
import { TAILS_QUESTION, tailsSetUp } from '../figures/report/weightsWords.ts';
import type { FittedStable, TailFigureData } from '../figures/tailLevels.ts';
import { fixed, formatInterval, formatNumber } from '../figures/text.ts';
import { SMALLEST_ALPHA } from '../noise/symmetricStable.ts';
import type { Run } from '../results/runFolder.ts';
import type { Weights } from '../results/weights.ts';
import type { LayerTails, WeightTailsOptions } from '../studies/weightTails.ts';
import type { TailEstimate } from '../tails/estimate.ts';
import { ESTIMATORS } from '../tails/estimators.ts';
import { type KPlotName, kPlot } from '../tails/kPlot.ts';
import { figureOf, MOST_LAYERS, writeWeightsReport } from './reportFrame.ts';
import { warningsOf } from './tailsWarnings.ts';

const K_PLOTS: readonly { readonly name: KPlotName; readonly label: string }[] = [
  { name: 'hill', label: 'Hill' },
  { name: 'moment', label: 'moment' },
  { name: 'pickands', label: 'Pickands' },
];

/** A k-plot needs as many values other than zero. */
const FEWEST_FOR_K_PLOT = 8;

export function writeTailsReport(
  run: Run,
  file: string,
  weights: Weights,
  tails: readonly LayerTails[],
  { confidence = 0.95, rows = false }: WeightTailsOptions,
): void {
  const of = (what: LayerTails) => (tails.length > 1 ? `${what.name}: ` : '');
  writeWeightsReport(run, file, weights, {
    title: tails.length === 1 ? `Tails of ${tails[0].name}` : `Tails of ${tails.length} layers`,
    question: TAILS_QUESTION,
    setUp: tailsSetUp(rows),
    answers: answersOf(tails),
    table: {
      columns: [
        'layer',
        rows ? 'rows' : 'values',
        'estimator',
        'α',
        `${formatNumber(100 * confidence)} % interval`,
        'k',
      ],
      rows: [...tails.flatMap((layer) => layer.estimates.map((estimate) => rowOf(layer, estimate)))],
    },
    warnings: tails.flatMap((layer) => warningsOf(layer).map((warning) => `${of(layer)}${warning}`)),
    figures: tails.slice(0, MOST_LAYERS).map((layer, index) => ({
      heading: `${layer.name} (${layer.shape.join(' × ')})`,
      figures: figuresOf(layer, index, confidence),
    })),
    methods: [
      'Tail index α: P(|X| > x) falls like a power −α of x; where an estimator finds a light tail, α is infinite (∞). Nothing is clamped.',
      'Figures are drawn from order statistics at equal steps of log rank, whatever the number of values; numbers are computed from all of them.',
      ...ESTIMATORS.filter(({ name }) => tails[0].estimates.some((estimate) => estimate.name === name)).map(
        ({ name, title, assumptions, source }) =>
          `${name}: ${sentence(title)} ${sentence(assumptions)} ${sentence(source)}`,
      ),
    ],
  });
}

/** With a capital and a full stop. */
function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/\.?$/, '.');
}

function answersOf(tails: readonly LayerTails[]): Answer[] {
  return tails.slice(0, MOST_LAYERS).flatMap(({ name, stableFit }): Answer[] => {
    if (stableFit === undefined) return [];
    const { alpha, scale, ks, andersonDarling } = stableFit;
    return [
      {
        big: `${name}: α = ${formatNumber(alpha)}`,
        small: `fitted stable law, scale ${formatNumber(scale)}; fit: p = ${formatNumber(ks.pValue)} (KS), ${formatNumber(andersonDarling.pValue)} (AD)`,
        mood: stableFit.warnings.length === 0 ? 'good' : 'open',
      },
    ];
  });
}

function rowOf({ name, n }: LayerTails, { name: estimator, alpha, interval, k }: TailEstimate): string[] {
  return [
    name,
    String(n),
    estimator,
    fixed(alpha, 3),
    formatInterval(interval, 3),
    k === undefined ? '' : String(k),
  ];
}

function figuresOf(layer: LayerTails, index: number, confidence: number): Figure[] {
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
  const figures = [figureOf(index, name, 'survival', 'survival', survival)];
  if (stable !== undefined) {
    const quantiles = { ...data, stable, confidence };
    figures.push(figureOf(index, name, 'quantiles', 'quantile', quantiles));
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
    figures.push(figureOf(index, name, 'k-plot', 'k-plot', input));
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
