/**
 * The same figure in another theme and size: a pure function of its specification.
 *
 * Colours are exchanged one for one. A width chooses the layout: on paper as many of the layout's pixels as make its smallest
 * text 7 points high, at most FIGURE_WIDTH; below NARROW pixels labels go below the plot. `layout.width` is that number of
 * pixels, to be drawn scaled to the width that was asked for.
 */
import type { Annotation } from 'plotly.js-dist-min';
import { titleOf } from './html.ts';
import { NARROW, narrowLayout, withoutTexts } from './narrow.ts';
import { colorsOf, LIGHT, PALETTES, type ThemeName } from './palette.ts';
import { lineCount, wrap } from './text.ts';
import {
  FIGURE_WIDTH,
  type FigureSpec,
  FOOTNOTE,
  footnote,
  LINE_HEIGHT,
  MUTED,
  SMALLEST_TEXT,
  titleBlock,
} from './theme.ts';

export type { ThemeName } from './palette.ts';

export interface RestyleOptions {
  /** `light` and `dark` are for screens; `print` is for paper, where the caption has the title and the notes. */
  readonly theme: ThemeName;
  /** Width that the figure is drawn for, CSS pixels (96 to the inch); its own by default. */
  readonly width?: number;
}

/** Height of the smallest text on paper, points. */
export const SMALLEST_ON_PAPER = 7;
/** The thinnest line that prints well is half a point; here in pixels of a layout whose smallest text is as small as it may be. */
const THINNEST = (0.5 * SMALLEST_TEXT) / SMALLEST_ON_PAPER;
/** CSS pixels to points. */
const POINTS = 72 / 96;
/** Mean width of a character of the smallest text, pixels, and how much shorter a line of the title is. */
const CHARACTER = 6.2;
const TITLE_SHARE = 0.72;

export function restyle(spec: FigureSpec, { theme, width }: RestyleOptions): FigureSpec {
  const drawn = width === undefined && theme !== 'print' ? spec : laidOut(spec, theme === 'print', width);
  return restyled(drawn, theme);
}

/** Pixels of the layout that is drawn on `width` CSS pixels. */
function layoutWidth(width: number, onPaper: boolean): number {
  const pixels = onPaper ? (width * POINTS * SMALLEST_TEXT) / SMALLEST_ON_PAPER : width;
  return Math.min(FIGURE_WIDTH, Math.floor(pixels));
}

/** The layout for that width; on paper without title and notes. */
function laidOut(spec: FigureSpec, onPaper: boolean, width: number = FIGURE_WIDTH): FigureSpec {
  const pixels = layoutWidth(width, onPaper);
  const bare = withoutTexts(spec.layout);
  const {
    autosize: _fixed,
    annotations = [],
    margin = {},
    height = 0,
    ...rest
  } = pixels < NARROW ? narrowLayout(bare) : bare;
  const texts = titleOf(spec);
  const line = (pixels - 20) / CHARACTER;
  const title = onPaper ? '' : rewrap(texts.text, line * TITLE_SHARE);
  const key = wrap(texts.key, line);
  const notes = onPaper ? [] : footnotesOf(spec).map((text) => rewrap(text, line));
  const [above, below] = [margin.t ?? 0, margin.b ?? 0];
  const top =
    title === ''
      ? lineCount(key) * LINE_HEIGHT + 4
      : 30 + 22 * lineCount(title) + LINE_HEIGHT * lineCount(key);
  const noteLines = notes.reduce((sum, note) => sum + lineCount(note), 0);
  const bottom = noteLines === 0 ? 0 : noteLines * LINE_HEIGHT + 6;
  return {
    data: spec.data,
    layout: {
      ...rest,
      ...(title === '' ? {} : titleBlock(title, key)),
      width: pixels,
      height: height + top + bottom,
      margin: { ...margin, t: above + top, b: below + bottom },
      annotations: [
        ...annotations,
        ...(title === '' && key !== '' ? [keyAbove(key, above, margin.l ?? 0)] : []),
        ...notes.map((note) => footnote(note, below)),
      ],
    },
  };
}

const rewrap = (text: string, width: number) => wrap(text.replaceAll('<br>', ' '), Math.floor(width));

function footnotesOf({ layout }: FigureSpec): string[] {
  return (layout.annotations ?? []).filter(({ name }) => name === FOOTNOTE).map(({ text }) => text ?? '');
}

/** The key to the symbols where there is no title to stand under. */
function keyAbove(text: string, yshift: number, left: number): Partial<Annotation> {
  return {
    text,
    xref: 'paper',
    yref: 'paper',
    x: 0,
    y: 1,
    xshift: 8 - left,
    yshift,
    xanchor: 'left',
    yanchor: 'bottom',
    align: 'left',
    showarrow: false,
    font: { size: SMALLEST_TEXT, color: MUTED },
  };
}

/** Every colour of the light theme by that of another; on paper no line under half a point. */
function restyled(spec: FigureSpec, theme: ThemeName): FigureSpec {
  const own = colorsOf(PALETTES[theme]);
  const exchange = new Map(colorsOf(LIGHT).map((color, i) => [color, own[i]!]));
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
