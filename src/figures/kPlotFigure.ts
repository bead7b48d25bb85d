/**
 * The k-plot of an array: tail index against the number k of largest values that it is estimated from.
 *
 * A tail that is Pareto-like shows as a plateau; a lighter one climbs to the left, where fewer and larger values decide.
 * A line per estimator with its pointwise interval; the k that was chosen is marked; the fitted stable law's α is the dashed line.
 */
import type { Data } from 'plotly.js-dist-min';
import { axisFraction, logAxis } from './axes.ts';
import { type DirectLabel, placeLabels } from './directLabels.ts';
import { formatNumber, lineCount, plain, wrap } from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  emptyFigure,
  FIGURE_HEIGHT,
  type FigureSpec,
  type FigureText,
  PAPER,
  seriesStyle,
  THEORY,
  titleBlock,
} from './theme.ts';

export interface KPlotSeries {
  /** For example `Hill`. */
  readonly label: string;
  readonly k: ArrayLike<number>;
  /** Infinite or NaN where the estimator finds a light tail or nothing: a gap. */
  readonly alpha: ArrayLike<number>;
  readonly low: ArrayLike<number>;
  readonly high: ArrayLike<number>;
  /** k of the reported estimate, and it. */
  readonly chosen?: { readonly k: number; readonly alpha: number };
}

/** Data of a figure of tail indices over the number of largest values used. */
export interface KPlotInput {
  /** Name of the array. */
  readonly name: string;
  readonly series: readonly KPlotSeries[];
  /** Tail index of the fitted stable law. */
  readonly stableAlpha?: number;
  /** Of the intervals; 0.95 unless told. */
  readonly confidence?: number;
}

/** α above this is drawn at the upper edge: a tail that light is no tail for this figure. */
const HIGHEST = 10;

export function kPlotFigure(input: KPlotInput): FigureSpec {
  const { series, stableAlpha } = input;
  const title = wrap(plain(titleOf(input)), 78);
  const drawn = series.map(({ alpha }) => Array.from(alpha).filter((a) => a > 0 && a <= HIGHEST));
  if (drawn.every((values) => values.length === 0))
    return emptyFigure(title, `No estimate lies between 0 and ${HIGHEST}: there is no heavy tail here.`);
  const top = 62 + lineCount(title) * 22;
  const x = logAxis(
    series.flatMap(({ k }) => Array.from(k)),
    0.03,
  );
  const y = logAxis([...drawn.flat(), ...(stableAlpha === undefined ? [] : [stableAlpha]), 2], 0.06);
  const ceiling = 10 ** (y.range[1] + 1);
  const data = series.flatMap((own, i): Data[] => {
    const style = seriesStyle(i);
    const k = Array.from(own.k);
    const inside = (value: number) => (value > 0 && Number.isFinite(value) ? value : null);
    return [
      ...bands(own, ceiling).map(
        (band): Data => ({
          type: 'scatter',
          mode: 'lines',
          name: `${own.label}: interval`,
          x: [...band.map((b) => b.k), ...band.map((b) => b.k).reverse()],
          y: [...band.map((b) => b.high), ...band.map((b) => b.low).reverse()],
          fill: 'toself',
          fillcolor: style.fill,
          line: { width: 0 },
          hoverinfo: 'skip',
        }),
      ),
      {
        type: 'scatter',
        mode: 'lines',
        name: own.label,
        x: k,
        y: Array.from(own.alpha, inside),
        line: { color: style.color, width: 1.8 },
        hovertemplate: `${plain(own.label)}, k = %{x}<br>α = %{y:.3f}<extra></extra>`,
      },
      ...(own.chosen === undefined
        ? []
        : [
            {
              type: 'scatter',
              mode: 'markers',
              name: `${own.label}: chosen k`,
              x: [own.chosen.k],
              y: [inside(own.chosen.alpha)],
              marker: {
                symbol: style.symbol,
                size: 11,
                color: style.color,
                line: { color: PAPER, width: 1.5 },
              },
            } as Data,
          ]),
    ];
  });
  if (stableAlpha !== undefined)
    data.push({
      type: 'scatter',
      mode: 'lines',
      name: 'stable law',
      x: x.range.map((end) => 10 ** end),
      y: [stableAlpha, stableAlpha],
      line: { color: THEORY, width: 1.4, dash: 'dash' },
      hoverinfo: 'skip',
    });
  const labels: DirectLabel[] = series.map((own, i) => {
    const last = Array.from(own.alpha).findLast((a) => a > 0 && a <= HIGHEST);
    const style = seriesStyle(i);
    return {
      text: `<b>${style.glyph} ${plain(own.label)}</b>`,
      color: style.text,
      at: last === undefined ? 1 : axisFraction(last, y),
    };
  });
  if (stableAlpha !== undefined)
    labels.push({
      text: `<b>╌ stable law</b><br>α = ${formatNumber(stableAlpha)}`,
      color: THEORY,
      at: axisFraction(stableAlpha, y),
    });
  const percent = formatNumber(100 * (input.confidence ?? 0.95));
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, `━━ estimate from the k largest   ▒ ${percent} % interval   symbols: chosen k`),
      margin: { l: 76, r: 150, t: top, b: 62 },
      xaxis: { ...AXIS, type: 'log', ...x, title: axisTitle('k, number of largest values used', 70) },
      yaxis: { ...AXIS, type: 'log', ...y, title: axisTitle('tail index α', 40) },
      annotations: placeLabels(labels, FIGURE_HEIGHT - top - 62),
    },
  };
}

/** Caption and alternative text. */
export function kPlotText(input: KPlotInput): FigureText {
  const { name, series, stableAlpha, confidence = 0.95 } = input;
  const chosen = series.flatMap(({ label, chosen: at }) =>
    at === undefined ? [] : [`${label} ${formatNumber(at.alpha)} at k = ${at.k}`],
  );
  return {
    caption: `${name}: tail index estimated from the k largest |x|, against k, with ${formatNumber(100 * confidence)} % intervals for one k at a time.${chosen.length > 0 ? ` Symbols: the reported estimates, ${chosen.join(', ')}.` : ''}${stableAlpha === undefined ? '' : ` Dashed: the fitted stable law, α = ${formatNumber(stableAlpha, 4)}.`} Gaps: no finite estimate.`,
    alt: `${titleOf(input)}.`,
  };
}

/** Stretches of k with an interval; an upper end that is infinite leaves at the top. */
function bands({ k, low, high }: KPlotSeries, ceiling: number) {
  const stretches: { k: number; low: number; high: number }[][] = [[]];
  for (let i = 0; i < k.length; i++) {
    if (low[i] > 0 && Number.isFinite(low[i]) && !Number.isNaN(high[i]))
      stretches[stretches.length - 1].push({ k: k[i], low: low[i], high: Math.min(high[i], ceiling) });
    else if (stretches[stretches.length - 1].length > 0) stretches.push([]);
  }
  return stretches.filter((stretch) => stretch.length > 1);
}

function titleOf({ name, series }: KPlotInput): string {
  const chosen = series.flatMap(({ label, chosen: at }) =>
    at !== undefined && Number.isFinite(at.alpha) ? [`${label} ${formatNumber(at.alpha)}`] : [],
  );
  return `Tail index of ${name} by the k largest values${chosen.length > 0 ? `: ${chosen.join(', ')}` : ''}`;
}
