/**
 * The same figure on a narrow screen or column: the labels that stood in the right margin go below the plot, ticks thin
 * out, fonts and margins shrink. Pure, so that a page can carry both layouts and choose by its width.
 */
import type { Annotation, Layout } from 'plotly.js-dist-min';
import { type Axis, panelCount, rearranged, thinned } from './narrowPanels.ts';
import { lineCount, wrap } from './text.ts';
import {
  AXIS_NAME,
  CHARACTER,
  DIRECT_LABEL,
  FOOTNOTE,
  LINE_HEIGHT,
  PANEL_KEY,
  PANEL_TITLE,
  SMALLEST_TEXT,
} from './theme.ts';

/** Below so many pixels a figure has its narrow layout. */
export const NARROW = 560;

/** The narrowest screen that is thought of, pixels. */
const NARROWEST = 360;
/** Pixels for the title of a panel, which stands on its upper edge. */
const TITLE_ROOM = 28;
const LEFT = 54;
/** Mean width of a character of a label, which has many spaces, pixels. */
const LABEL_CHARACTER = 5.9;

const NO_BREAK = '\u00a0';

/** The title, its key and the footnotes leave the plot: a page shows them as text, which wraps by itself. */
export function withoutTexts(layout: Partial<Layout>): Partial<Layout> {
  const { title: _title, width: _width, annotations = [], margin = {}, height = 480, ...rest } = layout;
  const notes = annotations.filter((annotation) => annotation.name === FOOTNOTE);
  const noteLines = notes.reduce((sum, note) => sum + lineCount(note.text ?? ''), 0);
  const top = annotations.some(onUpperEdge) ? TITLE_ROOM : 16;
  const bottom = Math.max(56, (margin.b ?? 60) - (notes.length > 0 ? noteLines * LINE_HEIGHT + 6 : 0));
  const plotHeight = height - (margin.t ?? 0) - (margin.b ?? 0);
  return {
    ...rest,
    autosize: true,
    height: plotHeight + top + bottom,
    margin: { ...margin, t: top, b: bottom },
    annotations: annotations.filter((annotation) => annotation.name !== FOOTNOTE),
  };
}

/** For a width of `width` pixels, below NARROW. Expects a layout without texts. */
export function narrowLayout(layout: Partial<Layout>, width = NARROWEST): Partial<Layout> {
  const characters = Math.floor((width - 20) / CHARACTER);
  const { annotations = [], ...rest } = layout;
  const panels = panelCount(layout, 'y');
  const { axes, inner, right, left } =
    panelCount(layout, 'x') > 1 ? rearranged(layout) : stacked(layout, panels);
  const narrow = Object.fromEntries(
    Object.entries(axes).map(([key, axis]) => [
      key,
      thinned(axis, { horizontal: key[0] === 'x', named: panels === 1 }),
    ]),
  );
  const across = Object.entries(narrow).filter(([key]) => key.startsWith('x'));
  const axisLines = Math.max(1, ...across.map(([, axis]) => lineCount(axis.title?.text ?? '')));
  const { below, moved } = labelsBelow(
    annotations,
    36 + 18 * axisLines,
    Math.floor((width - 20) / LABEL_CHARACTER),
  );
  // A rotated name would not fit beside a low plot: it goes above, unless there are several panels.
  const name =
    panels === 1 ? wrap(((layout.yaxis as Axis).title?.text ?? '').replaceAll('<br>', ' '), characters) : '';
  const own = 8 + lineCount(name) * LINE_HEIGHT;
  const top = annotations.some(onUpperEdge) ? Math.max(own, TITLE_ROOM) : own;
  if (name !== '') moved.push(nameAbove(name));
  return {
    ...rest,
    ...(narrow as Partial<Layout>),
    font: { ...layout.font, size: SMALLEST_TEXT },
    margin: { l: Math.max(LEFT, left, rowNames(layout)), r: right, t: top, b: below },
    height: inner + top + below,
    annotations: moved,
  };
}

/** Panels over one horizontal axis stay where they are. */
function stacked({ margin = {}, height = 480, ...layout }: Partial<Layout>, panels: number) {
  const plotHeight = Math.min(320, Math.max(height - (margin.t ?? 0) - (margin.b ?? 0), 260));
  const axes = Object.fromEntries(
    Object.entries(layout).filter(([key]) => /^[xy]axis\d*$/.test(key)),
  ) as Record<string, Axis>;
  return { axes, inner: panels > 1 ? Math.max(plotHeight, 150 * panels) : plotHeight, right: 12, left: 0 };
}

/** Names of rows, where numbers stand elsewhere, keep their room. */
function rowNames({ yaxis }: Partial<Layout>): number {
  const rows = ((yaxis as Axis).ticktext ?? []).filter((text) => /[a-z]{3}/i.test(text));
  return Math.max(0, ...rows.map((text) => Math.ceil(text.length * CHARACTER) + 14));
}

/** Labels that stood beside the plot, and the key of panels, as lines below it; everything else where it was. */
function labelsBelow(annotations: readonly Partial<Annotation>[], first: number, characters: number) {
  let below = first;
  const place = (annotation: Partial<Annotation>, text: string, room: number): Partial<Annotation> => {
    const label = { ...annotation, text, x: 0, y: 0, xshift: 10 - LEFT, yshift: -below };
    below += lineCount(text) * LINE_HEIGHT + room;
    return { ...label, xanchor: 'left', yanchor: 'top' };
  };
  const moved = annotations.map((annotation) => {
    const { name, text = '', xref } = annotation;
    if (name === PANEL_KEY) return place(annotation, text, 2);
    if (name !== DIRECT_LABEL || xref !== 'paper')
      return { ...annotation, font: { ...annotation.font, size: SMALLEST_TEXT } };
    // One line or two instead of four: name and slope, theory and verdict.
    const lines = text.split('<br>').map((line) => line.replaceAll(' ', NO_BREAK));
    const wrapped = wrap(lines.join('  '), characters);
    return place(annotation, wrapped, lineCount(wrapped) > 1 ? 6 : 2);
  });
  return { below: below + 4, moved };
}

function nameAbove(text: string): Partial<Annotation> {
  return {
    name: AXIS_NAME,
    text,
    xref: 'paper',
    yref: 'paper',
    x: 0,
    y: 1,
    xshift: 10 - LEFT,
    yshift: 4,
    xanchor: 'left',
    yanchor: 'bottom',
    align: 'left',
    showarrow: false,
    font: { size: SMALLEST_TEXT },
  };
}

/** Whether an annotation stands on the plot's upper edge, outside of it. */
function onUpperEdge({ name, y, yref, yanchor }: Partial<Annotation>): boolean {
  return (
    name === PANEL_TITLE || (yref === 'paper' && yanchor === 'bottom' && typeof y === 'number' && y >= 1)
  );
}
