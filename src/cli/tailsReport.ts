/** The report of `mckean tails --out DIR`: survival, quantiles and k-plots of every layer. */
import { layerTailFigures } from '../figures/layerTailFigures.ts';
import type { Answer } from '../figures/report/answers.ts';
import { TAILS_QUESTION, tailsSetUp } from '../figures/report/weightsWords.ts';
import { fixed, formatInterval, formatNumber } from '../figures/text.ts';
import type { Run } from '../results/runFolder.ts';
import type { Weights } from '../results/weights.ts';
import { warningsOf } from '../studies/tailWarnings.ts';
import type { LayerTails, WeightTailsOptions } from '../studies/weightTails.ts';
import type { TailEstimate } from '../tails/estimate.ts';
import { ESTIMATORS } from '../tails/estimators.ts';
import { MOST_LAYERS, writeWeightsReport } from './reportFrame.ts';

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
      figures: layerTailFigures(layer, index, confidence),
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
