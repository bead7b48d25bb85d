/**
 * The one look of every figure: sizes, fonts, colours, and the shape of a specification.
 *
 * Colours are those of Okabe and Ito (2008), which stay apart under every common colour blindness; text uses
 * darker companions with contrast of at least 4.5:1 on white. Every series also has its own marker symbol.
 */
import type { Annotation, Data, Layout } from 'plotly.js-dist-min';
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

export const FONT_FAMILY =
  'Inter, "Source Sans 3", "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans", sans-serif';

export const INK = '#1b1f24';
export const MUTED = '#57606a';
export const GRID = '#e6e8eb';
export const THEORY = '#1b1f24';

/** `name` of the annotations that a narrow page moves below the plot. */
export const DIRECT_LABEL = 'direct-label';
/** `name` of the annotations that a page shows as text below the figure. */
export const FOOTNOTE = 'footnote';

interface SeriesStyle {
  /** Lines and markers. */
  color: string;
  /** Text on white. */
  text: string;
  /** Bands under the lines. */
  fill: string;
  symbol: 'circle' | 'square' | 'diamond' | 'triangle-up' | 'triangle-down' | 'hexagon';
  /** The same symbol in text. */
  glyph: string;
}

const STYLES: readonly SeriesStyle[] = [
  { color: '#0072b2', text: '#00639c', fill: 'rgba(0,114,178,0.18)', symbol: 'circle', glyph: '●' },
  { color: '#d55e00', text: '#ae4c00', fill: 'rgba(213,94,0,0.18)', symbol: 'square', glyph: '■' },
  { color: '#009e73', text: '#007354', fill: 'rgba(0,158,115,0.18)', symbol: 'diamond', glyph: '◆' },
  { color: '#cc79a7', text: '#9c4478', fill: 'rgba(204,121,167,0.22)', symbol: 'triangle-up', glyph: '▲' },
  { color: '#e69f00', text: '#8a5f00', fill: 'rgba(230,159,0,0.20)', symbol: 'triangle-down', glyph: '▼' },
  { color: '#56b4e9', text: '#1f6f9f', fill: 'rgba(86,180,233,0.22)', symbol: 'hexagon', glyph: '⬢' },
];

/** The look of the index-th series; after six the colours begin again. */
export function seriesStyle(index: number): SeriesStyle {
  return STYLES[index % STYLES.length]!;
}

/** Layout shared by every figure. */
export function baseLayout(): Partial<Layout> {
  return {
    width: FIGURE_WIDTH,
    height: FIGURE_HEIGHT,
    font: { family: FONT_FAMILY, size: 13, color: INK },
    paper_bgcolor: '#ffffff',
    plot_bgcolor: '#ffffff',
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
  gridcolor: GRID,
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
    font: { size: 11.5, color: MUTED },
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
