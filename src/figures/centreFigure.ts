/**
 * The other law figure: a histogram of the samples near the centre, as a density, against the exact density.
 */
import { formatNumber, lineCount, plain, wrap } from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  emptyFigure,
  type FigureSpec,
  type FigureText,
  seriesStyle,
  THEORY,
  titleBlock,
} from './theme.ts';

/** Data of a figure of sampled noise beside its law near the centre. */
export interface CentreFigureInput {
  readonly title?: string;
  readonly label: string;
  /** Histogram: `edges` has one more entry than `counts`; `total` counts the samples outside too. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  readonly total: number;
  readonly density: readonly { readonly x: number; readonly density: number }[];
  readonly xLabel?: string;
}

/** The histogram of the centre as a density against the exact one. */
export function centreFigure(input: CentreFigureInput): FigureSpec {
  const title = wrap(
    plain(
      input.title ?? `${input.label}: histogram of ${formatNumber(input.total, 4)} samples and exact density`,
    ),
    78,
  );
  const style = seriesStyle(0);
  const bars = input.counts.map((count, i) => {
    const width = input.edges[i + 1]! - input.edges[i]!;
    return { x: input.edges[i]! + width / 2, width, height: count / (width * input.total) };
  });
  if (!(input.total > 0) || bars.length === 0) return emptyFigure(title, 'There are no samples.');
  const top = 62 + lineCount(title) * 22;
  return {
    data: [
      {
        type: 'bar',
        name: 'samples',
        x: bars.map((bar) => bar.x),
        y: bars.map((bar) => bar.height),
        width: bars.map((bar) => bar.width),
        marker: { color: style.fill, line: { color: style.color, width: 0.8 } },
        hoverinfo: 'x+y',
      },
      {
        type: 'scatter',
        mode: 'lines',
        name: 'exact law',
        x: input.density.map((p) => p.x),
        y: input.density.map((p) => p.density),
        line: { color: THEORY, width: 1.6 },
        hoverinfo: 'skip',
      },
    ],
    layout: {
      ...baseLayout(),
      ...titleBlock(title, `▮ ${formatNumber(input.total, 4)} samples   ━━ exact density`),
      margin: { l: 76, r: 24, t: top, b: 62 },
      bargap: 0,
      xaxis: {
        ...AXIS,
        range: [input.edges[0]!, input.edges[input.edges.length - 1]!],
        title: axisTitle(input.xLabel ?? 'x', 70),
      },
      yaxis: { ...AXIS, rangemode: 'tozero', title: axisTitle('density', 40) },
    },
  };
}

/** Caption and alternative text. */
export function centreText({ label, edges, total }: CentreFigureInput): FigureText {
  const caption = `${label}: histogram of ${total} draws below ${formatNumber(edges[edges.length - 1]!)} (bars), as a density, against the exact density (line).`;
  return { caption, alt: caption };
}
