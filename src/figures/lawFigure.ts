/**
 * The law figure: are the samples drawn from the law they claim, out to the far tail?
 *
 * The survival function P(|X| > x) on logarithmic axes. At each x of the exact curve the number of samples
 * above it is binomial, and the grey band is the pointwise interval of that count under the exact law: about 95 %
 * of the points of a right sampler lie inside. For the centre of the law see centreFigure.ts.
 */
import type { Data } from 'plotly.js-dist-min';
import { axisFraction, logAxis } from './axes.ts';
import { binomialInterval } from './binomialBand.ts';
import { placeLabels } from './directLabels.ts';
import { formatNumber, lineCount, plain, withoutMarkup, wrap } from './text.ts';
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

export interface TailSeries {
  /** For example `α = 1.5`. */
  readonly label: string;
  /** |x| of every sample, ascending; or `counts` for samples that were only counted. */
  readonly samples?: ArrayLike<number>;
  /** Number of samples in all, and how many lie above each x of `exact`. */
  readonly counts?: { readonly total: number; readonly above: readonly number[] };
  /** The exact P(|X| > x), x ascending and positive. At most 80 of these points are compared. */
  readonly exact: readonly { readonly x: number; readonly survival: number }[];
}

/** Data of a figure of sampled tails beside their law. */
export interface TailFigureInput {
  readonly title?: string;
  readonly series: readonly TailSeries[];
  /** Of the pointwise band; default 0.95. */
  readonly confidence?: number;
  /** Default `x`. */
  readonly xLabel?: string;
}

interface TailPoint {
  x: number;
  measured: number;
  low: number;
  high: number;
  inside: boolean;
}

/** The series of samples, |x| ascending, by their counts above each x of `exact`: all that the figure draws of them. */
export function countedAbove(
  label: string,
  ascending: ArrayLike<number>,
  exact: TailSeries['exact'],
): TailSeries {
  const total = ascending.length;
  return { label, counts: { total, above: exact.map(({ x }) => total - countUpTo(ascending, x)) }, exact };
}

/** Counts in place of samples. */
export function tailKept(input: TailFigureInput): TailFigureInput {
  return {
    ...input,
    series: input.series.map((series) =>
      series.samples === undefined ? series : countedAbove(series.label, series.samples, series.exact),
    ),
  };
}

/** The survival function on logarithmic axes. */
export function tailFigure(input: TailFigureInput): FigureSpec {
  const compared = input.series.map((series) => compare(series, input.confidence ?? 0.95));
  const title = wrap(tailTitle(input, compared), 78);
  const drawn = compared.flat().filter((point) => point.measured > 0);
  if (drawn.length === 0) return emptyFigure(title, 'No sample lies above any point of the exact curve.');
  const least = Math.min(...drawn.map((point) => point.measured)) / 3;
  const curves = input.series.map(({ exact }) =>
    exact.filter(({ x, survival }) => x > 0 && survival >= least && Number.isFinite(x)),
  );
  const x = logAxis([...curves.flat().map((p) => p.x), ...drawn.map((p) => p.x)], 0.03);
  const y = logAxis([...curves.flat().map((p) => p.survival), ...drawn.map((p) => p.measured)]);
  const top = 62 + lineCount(title) * 22;
  const data = input.series.flatMap((series, i): Data[] => {
    const style = seriesStyle(i);
    const points = compared[i]!;
    const floor = 10 ** (y.range[0] - 1);
    const visible = points.filter((point) => point.measured > 0);
    return [
      {
        type: 'scatter',
        mode: 'lines',
        name: `${series.label}: band`,
        x: [...points.map((p) => p.x), ...points.map((p) => p.x).reverse()],
        y: [...points.map((p) => p.high), ...points.map((p) => Math.max(p.low, floor)).reverse()],
        fill: 'toself',
        fillcolor: CHANCE,
        line: { width: 0 },
        hoverinfo: 'skip',
      },
      {
        type: 'scatter',
        mode: 'lines',
        name: `${series.label}: exact law`,
        x: curves[i]!.map((p) => p.x),
        y: curves[i]!.map((p) => p.survival),
        line: { color: THEORY, width: 1.3 },
        hoverinfo: 'skip',
      },
      {
        type: 'scatter',
        mode: 'markers',
        name: `${series.label}: samples`,
        x: visible.map((p) => p.x),
        y: visible.map((p) => p.measured),
        marker: {
          symbol: style.symbol,
          size: 6,
          color: visible.map((p) => (p.inside ? style.color : PAPER)),
          line: { color: style.color, width: 1.5 },
        },
        hoverinfo: 'text',
        hovertext: visible.map(
          (p) =>
            `${plain(series.label)}, x = ${formatNumber(p.x)}<br>samples ${formatNumber(p.measured)}<br>band [${formatNumber(p.low)}, ${formatNumber(p.high)}]`,
        ),
      },
    ];
  });
  const labels = input.series.map((series, i) => {
    const style = seriesStyle(i);
    const last = compared[i]!.filter((point) => point.measured > 0).at(-1);
    const text = `<b>${style.glyph} ${plain(series.label)}</b><br>${formatNumber(sampleCount(series), 4)} samples`;
    return { text, color: style.text, at: last === undefined ? 0 : axisFraction(last.measured, y) };
  });
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, tailKey(input, compared)),
      margin: { l: 76, r: 150, t: top, b: 62 },
      xaxis: { ...AXIS, type: 'log', ...x, title: axisTitle(input.xLabel ?? 'x', 70) },
      yaxis: { ...AXIS, type: 'log', ...y, title: axisTitle('P(|X| > x)', 40) },
      annotations: placeLabels(labels, FIGURE_HEIGHT - top - 62),
    },
  };
}

/** Caption and alternative text of the tail figure. */
export function tailText(input: TailFigureInput): FigureText {
  const confidence = input.confidence ?? 0.95;
  const compared = input.series.map((series) => compare(series, confidence));
  const parts = input.series.map((series, i) => {
    const inside = compared[i]!.filter((point) => point.inside).length;
    return `${series.label}: ${inside} of ${compared[i]!.length} points inside (${sampleCount(series)} samples)`;
  });
  const title = withoutMarkup(tailTitle(input, compared));
  return {
    caption: `Share of the samples beyond x (symbols) against the exact law (line), both logarithmic. Grey: where a right sampler's points lie with probability ${formatNumber(100 * confidence)} %, point by point. ${parts.join('; ')}.`,
    alt: `${title}. ${parts.join('; ')}.`,
  };
}

function sampleCount(series: TailSeries): number {
  return series.counts?.total ?? series.samples?.length ?? 0;
}

function compare(series: TailSeries, confidence: number): TailPoint[] {
  const total = sampleCount(series);
  if (total === 0) return [];
  const every = Math.max(1, Math.ceil(series.exact.length / 80));
  const points: TailPoint[] = [];
  for (const [i, { x, survival }] of series.exact.entries()) {
    // Where fewer than half a sample is expected there is nothing to compare.
    if (i % every !== 0 || !(x > 0) || survival * total < 0.5) continue;
    const above = series.counts?.above[i] ?? total - countUpTo(series.samples!, x);
    const { low, high } = binomialInterval(total, Math.min(1, survival), confidence);
    points.push({
      x,
      measured: above / total,
      low: low / total,
      high: high / total,
      inside: above >= low && above <= high,
    });
  }
  return points;
}

/** How many of the ascending values are at most x. */
function countUpTo(values: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tailTitle(input: TailFigureInput, compared: readonly TailPoint[][]): string {
  if (input.title !== undefined) return plain(input.title);
  const points = compared.flat();
  if (points.length === 0) return 'Tail of the samples: nothing to compare';
  const inside = points.filter((point) => point.inside).length;
  const drawn = points.filter((point) => point.measured > 0);
  const decades = Math.log10(1 / Math.min(...drawn.map((point) => point.measured), 1));
  const reach = decades >= 1 ? ` down to probability ${formatNumber(10 ** -decades, 1)}` : '';
  return `Tail and exact law${reach}: ${inside} of ${points.length} points inside the band`;
}

function tailKey(input: TailFigureInput, compared: readonly TailPoint[][]): string {
  const percent = formatNumber(100 * (input.confidence ?? 0.95));
  const outside = compared.flat().some((point) => !point.inside && point.measured > 0);
  return `● samples   ━━ exact law   ▒ holds ${percent} % of the points if the law is right${outside ? '   ○ outside' : ''}`;
}
