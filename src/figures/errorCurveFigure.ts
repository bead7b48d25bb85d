/**
 * What pruning loses: relative error against the fraction kept, for the three ways of pruning one layer, with theory.
 *
 * Solid lines are measured. Dashed and dotted lines are magnitude pruning of as many independent numbers: of the fitted stable
 * law, and of a Gaussian law (α = 2), the baseline without which a curve says nothing about heavy tails. Both axes are linear.
 */
import type { Data } from 'plotly.js-dist-min';
import { type DirectLabel, placeLabels } from './directLabels.ts';
import { formatNumber, lineCount, plain, wrap } from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  FIGURE_HEIGHT,
  type FigureSpec,
  type FigureText,
  MUTED,
  seriesStyle,
  THEORY,
  titleBlock,
} from './theme.ts';

export interface ErrorCurveSeries {
  /** For example `node`. */
  readonly label: string;
  readonly keptFraction: ArrayLike<number>;
  readonly relativeError: ArrayLike<number>;
}

/** Data of a figure of relative errors against the kept fraction, beside stable and Gaussian weights. */
export interface ErrorCurveInput {
  /** Name of the layer, with its shape. */
  readonly name: string;
  readonly measured: readonly ErrorCurveSeries[];
  /** Of magnitude pruning; the first is the fitted law, the second the Gaussian baseline. */
  readonly theory: readonly ErrorCurveSeries[];
  /** p of the relative ℓ_p error. */
  readonly power: number;
  /** Fraction kept at which titles and captions read the curves. */
  readonly readAt?: number;
}

const DASHES = ['dash', 'dot'] as const;

export function errorCurveFigure(input: ErrorCurveInput): FigureSpec {
  const title = wrap(plain(titleOf(input)), 78);
  const top = 62 + lineCount(title) * 22;
  const line = (series: ErrorCurveSeries, style: object): Data => ({
    type: 'scatter',
    mode: 'lines',
    name: series.label,
    x: Array.from(series.keptFraction),
    y: Array.from(series.relativeError),
    line: style,
    hovertemplate: `${plain(series.label)}: keep %{x:.2f}<br>error %{y:.4f}<extra></extra>`,
  });
  const data = [
    ...input.theory.map((series, i) =>
      line(series, { color: i === 0 ? THEORY : MUTED, width: 1.6, dash: DASHES[i % DASHES.length] }),
    ),
    ...input.measured.map((series, i) => line(series, { color: seriesStyle(i).color, width: 2.4 })),
  ];
  const readAt = 0.25;
  const labels: DirectLabel[] = [
    ...input.measured.map((series, i) => ({
      text: `<b>${plain(series.label)}</b>`,
      color: seriesStyle(i).text,
      at: valueAt(series, readAt),
    })),
    ...input.theory.map((series, i) => ({
      text: `${i === 0 ? '╌' : '┈'} ${plain(series.label)}`,
      color: i === 0 ? THEORY : MUTED,
      at: valueAt(series, readAt),
    })),
  ];
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, '━━ this layer   ╌╌ ┈┈ magnitude pruning of independent numbers, theory'),
      margin: { l: 76, r: 190, t: top, b: 62 },
      xaxis: { ...AXIS, range: [0, 1], title: axisTitle('fraction kept κ', 70) },
      yaxis: { ...AXIS, range: [0, 1.02], title: axisTitle('relative error', 40) },
      annotations: placeLabels(labels, FIGURE_HEIGHT - top - 62),
    },
  };
}

/** Caption and alternative text. */
export function errorCurveText(input: ErrorCurveInput): FigureText {
  const { name, power, readAt = 0.1 } = input;
  const read = [...input.measured, ...input.theory].map(
    (series) => `${series.label} ${formatNumber(valueAt(series, readAt))}`,
  );
  return {
    caption: `${name}: relative ${power === 2 ? 'Frobenius' : `ℓ_${power}`} error (not squared) when the fraction κ of the largest neurons, entries or singular values is kept. Dashed and dotted: root of the mean p-th power of the error of magnitude pruning of as many independent numbers, theory. At κ = ${formatNumber(readAt)}: ${read.join(', ')}.`,
    alt: `${titleOf(input)}.`,
  };
}

/** The curve at κ: the point nearest to it. */
function valueAt({ keptFraction, relativeError }: ErrorCurveSeries, kappa: number): number {
  let nearest = 0;
  for (let i = 1; i < keptFraction.length; i++)
    if (Math.abs(keptFraction[i] - kappa) < Math.abs(keptFraction[nearest] - kappa)) nearest = i;
  return relativeError[nearest];
}

function titleOf({ name, measured, readAt = 0.1 }: ErrorCurveInput): string {
  const read = measured.map((series) => `${series.label} ${formatNumber(valueAt(series, readAt), 2)}`);
  return `${name}: error at ${formatNumber(100 * readAt)} % kept is ${read.join(', ')}`;
}
