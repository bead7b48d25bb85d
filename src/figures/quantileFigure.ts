/**
 * The quantile figure (QQ) of an array against its fitted stable law: magnitudes against the law's quantiles, logarithmic.
 *
 * The k-th largest distance from the median stands over the law's quantile of the mean plotting position (k − ½)/n. The
 * band is where the k-th largest of n independent values of the law lies with the probability told, one k at a time (rankInterval).
 */
import type { Data } from 'plotly.js-dist-min';
import { createSymmetricStable } from '../noise/symmetricStable.ts';
import { axisFraction, logAxis } from './axes.ts';
import { rankInterval } from './binomialBand.ts';
import { placeLabels } from './directLabels.ts';
import { atRanks, ordered } from './orderStatistics.ts';
import { type FittedStable, type TailFigureData, tailRanks } from './tailLevels.ts';
import { formatNumber, lineCount, plain, wrap } from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  CHANCE,
  emptyFigure,
  FIGURE_HEIGHT,
  type FigureSpec,
  type FigureText,
  PAPER,
  seriesStyle,
  THEORY,
  titleBlock,
} from './theme.ts';

/** Data of a figure of quantiles against those of a fitted stable law. */
export interface QuantileFigureInput extends TailFigureData {
  readonly stable: FittedStable;
  /** Of the pointwise band; 0.95 unless told. */
  readonly confidence?: number;
}

/** Points to a decade of ranks. */
const PER_DECADE = 10;

interface Pair {
  readonly law: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export function quantileFigure(input: QuantileFigureInput): FigureSpec {
  const { name, stable } = input;
  const pairs = pairsOf(input);
  const title = wrap(plain(titleOf(input, pairs)), 78);
  if (pairs.length < 2) return emptyFigure(title, 'All values are equal.');
  const x = logAxis(
    pairs.map((p) => p.law),
    0.03,
  );
  const y = logAxis(
    pairs.flatMap((p) => [p.value, p.law]),
    0.05,
  );
  const top = 62 + lineCount(title) * 22;
  const style = seriesStyle(0);
  const ends = [pairs[0].law, pairs[pairs.length - 1].law];
  const data: Data[] = [
    {
      type: 'scatter',
      mode: 'lines',
      name: 'band',
      x: [...pairs.map((p) => p.law), ...pairs.map((p) => p.law).reverse()],
      y: [...pairs.map((p) => p.high), ...pairs.map((p) => p.low).reverse()],
      fill: 'toself',
      fillcolor: CHANCE,
      line: { width: 0 },
      hoverinfo: 'skip',
    },
    {
      type: 'scatter',
      mode: 'lines',
      name: 'equal quantiles',
      x: ends,
      y: ends,
      line: { color: THEORY, width: 1.4 },
      hoverinfo: 'skip',
    },
    {
      type: 'scatter',
      mode: 'markers',
      name: 'values',
      x: pairs.map((p) => p.law),
      y: pairs.map((p) => p.value),
      marker: {
        symbol: style.symbol,
        size: 6,
        color: pairs.map((p) => (isInside(p) ? style.color : PAPER)),
        line: { color: style.color, width: 1.3 },
      },
      hovertemplate: 'law %{x:.4g}<br>values %{y:.4g}<extra></extra>',
    },
  ];
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, keyOf(input)),
      margin: { l: 76, r: 150, t: top, b: 62 },
      xaxis: {
        ...AXIS,
        type: 'log',
        ...x,
        title: axisTitle(`quantile of the stable law, α = ${formatNumber(stable.alpha)}`, 70),
      },
      yaxis: { ...AXIS, type: 'log', ...y, title: axisTitle('quantile of the values', 40) },
      annotations: placeLabels(
        [
          {
            text: `<b>${style.glyph} ${plain(name)}</b>`,
            color: style.text,
            at: axisFraction(pairs[0].value, y),
          },
        ],
        FIGURE_HEIGHT - top - 62,
      ),
    },
  };
}

/** Caption and alternative text. */
export function quantileText(input: QuantileFigureInput): FigureText {
  const { name, stable, confidence = 0.95 } = input;
  const { count } = ordered(input.magnitudes);
  const title = titleOf(input, pairsOf(input));
  return {
    caption: `${name}: distances of its ${count} values from their median, sorted, against the quantiles of the fitted symmetric stable law (α = ${formatNumber(stable.alpha, 4)}, scale ${formatNumber(stable.scale, 4)}). On the line they are equal; grey: where one order statistic of independent values of the law lies with probability ${formatNumber(100 * confidence)} %; open circles lie outside.`,
    alt: `${title}.`,
  };
}

/** The values that the figure draws, and no others. */
export function quantileKept(input: QuantileFigureInput): QuantileFigureInput {
  const { count } = ordered(input.magnitudes);
  return { ...input, magnitudes: atRanks(input.magnitudes, tailRanks(count, PER_DECADE)) };
}

function pairsOf({ magnitudes, stable, confidence = 0.95 }: QuantileFigureInput): Pair[] {
  const { count: n, at } = ordered(magnitudes);
  const law = createSymmetricStable(stable.alpha);
  const quantile = (tail: number) => stable.scale * law.tailQuantile(Math.max(tail, 1e-300));
  return tailRanks(n, PER_DECADE)
    .filter((k) => k <= 0.98 * n)
    .map((k) => {
      const { low, high } = rankInterval(n, k, confidence);
      return {
        law: quantile((k - 0.5) / n),
        value: at(k),
        low: quantile(high),
        high: quantile(low),
      };
    })
    .filter(({ law: expected, value }) => expected > 0 && Number.isFinite(expected) && value > 0);
}

function isInside({ value, low, high }: Pair): boolean {
  return value >= low && value <= high;
}

function titleOf({ name }: QuantileFigureInput, pairs: readonly Pair[]): string {
  const inside = pairs.filter(isInside).length;
  return `Quantiles of ${name} against the stable law: ${inside} of ${pairs.length} inside the band`;
}

function keyOf({ confidence = 0.95 }: QuantileFigureInput): string {
  return `● values   ○ outside the band   ━━ equal quantiles   ▒ ${formatNumber(100 * confidence)} % of independent values`;
}
