/**
 * What pruning costs: accuracy (loss, where labels are numbers) against the pruned fraction, on test data where there is some.
 *
 * One colour and symbol per noise: the line is the mean over the seeds, the band its 95 % Student t interval (accuracies are
 * bounded, so that they have one), thin lines are seeds; dashed for α = 2 and no noise, the baselines. The large open symbol is the
 * cut at the target error with intervals both ways, and the dotted line leads down to its pruned fraction. Losses, which have no
 * such interval, are medians. The axis holds the seeds; of a few seeds the interval may leave it, and even 0 … 1.
 */
import type { Data, Shape } from 'plotly.js-dist-min';
import { meanInterval } from '../statistics/interval.ts';
import type { PrunedScores, PruningResult } from '../studies/pruneEvaluation.ts';
import type { HistoryRow, TrainedRun } from '../studies/training.ts';
import { logAxis } from './axes.ts';
import { noiseName } from './noiseName.ts';
import { fixed, formatNumber, lineCount, plain, withoutMarkup, wrap } from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  emptyFigure,
  type FigureSpec,
  type FigureText,
  PAPER,
  seriesStyle,
  titleBlock,
} from './theme.ts';

/** Runs pruned in the same way. */
export type AccuracyPruningInput = readonly (Pick<TrainedRun, 'noise' | 'seed'> &
  PruningResult & {
    /** Scores of the network before it was pruned. */
    readonly before: HistoryRow;
  })[];

type Run = AccuracyPruningInput[number];
type Score = 'trainLoss' | 'trainAccuracy' | 'testLoss' | 'testAccuracy';

/** A middle and its interval, which is that middle alone for a single seed. */
interface Middle {
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

interface Series {
  readonly name: string;
  readonly baseline: boolean;
  readonly fractions: readonly number[];
  /** Seeds × fractions. */
  readonly seeds: readonly (readonly number[])[];
  readonly curve: readonly Middle[];
  readonly cut: { readonly fraction: Middle; readonly score: Middle };
  readonly before: Middle;
}

const UNITS = { node: 'neurons', magnitude: 'weights', 'singular-value': 'singular values' } as const;

export function accuracyPruningFigure(input: AccuracyPruningInput): FigureSpec {
  const title = wrap(titleOf(input), 78);
  if (input.length === 0) return emptyFigure(title, 'There is no run to draw.');
  const score = scoreOf(input);
  const series = seriesOf(input, score);
  const loss = score.endsWith('Loss');
  const data: Data[] = [];
  const shapes: Partial<Shape>[] = [];
  for (const [index, { name, baseline, fractions, seeds, curve, cut }] of series.entries()) {
    const { color, fill, symbol } = seriesStyle(index);
    if (curve.some(({ low, high }) => high > low))
      data.push({
        type: 'scatter',
        name: `${name}: 95 % interval`,
        x: [...fractions, ...fractions.toReversed()],
        y: [...curve.map(({ high }) => high), ...curve.map(({ low }) => low).toReversed()],
        fill: 'toself',
        fillcolor: fill,
        line: { width: 0 },
        mode: 'lines',
        hoverinfo: 'skip',
      });
    if (seeds.length > 1)
      for (const path of seeds)
        data.push({
          type: 'scatter',
          name,
          x: [...fractions],
          y: [...path],
          mode: 'lines',
          line: { color, width: 0.7 },
          opacity: 0.5,
          hoverinfo: 'skip',
        });
    if (curve.length > 0)
      data.push({
        type: 'scatter',
        name,
        x: [...fractions],
        y: curve.map(({ at }) => at),
        mode: 'lines+markers',
        line: { color, width: 2, dash: baseline ? 'dash' : 'solid' },
        marker: { color, symbol, size: 5 },
      });
    data.push({
      type: 'scatter',
      name: `${name}: cut`,
      x: [cut.fraction.at],
      y: [cut.score.at],
      mode: 'markers',
      marker: { color: PAPER, symbol, size: 13, line: { color, width: 2.5 } },
      error_x: barsOf(cut.fraction, color),
      error_y: barsOf(cut.score, color),
    });
    shapes.push({
      type: 'line',
      x0: cut.fraction.at,
      x1: cut.fraction.at,
      y0: 0,
      y1: 1,
      yref: 'y domain' as never,
      layer: 'below',
      line: { color, width: 1.2, dash: 'dot' },
    });
  }
  const key = wrap(keyOf(series, input), 110);
  const head = 62 + lineCount(title) * 22 + (lineCount(key) - 1) * 16;
  const drawn = series.flatMap(({ seeds, cut }) => [...seeds.flat(), cut.score.at]);
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, key),
      height: head + 400,
      margin: { l: 76, r: 24, t: head, b: 60 },
      shapes,
      xaxis: {
        ...AXIS,
        range: [-0.02, 1.02],
        tickformat: '.0%',
        title: axisTitle(`pruned share of the ${unitsOf(input)}`, 70),
      },
      yaxis: {
        ...AXIS,
        ...(loss ? { type: 'log', ...logAxis(drawn) } : { range: accuracyRange(drawn) }),
        title: axisTitle(scoreName(score), 40),
      },
    },
  };
}

/** From a little below the lowest to a little above 1. */
function accuracyRange(values: readonly number[]): [number, number] {
  const low = Math.min(...values);
  const spare = 0.06 * (1 - low) + 0.004;
  return [low - spare, 1 + spare];
}

/** Caption and alternative text. */
export function accuracyPruningText(input: AccuracyPruningInput): FigureText {
  const title = withoutMarkup(titleOf(input));
  if (input.length === 0) return { caption: `${title}.`, alt: `${title}.` };
  const score = scoreOf(input);
  const series = seriesOf(input, score);
  const [{ pruning }] = input;
  const cuts = series
    .map(
      ({ name, cut, before }) =>
        `${name}: ${percent(cut.fraction)} pruned, ${scoreName(score)} ${number(before)} before and ${number(cut.score)} after`,
    )
    .join('; ');
  const middle = score.endsWith('Loss') ? 'median' : 'mean';
  const seeds = new Set(input.map(({ seed }) => seed)).size;
  const spread =
    middle === 'mean' && seeds > 1
      ? `the ${middle} over ${seeds} seeds with its 95 % t interval, which may leave the frame, and every seed as a thin line`
      : `the ${middle} over the seeds`;
  return {
    caption: `${sentence(scoreName(score))} against the pruned share of the ${unitsOf(input)} (${pruning.method} pruning${pruning.centre ? ' around medians' : ''}, ${pruning.scope === 'layer' ? 'layer by layer' : 'one order for all layers'}, ${pruning.layers === 'hidden' ? 'output layer kept' : 'output layer too'}): ${spread}; dashed for α = 2 and no noise. Open symbols and dotted lines: the cut where the ${errorName(input)} reaches ${pruning.target}. ${cuts}.`,
    alt: `${title}. ${cuts}.`,
  };
}

function seriesOf(input: AccuracyPruningInput, score: Score): Series[] {
  const middle = score.endsWith('Loss') ? medianOf : meanOf;
  const groups = [...Map.groupBy(input, groupOf).values()];
  return groups.map((runs) => ({
    name: noiseName(runs[0].noise),
    baseline: runs[0].noise.scale === 0 || runs[0].noise.alpha === 2,
    fractions: runs[0].curve.map(({ prunedFraction }) => prunedFraction),
    seeds: runs.map(({ curve }) => curve.map((pruned) => pruned[score])),
    curve: runs[0].curve.map((_, f) => middle(runs.map(({ curve }) => curve[f][score]))),
    cut: {
      fraction: meanOf(runs.map(({ cut }) => cut.prunedFraction)),
      score: middle(runs.map(({ cut }) => cut[score])),
    },
    before: middle(runs.map(({ before }) => before[score])),
  }));
}

function groupOf({ noise }: Run): string {
  return JSON.stringify(noise);
}

function meanOf(values: readonly number[]): Middle {
  if (values.length === 1) return { at: values[0], low: values[0], high: values[0] };
  const { estimate, interval } = meanInterval(values);
  return { at: estimate, low: interval[0], high: interval[1] };
}

function medianOf(values: readonly number[]): Middle {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const at = sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  return { at, low: at, high: at };
}

/** Accuracy before loss, test data before training data: the first that there is. */
function scoreOf(input: AccuracyPruningInput): Score {
  const has = (score: keyof PrunedScores & Score) => input.every(({ cut }) => !Number.isNaN(cut[score]));
  return (['testAccuracy', 'trainAccuracy', 'testLoss'] as const).find(has) ?? 'trainLoss';
}

function barsOf({ at, low, high }: Middle, color: string) {
  return {
    type: 'data' as const,
    symmetric: false,
    array: [high - at],
    arrayminus: [at - low],
    color,
    thickness: 1.5,
    width: 4,
    visible: high > low,
  };
}

function scoreName(score: Score): string {
  return {
    testAccuracy: 'test accuracy',
    trainAccuracy: 'training accuracy',
    testLoss: 'test loss',
    trainLoss: 'training loss',
  }[score];
}

const unitsOf = ([{ pruning }]: AccuracyPruningInput) =>
  `${UNITS[pruning.method]} of ${pruning.layers === 'hidden' ? 'the hidden layers' : 'all layers'}`;
const errorName = ([{ pruning }]: AccuracyPruningInput) =>
  pruning.squared ? 'squared relative error' : 'relative error';
const percent = ({ at, low, high }: Middle) =>
  `${fixed(100 * at, 1)} %${high > low ? ` [${fixed(100 * low, 1)}, ${fixed(100 * high, 1)}]` : ''}`;
const number = ({ at, low, high }: Middle) =>
  `${formatNumber(at, 3)}${high > low ? ` [${formatNumber(low, 3)}, ${formatNumber(high, 3)}]` : ''}`;
const sentence = (text: string) => text[0].toUpperCase() + text.slice(1);

function keyOf(series: readonly Series[], input: AccuracyPruningInput): string {
  const names = series.map(
    ({ name, cut }, index) => `${seriesStyle(index).glyph} ${plain(name)}: ${percent(cut.fraction)} pruned`,
  );
  return [...names, `open symbols: ${errorName(input)} ${input[0].pruning.target}`].join('<br>');
}

function titleOf(input: AccuracyPruningInput): string {
  if (input.length === 0) return 'Nothing was pruned';
  const score = scoreOf(input);
  const series = seriesOf(input, score);
  const range = (values: readonly number[], text: (value: number) => string) => {
    const [low, high] = [text(Math.min(...values)), text(Math.max(...values))];
    return low === high ? low : `${low} to ${high}`;
  };
  const gone = range(
    series.map(({ cut }) => cut.fraction.at),
    (v) => fixed(100 * v, 0),
  );
  const before = range(
    series.map((one) => one.before.at),
    (v) => formatNumber(v, 3),
  );
  const after = range(
    series.map(({ cut }) => cut.score.at),
    (v) => formatNumber(v, 3),
  );
  return `At a ${errorName(input)} of ${input[0].pruning.target}, ${gone} % of the ${UNITS[input[0].pruning.method]} go; ${scoreName(score)} ${before} before, ${after} after`;
}
