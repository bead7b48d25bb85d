/**
 * The cut of node pruning: norms of the neurons of a layer, the largest first, and which of them go.
 *
 * At most 400 of the neurons are drawn, at equal steps of their rank. Both axes are linear in rank and logarithmic in the
 * norm, so that a few giants do not hide the rest.
 */
import type { Data } from 'plotly.js-dist-min';
import { logAxis } from './axes.ts';
import { type DirectLabel, placeLabels } from './directLabels.ts';
import { atRanks, type Descending, ordered } from './orderStatistics.ts';
import { formatNumber, lineCount, plain, wrap } from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  emptyFigure,
  FIGURE_HEIGHT,
  type FigureSpec,
  type FigureText,
  MUTED,
  seriesStyle,
  titleBlock,
} from './theme.ts';

/** Data of a figure of the neurons' norms in descending order, with the cut. */
export interface NormCutInput {
  /** Name of the layer. */
  readonly name: string;
  /** Norms of its neurons, the largest first. */
  readonly norms: Descending;
  /** How many are kept. */
  readonly kept: number;
  /** Relative error of the cut, squared or not. */
  readonly relativeError: number;
  readonly squared: boolean;
}

const MOST_POINTS = 400;

export function normCutFigure(input: NormCutInput): FigureSpec {
  const { kept } = input;
  const { count: n, at } = ordered(input.norms);
  const title = wrap(plain(titleOf(input)), 78);
  const ranks = drawnRanks(n);
  const positive = ranks.filter((rank) => at(rank) > 0);
  if (positive.length === 0) return emptyFigure(title, 'All neurons are zero.');
  const y = logAxis(
    positive.map((rank) => at(rank)),
    0.06,
  );
  const top = 62 + lineCount(title) * 22;
  const styles = [seriesStyle(0), seriesStyle(1)];
  const part = (index: number, own: readonly number[], name: string): Data => ({
    type: 'scatter',
    mode: 'lines',
    name,
    x: [...own],
    y: own.map((rank) => at(rank)),
    line: { color: styles[index].color, width: 2.4 },
    fill: index === 1 ? 'tozeroy' : 'none',
    fillcolor: styles[index].fill,
    hovertemplate: 'rank %{x}<br>norm %{y:.4g}<extra></extra>',
  });
  // The two lines meet at the cut.
  const data = [
    part(
      0,
      positive.filter((rank) => rank <= Math.max(kept, 1)),
      'kept',
    ),
    part(
      1,
      positive.filter((rank) => rank >= kept),
      'pruned',
    ),
  ];
  const labels: DirectLabel[] = [
    { text: `<b>kept</b><br>${formatNumber(kept, 6)} neurons`, color: styles[0].text, at: 0.9 },
    { text: `<b>pruned</b><br>${formatNumber(n - kept, 6)} neurons`, color: styles[1].text, at: 0.2 },
  ];
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, '━━ norms of the neurons, the largest first   ┆ the cut'),
      margin: { l: 76, r: 130, t: top, b: 62 },
      xaxis: { ...AXIS, range: [0, n + 1], title: axisTitle('rank of the neuron', 70) },
      yaxis: { ...AXIS, type: 'log', ...y, title: axisTitle('norm of its weights', 40) },
      shapes: [
        {
          type: 'line',
          x0: kept + 0.5,
          x1: kept + 0.5,
          yref: 'paper',
          y0: 0,
          y1: 1,
          line: { color: MUTED, width: 1.2, dash: 'dot' },
        },
      ],
      annotations: placeLabels(labels, FIGURE_HEIGHT - top - 62),
    },
  };
}

/** Caption and alternative text. */
export function normCutText(input: NormCutInput): FigureText {
  const { name, norms, kept, relativeError, squared } = input;
  const { count: n, zeros } = ordered(norms);
  const of = n > MOST_POINTS ? ` ${MOST_POINTS} of them are drawn, at equal steps of rank.` : '';
  return {
    caption: `${name}: norms of its ${n} neurons (rows), the largest first.${of} Those right of the cut go: ${n - kept} neurons (${formatNumber((100 * (n - kept)) / n)} %), at a relative ${squared ? 'squared ' : ''}error of ${formatNumber(relativeError)}.${zeros > 0 ? ` ${zeros} have norm 0 and are not drawn.` : ''}`,
    alt: `${titleOf(input)}.`,
  };
}

/** The norms that the figure draws, and no others. */
export function normCutKept(input: NormCutInput): NormCutInput {
  return { ...input, norms: atRanks(input.norms, drawnRanks(ordered(input.norms).count)) };
}

function drawnRanks(n: number): number[] {
  const points = Math.min(n, MOST_POINTS);
  if (points === 1) return [1];
  return Array.from({ length: points }, (_, j) => 1 + Math.round((j * (n - 1)) / (points - 1)));
}

function titleOf({ name, norms, kept, relativeError, squared }: NormCutInput): string {
  const n = ordered(norms).count;
  return `${name}: ${formatNumber((100 * (n - kept)) / n)} % of ${formatNumber(n, 6)} neurons go at a ${squared ? 'squared ' : ''}relative error of ${formatNumber(relativeError)}`;
}
