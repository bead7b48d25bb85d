/**
 * The same figure in another theme and size: a pure function of its specification.
 *
 * Colours are exchanged one for one. A width chooses the layout: on paper as many of the layout's pixels as make its smallest
 * text 7 points high, at most FIGURE_WIDTH; below NARROW pixels labels go below the plot. `layout.width` is that number of
 * pixels, to be drawn scaled to the width that was asked for.
 */
import type { Annotation, LayoutAxis } from 'plotly.js-dist-min';
import { titleOf } from './html.ts';
import { latexOf } from './latex.ts';
import { NARROW, narrowLayout, withoutTexts } from './narrow.ts';
import { colorExchange, type ThemeName } from './palette.ts';
import { lineCount, withoutMarkup, wrap } from './text.ts';
import {
  AXIS_NAME,
  CHARACTER,
  DIRECT_LABEL,
  FIGURE_WIDTH,
  type FigureSpec,
  FOOTNOTE,
  footnote,
  INK,
  LINE_HEIGHT,
  MUTED,
  PANEL_TITLE,
  SMALLEST_TEXT,
} from './theme.ts';

export { THEMES, type ThemeName } from './palette.ts';

export interface RestyleOptions {
  /** `light` and `dark` are for screens; `print` is for paper, where, at a given width, the caption has the title and the notes. */
  readonly theme: ThemeName;
  /** Width that the figure is drawn for, CSS pixels (96 to the inch); its own by default. */
  readonly width?: number;
  /** `latex`: names of axes, labels and titles as formulas, for a picture (MathJax draws them); `plain` by default. */
  readonly labels?: 'plain' | 'latex';
}

/** Height of the smallest text on paper, points. */
export const SMALLEST_ON_PAPER = 7;
/** The thinnest line that prints well is half a point; here in pixels of a layout whose smallest text is as small as it may be. */
const THINNEST = (0.5 * SMALLEST_TEXT) / SMALLEST_ON_PAPER;
/** CSS pixels to points. */
const POINTS = 72 / 96;
/** Pixels: of the title, and between texts and the edge of the picture. */
const TITLE_SIZE = 16;
const EDGE = 8;

const LATEX_NAMES: ReadonlySet<string> = new Set([DIRECT_LABEL, PANEL_TITLE, AXIS_NAME]);

export function restyle(spec: FigureSpec, { theme, width, labels = 'plain' }: RestyleOptions): FigureSpec {
  const drawn = width === undefined ? spec : laidOut(spec, theme === 'print', width);
  return restyled(labels === 'latex' ? latexLabels(drawn) : drawn, theme);
}

/** What stands under a figure on paper, which has neither title nor notes of its own. */
export function captionOnPaper({
  spec,
  caption,
}: {
  readonly spec: FigureSpec;
  readonly caption: string;
}): string {
  const sentences = [titleOf(spec).text, caption, ...footnotesOf(spec)].map((text) =>
    withoutMarkup(text).trim(),
  );
  return sentences
    .filter((text) => text !== '')
    .map((text) => (text.endsWith('.') ? text : `${text}.`))
    .join(' ');
}

/** Pixels of the layout that is drawn on `width` CSS pixels. */
function layoutWidth(width: number, onPaper: boolean): number {
  const pixels = onPaper ? (width * POINTS * SMALLEST_TEXT) / SMALLEST_ON_PAPER : width;
  return Math.min(FIGURE_WIDTH, Math.floor(pixels));
}

/** The layout for that width, with its texts as annotations from the left edge; on paper without title and notes. */
function laidOut(spec: FigureSpec, onPaper: boolean, width: number): FigureSpec {
  const pixels = layoutWidth(width, onPaper);
  const bare = withoutTexts(spec.layout);
  const {
    autosize: _fixed,
    annotations = [],
    margin = {},
    height = 0,
    ...rest
  } = pixels < NARROW ? narrowLayout(bare, pixels) : bare;
  const texts = titleOf(spec);
  const line = Math.floor((pixels - 2 * EDGE) / CHARACTER);
  const title = onPaper ? '' : rewrap(texts.text, Math.floor((line * SMALLEST_TEXT) / TITLE_SIZE));
  const key = wrapEntries(texts.key, line);
  const notes = onPaper ? [] : footnotesOf(spec).map((text) => rewrap(text, line));
  const [above, below, left] = [margin.t ?? 0, margin.b ?? 0, margin.l ?? 0];
  const keyHeight = key === '' ? 0 : lineCount(key) * LINE_HEIGHT + 4;
  const titleHeight = title === '' ? 0 : lineCount(title) * 1.3 * TITLE_SIZE + 14;
  const noteLines = notes.reduce((sum, note) => sum + lineCount(note), 0);
  const bottom = noteLines === 0 ? 0 : noteLines * LINE_HEIGHT + 6;
  return {
    data: spec.data,
    layout: {
      ...rest,
      width: pixels,
      height: height + titleHeight + keyHeight + bottom,
      margin: { ...margin, t: above + titleHeight + keyHeight, b: below + bottom },
      annotations: [
        ...annotations,
        ...(title === '' ? [] : [atTop(title, above + keyHeight, left, { size: TITLE_SIZE, color: INK })]),
        ...(key === '' ? [] : [atTop(key, above, left, { size: SMALLEST_TEXT, color: MUTED })]),
        ...notes.map((note) => footnote(note, below)),
      ],
    },
  };
}

const rewrap = (text: string, width: number) => wrap(text.replaceAll('<br>', ' '), width);

function footnotesOf({ layout }: FigureSpec): string[] {
  return (layout.annotations ?? []).filter(({ name }) => name === FOOTNOTE).map(({ text }) => text ?? '');
}

/** A key is broken between its entries, which are three spaces apart; within one only where that is longer than a line. */
function wrapEntries(key: string, width: number): string {
  const whole = (entry: string) => (entry.length > width ? entry : entry.replaceAll(' ', '\u00a0'));
  const lines = key.split('<br>').map((line) => line.split('   ').map(whole).join('  '));
  return lines.map((line) => wrap(line, width)).join('<br>');
}

/** Text over the plot, `yshift` above it, from the left edge of the picture. */
function atTop(text: string, yshift: number, left: number, font: Annotation['font']): Partial<Annotation> {
  return {
    text,
    xref: 'paper',
    yref: 'paper',
    x: 0,
    y: 1,
    xshift: EDGE - left,
    yshift,
    xanchor: 'left',
    yanchor: 'bottom',
    align: 'left',
    showarrow: false,
    font,
  };
}

/** Names of axes, labels beside lines and titles of panels as formulas. Keys and notes, which are sentences, stay. */
function latexLabels({ data, layout }: FigureSpec): FigureSpec {
  const axes = Object.entries(layout).filter(([key]) => /^[xy]axis\d*$/.test(key)) as [
    string,
    Partial<LayoutAxis>,
  ][];
  const named = axes.map(([key, axis]) => {
    const title = axis.title as { text?: string } | undefined;
    return [
      key,
      title?.text === undefined ? axis : { ...axis, title: { ...title, text: latexOf(title.text) } },
    ];
  });
  const annotations = (layout.annotations ?? []).map((own) =>
    LATEX_NAMES.has(own.name ?? '') ? { ...own, text: latexOf(own.text ?? '') } : own,
  );
  return { data, layout: { ...layout, ...Object.fromEntries(named), annotations } };
}

/** Every colour of the light theme by that of another; on paper no line under half a point. */
function restyled(spec: FigureSpec, theme: ThemeName): FigureSpec {
  const exchange = colorExchange('light', theme);
  const thinnest = theme === 'print' ? THINNEST : 0;
  const walk = (value: unknown, key: string, parent: string): unknown => {
    if (typeof value === 'string') return exchange.get(value) ?? value;
    if (typeof value === 'number')
      return parent === 'line' && key === 'width' && value > 0 ? Math.max(value, thinnest) : value;
    if (Array.isArray(value)) return value.map((item) => walk(item, key, parent));
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name, key)]));
  };
  return walk(spec, '', '') as FigureSpec;
}
