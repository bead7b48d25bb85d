/**
 * Small panels, one per tail index: the frame of the compressibility figures. The place after the last panel holds the key,
 * so that no series needs a label in every panel.
 */
import type { Annotation, Layout } from 'plotly.js-dist-min';
import type { LogAxis } from './axes.ts';
import { axisKey, gridHeight, type PanelGrid, panelAxes, panelPlace } from './panelGrid.ts';
import { lineCount, plain } from './text.ts';
import { AXIS, axisTitle, baseLayout, PANEL_KEY, panelTitle, titleBlock } from './theme.ts';

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

/** `α = 1.5`, and what α = 2 is. */
export function alphaName(alpha: number): string {
  return alpha === 2 ? 'α = 2 (Gaussian)' : `α = ${alpha}`;
}

export function alphaPanels({ alphas, title, subtitle, x, y, key }: AlphaPanels): Partial<Layout> {
  const grid: PanelGrid = {
    panels: alphas.length + 1,
    columns: columnsOf(alphas.length + 1),
    height: PANEL_HEIGHT,
    between: BETWEEN_ROWS,
    beside: 0.14,
  };
  const top = 56 + lineCount(title) * 22 + lineCount(subtitle) * 16;
  const axes: Record<string, unknown> = {};
  const annotations: Partial<Annotation>[] = [];
  for (const [panel, alpha] of alphas.entries()) {
    const { xaxis, yaxis } = panelAxes(panel);
    const place = panelPlace(panel, grid);
    const { range, tickvals, ticktext } = x;
    axes[axisKey(xaxis)] = {
      ...AXIS,
      type: 'log',
      range,
      tickvals,
      ticktext,
      anchor: yaxis,
      domain: place.x,
      ...(panel + grid.columns >= alphas.length ? { title: axisTitle(x.title, 34) } : {}),
    };
    axes[axisKey(yaxis)] = {
      ...AXIS,
      type: 'log',
      range: y.range,
      tickvals: y.tickvals,
      ticktext: y.ticktext,
      anchor: xaxis,
      domain: place.y,
      ...(place.column === 0 ? { title: axisTitle(y.title, 34) } : { showticklabels: false }),
    };
    annotations.push(panelTitle(plain(alphaName(alpha)), panel));
  }
  const { x: right, y: rows } = panelPlace(alphas.length, grid);
  annotations.push(
    ...key.map(
      ({ text, color }, line): Partial<Annotation> => ({
        name: PANEL_KEY,
        text,
        xref: 'paper',
        yref: 'paper',
        x: right[0] + 0.02,
        y: rows[1],
        xanchor: 'left',
        yanchor: 'top',
        yshift: -20 * line - 4,
        align: 'left',
        showarrow: false,
        font: { size: 12.5, color },
      }),
    ),
  );
  return {
    ...baseLayout(),
    ...titleBlock(title, subtitle),
    height: top + gridHeight(grid) + BELOW,
    margin: { l: 76, r: 24, t: top, b: BELOW },
    ...(axes as Partial<Layout>),
    annotations,
  };
}

/** Two to four columns: those that leave the fewest places empty, and three where that is all the same. */
function columnsOf(places: number): number {
  const empty = (columns: number) => Math.ceil(places / columns) * columns - places;
  return [3, 2, 4].reduce((best, columns) => (empty(columns) < empty(best) ? columns : best));
}
