/**
 * The survival figure of an array: which share of its values lies beyond x, on logarithmic axes, where a tail x^{−α} is a
 * straight line of slope −α.
 *
 * Points are order statistics x_(k) at k/n (tailRanks). The band holds the count beyond x of independent values of the
 * fitted stable law with the probability told, point by point. The Pareto tail starts at the k-th largest value:
 * P(|X| > x) = (k/n)(x/x_(k))^{−α}, the straight line that Hill's estimator fits.
 */
import type { Data } from 'plotly.js-dist-min';
import { createSymmetricStable } from '../noise/symmetricStable.ts';
import { axisFraction, logAxis } from './axes.ts';
import { binomialInterval } from './binomialBand.ts';
import { type DirectLabel, placeLabels } from './directLabels.ts';
import { atRanks, type Ordered, ordered } from './orderStatistics.ts';
import { type TailFigureData, tailRanks } from './tailLevels.ts';
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
  seriesStyle,
  THEORY,
  titleBlock,
} from './theme.ts';

/** Data of a figure of the survival function with fitted laws. */
export interface SurvivalFigureInput extends TailFigureData {
  /** Of Hill's estimator or another one of the k largest values. */
  readonly pareto?: { readonly alpha: number; readonly k: number };
  /** Of the pointwise band; 0.95 unless told. */
  readonly confidence?: number;
}

interface Point {
  readonly x: number;
  readonly share: number;
}

export function survivalFigure(input: SurvivalFigureInput): FigureSpec {
  const { name, stable, pareto, confidence = 0.95 } = input;
  const magnitudes = ordered(input.magnitudes);
  const n = magnitudes.count;
  const points = pointsOf(magnitudes);
  const title = wrap(plain(titleOf(input)), 78);
  if (points.length < 2) return emptyFigure(title, 'All values are equal.');
  const band = bandOf(input, confidence);
  const line = paretoLine(input);
  const shares = [...points.map((p) => p.share), 0.5 / n];
  const x = logAxis([...points.map((p) => p.x), ...band.map((b) => b.x)], 0.03);
  const y = logAxis(shares, 0.04);
  const top = 62 + lineCount(title) * 22;
  const [measured, , tail] = [0, 1, 1].map(seriesStyle);
  const floor = 10 ** (y.range[0] - 1);
  const data: Data[] = [
    {
      type: 'scatter',
      mode: 'lines',
      name: 'band',
      x: [...band.map((b) => b.x), ...band.map((b) => b.x).reverse()],
      y: [...band.map((b) => b.high), ...band.map((b) => Math.max(b.low, floor)).reverse()],
      fill: 'toself',
      fillcolor: CHANCE,
      line: { width: 0 },
      hoverinfo: 'skip',
    },
    {
      type: 'scatter',
      mode: 'lines',
      name: 'fitted stable law',
      x: band.map((b) => b.x),
      y: band.map((b) => b.share),
      line: { color: THEORY, width: 1.4 },
      hoverinfo: 'skip',
    },
    {
      type: 'scatter',
      mode: 'markers',
      name: 'values',
      x: points.map((p) => p.x),
      y: points.map((p) => p.share),
      marker: { symbol: measured.symbol, size: 5, color: measured.color },
      hovertemplate: 'x = %{x:.4g}<br>share beyond %{y:.3g}<extra></extra>',
    },
    {
      type: 'scatter',
      mode: 'lines',
      name: 'Pareto tail',
      x: line.map((p) => p.x),
      y: line.map((p) => p.share),
      line: { color: tail.color, width: 2, dash: 'dash' },
      hoverinfo: 'skip',
    },
  ];
  const last = points[0];
  const labels: DirectLabel[] = [
    {
      text: `<b>${measured.glyph} ${plain(name)}</b><br>${formatNumber(n, 4)} values`,
      color: measured.text,
      at: axisFraction(last.share, y) + 0.1,
    },
  ];
  if (stable !== undefined)
    labels.push({ text: `<b>stable law</b><br>α = ${formatNumber(stable.alpha)}`, color: THEORY, at: 0.5 });
  if (pareto !== undefined && line.length > 0)
    labels.push({
      text: `<b>Pareto tail</b><br>α = ${formatNumber(pareto.alpha)}, k = ${formatNumber(pareto.k, 6)}`,
      color: tail.text,
      at: 0.3,
    });
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, keyOf(input, confidence)),
      margin: { l: 76, r: 168, t: top, b: 62 },
      xaxis: { ...AXIS, type: 'log', ...x, title: axisTitle('distance x from the median', 70) },
      yaxis: { ...AXIS, type: 'log', ...y, title: axisTitle('share of values beyond x', 40) },
      annotations: placeLabels(labels, FIGURE_HEIGHT - top - 62),
    },
  };
}

/** Caption and alternative text. */
export function survivalText(input: SurvivalFigureInput): FigureText {
  const { name, stable, pareto, confidence = 0.95 } = input;
  const { count } = ordered(input.magnitudes);
  const parts = [
    `${name}: share of the ${count} values that lie farther than x from their median, both axes logarithmic; points are order statistics at equal steps of log rank.`,
  ];
  if (stable !== undefined)
    parts.push(
      `Line: the symmetric stable law fitted to all values, α = ${formatNumber(stable.alpha, 4)}, scale ${formatNumber(stable.scale, 4)}; grey: where independent values of it lie with probability ${formatNumber(100 * confidence)} %, point by point.`,
    );
  if (pareto !== undefined)
    parts.push(
      `Dashed: the Pareto tail fitted to the ${pareto.k} largest, α = ${formatNumber(pareto.alpha, 4)}.`,
    );
  return { caption: parts.join(' '), alt: `${withoutMarkup(titleOf(input))}.` };
}

/** The values that the figure draws, and no others. */
export function survivalKept(input: SurvivalFigureInput): SurvivalFigureInput {
  const { count } = ordered(input.magnitudes);
  const ranks = [
    ...tailRanks(count),
    ...(input.pareto === undefined ? [] : [Math.min(input.pareto.k, count)]),
  ];
  return { ...input, magnitudes: atRanks(input.magnitudes, ranks) };
}

function pointsOf({ count, at }: Ordered): Point[] {
  return tailRanks(count)
    .map((k) => ({ x: at(k), share: k / count }))
    .filter(({ x, share }) => x > 0 && share <= 0.98);
}

/** The fitted law and its band at tail probabilities from ½ of one value up to 0.98. */
function bandOf({ magnitudes, stable }: SurvivalFigureInput, confidence: number) {
  const n = ordered(magnitudes).count;
  if (stable === undefined || n === 0) return [];
  const law = createSymmetricStable(stable.alpha);
  const steps = 60;
  return Array.from({ length: steps + 1 }, (_, j) => {
    const share = 0.98 * (0.5 / n / 0.98) ** (j / steps);
    const { low, high } = binomialInterval(n, share, confidence);
    return { x: stable.scale * law.tailQuantile(share), share, low: low / n, high: high / n };
  }).filter(({ x }) => x > 0 && Number.isFinite(x));
}

function paretoLine({ magnitudes, pareto }: SurvivalFigureInput): Point[] {
  if (pareto === undefined || !(pareto.alpha > 0 && Number.isFinite(pareto.alpha))) return [];
  const { count: n, at } = ordered(magnitudes);
  const from = at(Math.min(pareto.k, n));
  if (!(from > 0)) return [];
  const least = 0.5 / n;
  const end = from * (pareto.k / n / least) ** (1 / pareto.alpha);
  return [
    { x: from, share: pareto.k / n },
    {
      x: Math.min(end, at(1) * 2),
      share: (pareto.k / n) * (Math.min(end, at(1) * 2) / from) ** -pareto.alpha,
    },
  ];
}

function titleOf(input: SurvivalFigureInput): string {
  const { name, stable } = input;
  if (stable === undefined) return `Tail of ${name}: no stable law fits`;
  const inside = insideShare(input);
  return `Tail of ${name}: ${inside.inside} of ${inside.points} points inside the band of the stable law, α = ${formatNumber(stable.alpha)}`;
}

/** How many of the points are where the fitted law has them. */
function insideShare({ magnitudes, stable, confidence = 0.95 }: SurvivalFigureInput) {
  const { count: n, at } = ordered(magnitudes);
  const law = createSymmetricStable(stable!.alpha);
  const points = tailRanks(n).filter((k) => at(k) > 0 && k <= 0.98 * n);
  const inside = points.filter((k) => {
    const share = 2 * law.survival(at(k) / stable!.scale);
    const { low, high } = binomialInterval(n, Math.min(1, share), confidence);
    return k >= low && k - 1 <= high;
  });
  return { inside: inside.length, points: points.length };
}

function keyOf({ stable, pareto }: SurvivalFigureInput, confidence: number): string {
  const entries = ['● values'];
  if (stable !== undefined)
    entries.push('━━ fitted stable law', `▒ its ${formatNumber(100 * confidence)} % band`);
  if (pareto !== undefined) entries.push('╌╌ Pareto tail');
  return entries.join('   ');
}
