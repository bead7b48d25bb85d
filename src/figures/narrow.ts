/**
 * The same figure on a narrow screen: the labels that stood in the right margin go below the plot, ticks thin out,
 * fonts and margins shrink. Pure, so that a page can carry both layouts and choose by its width.
 */
import type { Annotation, Layout } from 'plotly.js-dist-min';
import { lineCount, wrap } from './text.ts';
import { DIRECT_LABEL, FOOTNOTE, LINE_HEIGHT, SMALLEST_TEXT } from './theme.ts';

type Axis = {
  tickvals?: number[];
  ticktext?: string[];
  title?: { text?: string };
  anchor?: string;
  domain?: number[];
};

/** Below so many pixels a figure has its narrow layout. */
export const NARROW = 560;

/** Pixels for the title of a panel, which stands on its upper edge. */
const PANEL_TITLE = 28;

const NO_BREAK = '\u00a0';

/** The title, its key and the footnotes leave the plot: a page shows them as text, which wraps by itself. */
export function withoutTexts(layout: Partial<Layout>): Partial<Layout> {
  const { title: _title, width: _width, annotations = [], margin = {}, height = 480, ...rest } = layout;
  const notes = annotations.filter((annotation) => annotation.name === FOOTNOTE);
  const noteLines = notes.reduce((sum, note) => sum + lineCount(note.text ?? ''), 0);
  const top = annotations.some(onUpperEdge) ? PANEL_TITLE : 16;
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

/** For a width below NARROW pixels. Expects a layout without texts. */
export function narrowLayout(layout: Partial<Layout>): Partial<Layout> {
  const { annotations = [], margin = {}, height = 480 } = layout;
  const plotHeight = Math.min(320, Math.max(height - (margin.t ?? 0) - (margin.b ?? 0), 260));
  const panels = Object.keys(layout).filter((key) => key.startsWith('yaxis')).length;
  const inner = panels > 1 ? Math.max(plotHeight, 150 * panels) : plotHeight;
  let below = 54;
  const moved = annotations.map((annotation): Partial<Annotation> => {
    if (annotation.name !== DIRECT_LABEL) {
      return { ...annotation, font: { ...annotation.font, size: SMALLEST_TEXT } };
    }
    // Two lines instead of four: name and slope, theory and verdict.
    const lines = (annotation.text ?? '').split('<br>');
    const text = wrap(lines.map((line) => line.replaceAll(' ', NO_BREAK)).join('   '), 46);
    const label: Partial<Annotation> = {
      ...annotation,
      text,
      x: 0,
      y: 0,
      xshift: -44,
      yshift: -below,
      xanchor: 'left',
      yanchor: 'top',
    };
    below += lineCount(text) * LINE_HEIGHT + 8;
    return label;
  });
  // A rotated name would not fit beside a low plot: it goes above, unless there are several panels.
  const name =
    panels === 1 ? wrap((layout.yaxis as Axis).title?.text?.replaceAll('<br>', ' ') ?? '', 48) : '';
  const own = 8 + lineCount(name) * LINE_HEIGHT;
  const top = annotations.some(onUpperEdge) ? Math.max(own, PANEL_TITLE) : own;
  if (name !== '') {
    moved.push({
      text: name,
      xref: 'paper',
      yref: 'paper',
      x: 0,
      y: 1,
      xshift: -50,
      yshift: 4,
      xanchor: 'left',
      yanchor: 'bottom',
      align: 'left',
      showarrow: false,
      font: { size: 12 },
    });
  }
  const axes: Record<string, unknown> = {};
  for (const key of Object.keys(layout)) {
    if (/^[xy]axis\d*$/.test(key))
      axes[key] = narrowAxis((layout as Record<string, Axis>)[key]!, key[0] === 'x', name !== '');
  }
  return {
    ...layout,
    ...(axes as Partial<Layout>),
    font: { ...layout.font, size: SMALLEST_TEXT },
    margin: { l: 54, r: 12, t: top, b: below },
    height: inner + top + below,
    annotations: moved,
  };
}

/** Whether an annotation stands on the plot's upper edge, outside of it. */
function onUpperEdge({ y, yref, yanchor }: Partial<Annotation>): boolean {
  return yref === 'paper' && yanchor === 'bottom' && typeof y === 'number' && y >= 1;
}

function narrowAxis(axis: Axis, horizontal: boolean, named: boolean): Axis {
  const out: Axis = { ...axis };
  if (!horizontal && named) out.title = { text: '' };
  else if (axis.title?.text !== undefined) {
    out.title = { ...axis.title, text: wrap(axis.title.text.replaceAll('<br>', ' '), 40) };
  }
  const { tickvals, ticktext } = axis;
  if (horizontal && tickvals !== undefined && ticktext !== undefined && tickvals.length > 5) {
    const every = Math.ceil(tickvals.length / 5);
    const kept = (_: unknown, i: number) => (tickvals.length - 1 - i) % every === 0;
    out.tickvals = tickvals.filter(kept);
    out.ticktext = ticktext.filter(kept);
  }
  return out;
}
