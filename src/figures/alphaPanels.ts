/**
 * Small panels, one per tail index, three in a row: the frame of the compressibility figures. The place after the last panel
 * holds the key, so that no series needs a label in every panel.
 */
import type { Annotation, Layout } from 'plotly.js-dist-min';
import type { LogAxis } from './axes.ts';
import { lineCount, plain } from './text.ts';
import { AXIS, axisTitle, baseLayout, INK, titleBlock } from './theme.ts';

const COLUMNS = 3;
const PANEL_HEIGHT = 215;
const BETWEEN_ROWS = 62;
const BELOW = 64;

export interface AlphaPanels {
  readonly alphas: readonly number[];
  /** Wrapped. */
  readonly title: string;
  /** Under the title. */
  readonly subtitle: string;
  readonly x: LogAxis & { readonly title: string };
  readonly y: LogAxis & { readonly title: string };
  /** Lines of the key, in Plotly markup, with their colours. */
  readonly key: readonly { readonly text: string; readonly color: string }[];
}

/** Axis names of the panel-th trace: `x`, `y`, then `x2`, `y2` … */
export function panelAxes(panel: number): { xaxis: string; yaxis: string } {
  const suffix = panel === 0 ? '' : String(panel + 1);
  return { xaxis: `x${suffix}`, yaxis: `y${suffix}` };
}

/** `α = 1.5`, and what α = 2 is. */
export function alphaName(alpha: number): string {
  return alpha === 2 ? 'α = 2 (Gaussian baseline)' : `α = ${alpha}`;
}

export function alphaPanels({ alphas, title, subtitle, x, y, key }: AlphaPanels): Partial<Layout> {
  const columns = Math.min(COLUMNS, alphas.length + 1);
  const rows = Math.ceil((alphas.length + 1) / columns);
  const top = 56 + lineCount(title) * 22 + lineCount(subtitle) * 16;
  const inner = rows * PANEL_HEIGHT + (rows - 1) * BETWEEN_ROWS;
  const width = 1 / (columns + 0.14 * (columns - 1));
  const left = (panel: number) => (panel % columns) * 1.14 * width;
  const ceiling = (panel: number) =>
    1 - (Math.floor(panel / columns) * (PANEL_HEIGHT + BETWEEN_ROWS)) / inner;
  const axes: Record<string, unknown> = {};
  const annotations: Partial<Annotation>[] = [];
  for (const [panel, alpha] of alphas.entries()) {
    const { xaxis, yaxis } = panelAxes(panel);
    const below = panel + columns < alphas.length;
    axes[xaxis.replace('x', 'xaxis')] = {
      ...AXIS,
      type: 'log',
      range: x.range,
      tickvals: x.tickvals,
      ticktext: x.ticktext,
      anchor: yaxis,
      domain: [left(panel), left(panel) + width],
      ...(below ? {} : { title: axisTitle(x.title, 34) }),
    };
    axes[yaxis.replace('y', 'yaxis')] = {
      ...AXIS,
      type: 'log',
      range: y.range,
      tickvals: y.tickvals,
      ticktext: y.ticktext,
      anchor: xaxis,
      domain: [ceiling(panel) - PANEL_HEIGHT / inner, ceiling(panel)],
      ...(panel % columns === 0 ? { title: axisTitle(y.title, 34) } : { showticklabels: false }),
    };
    annotations.push(
      text(`<b>${plain(alphaName(alpha))}</b>`, left(panel), ceiling(panel), 'bottom', 4, INK, 13),
    );
  }
  const place = alphas.length;
  for (const [line, { text: words, color }] of key.entries())
    annotations.push(text(words, left(place) + 0.02, ceiling(place), 'top', -20 * line - 4, color, 12.5));
  return {
    ...baseLayout(),
    ...titleBlock(title, subtitle),
    height: top + inner + BELOW,
    margin: { l: 76, r: 24, t: top, b: BELOW },
    ...(axes as Partial<Layout>),
    annotations,
  };
}

function text(
  words: string,
  x: number,
  y: number,
  yanchor: 'top' | 'bottom',
  yshift: number,
  color: string,
  size: number,
): Partial<Annotation> {
  return {
    text: words,
    xref: 'paper',
    yref: 'paper',
    x,
    y,
    xanchor: 'left',
    yanchor,
    yshift,
    align: 'left',
    showarrow: false,
    font: { size, color },
  };
}
