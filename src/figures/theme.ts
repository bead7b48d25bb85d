/**
 * The one look of every figure: sizes, fonts, colours, and the shape of a specification. Figures are drawn in the light
 * theme; restyle.ts makes the others of it.
 */
import type { Annotation, Data, Layout } from 'plotly.js-dist-min';
import { LIGHT, type SeriesColors } from './palette.ts';
import { panelAxes } from './panelGrid.ts';
import { lineCount, plain, wrap } from './text.ts';

/** What Plotly draws: plain data, no functions. */
export interface FigureSpec {
  data: Data[];
  layout: Partial<Layout>;
}

/** A figure's words, computed from its data: `caption` for the page, `alt` for a reader who sees no picture. */
export interface FigureText {
  caption: string;
  alt: string;
}

/** Pixels. Direct labels are placed for this height; the width may follow the page. */
export const FIGURE_WIDTH = 800;
export const FIGURE_HEIGHT = 480;
export const LINE_HEIGHT = 16;

/** Pixels. No text of a figure is smaller. */
export const SMALLEST_TEXT = 12;

/** Mean width of a character of that size, pixels. */
export const CHARACTER = 6.2;

/** One family of three names with the same widths, so that what Plotly measured fits where it is drawn; then one for symbols. */
export const FONT_FAMILY = 'Arial, Helvetica, "Liberation Sans", "DejaVu Sans", sans-serif';

export const PAPER = LIGHT.paper;
export const INK = LIGHT.ink;
export const MUTED = LIGHT.muted;
export const THEORY = LIGHT.ink;
/** Band of what chance allows. */
export const CHANCE = LIGHT.chance;
/** Regions without data. */
export const SHADE = LIGHT.shade;
/** A share that is far below, a little below, as, and above what was promised. */
export const SHARE = LIGHT.share;

/** `name` of the annotations that a narrow page moves below the plot. */
export const DIRECT_LABEL = 'direct-label';
/** `name` of the annotations that a page shows as text below the figure. */
export const FOOTNOTE = 'footnote';
/** `name` of an axis' name that stands above the plot. */
export const AXIS_NAME = 'axis-name';
/** `name` of the lines of a key that has the place of a panel. */
export const PANEL_KEY = 'panel-key';
/** `name` of the titles that stand on a panel. */
export const PANEL_TITLE = 'panel-title';

interface SeriesStyle extends SeriesColors {
  readonly symbol: (typeof SYMBOLS)[number];
  /** The same symbol in text. */
  readonly glyph: string;
}

const SYMBOLS = ['circle', 'square', 'diamond', 'triangle-up', 'triangle-down', 'hexagon'] as const;
const GLYPHS = '●■◆▲▼⬢';

/** The look of the index-th series; after six the colours begin again. */
export function seriesStyle(index: number): SeriesStyle {
  const i = index % SYMBOLS.length;
  return { ...LIGHT.series[i]!, symbol: SYMBOLS[i]!, glyph: GLYPHS[i]! };
}

/** Layout shared by every figure. */
export function baseLayout(): Partial<Layout> {
  return {
    width: FIGURE_WIDTH,
    height: FIGURE_HEIGHT,
    font: { family: FONT_FAMILY, size: 13, color: INK },
    paper_bgcolor: PAPER,
    plot_bgcolor: PAPER,
    margin: { l: 76, r: 24, t: 92, b: 60 },
    showlegend: false,
    hovermode: 'closest',
    hoverlabel: { align: 'left', font: { family: FONT_FAMILY, size: 12 } },
  };
}

/** A title of one or two lines (already plain or Plotly markup) over a smaller key to the symbols. */
export function titleBlock(title: string, key: string): Partial<Layout> {
  return {
    title: {
      text: title,
      subtitle: { text: key, font: { size: 12, color: MUTED } },
      font: { size: 17, color: INK },
      x: 0,
      xref: 'paper',
      xanchor: 'left',
      y: 1,
      yref: 'container',
      yanchor: 'top',
      // Plotly raises a title by half of every further line.
      pad: { t: 12 + 14 * Math.max(0, lineCount(title) - 1) },
    },
  };
}

/** Axis lines, ticks and grid. */
export const AXIS = {
  showline: true,
  linecolor: MUTED,
  linewidth: 1,
  ticks: 'outside',
  tickcolor: MUTED,
  ticklen: 5,
  gridcolor: LIGHT.grid,
  gridwidth: 1,
  zeroline: false,
} as const;

/** The name of an axis, wrapped to `width` characters. */
export function axisTitle(text: string, width: number) {
  return { text: wrap(plain(text), width), standoff: 10, font: { size: 14 } };
}

/** Small text below the plot, starting at its left edge. */
export function footnote(text: string, belowAxis = 56): Partial<Annotation> {
  return {
    name: FOOTNOTE,
    text,
    xref: 'paper',
    yref: 'paper',
    x: 0,
    y: 0,
    xanchor: 'left',
    yanchor: 'top',
    yshift: -belowAxis,
    align: 'left',
    showarrow: false,
    font: { size: SMALLEST_TEXT, color: MUTED },
  };
}

/** The title of the panel-th panel, on its upper left corner (Plotly markup). */
export function panelTitle(text: string, panel: number): Partial<Annotation> {
  const { xaxis, yaxis } = panelAxes(panel);
  return {
    name: PANEL_TITLE,
    text: `<b>${text}</b>`,
    xref: `${xaxis} domain` as Annotation['xref'],
    yref: `${yaxis} domain` as Annotation['yref'],
    x: 0,
    y: 1,
    xanchor: 'left',
    yanchor: 'bottom',
    yshift: 4,
    align: 'left',
    showarrow: false,
    font: { size: 13, color: INK },
  };
}

/** The figure that says why there is nothing to draw. */
export function emptyFigure(title: string, why: string): FigureSpec {
  return {
    data: [],
    layout: {
      ...baseLayout(),
      ...titleBlock(title, ''),
      xaxis: { visible: false },
      yaxis: { visible: false },
      annotations: [
        { text: why, xref: 'paper', yref: 'paper', x: 0.5, y: 0.5, showarrow: false, font: { color: MUTED } },
      ],
    },
  };
}
