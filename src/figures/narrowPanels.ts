/** Panels with axes of their own in fewer columns, and axes with fewer ticks: what a narrow layout does to axes. */
import type { Layout } from 'plotly.js-dist-min';
import { axisKey, gridHeight, type PanelGrid, panelAxes, panelPlace } from './panelGrid.ts';
import { wrap } from './text.ts';
import { DIRECT_LABEL } from './theme.ts';

export interface Axis {
  readonly tickvals?: number[];
  readonly ticktext?: string[];
  readonly title?: { readonly text?: string };
  readonly domain?: readonly number[];
  readonly showticklabels?: boolean;
}

/** How many axes of a direction a layout has. */
export function panelCount(layout: Partial<Layout>, direction: 'x' | 'y'): number {
  return Object.keys(layout).filter((key) => key.startsWith(`${direction}axis`)).length;
}

/**
 * Panels that have their labels beside them go below one another; others stand in two columns, where only the first has
 * numbers on its vertical axis, unless every panel has heights of its own.
 */
export function rearranged(layout: Partial<Layout>) {
  const { annotations = [], margin = {}, height = 480 } = layout;
  const panels = panelCount(layout, 'x');
  const axisOf = (name: string) => (layout as Record<string, Axis>)[axisKey(name)]!;
  const labelled = annotations.some(({ name, xref }) => name === DIRECT_LABEL && xref !== 'paper');
  const ownHeights = Array.from({ length: panels }, (_, panel) => panelAxes(panel)).some(
    ({ xaxis, yaxis }) => axisOf(xaxis).domain![0]! > 0 && axisOf(yaxis).showticklabels !== false,
  );
  const [low, high] = axisOf('y').domain!;
  const plotHeight = height - (margin.t ?? 0) - (margin.b ?? 0);
  const grid: PanelGrid = {
    panels,
    columns: labelled ? 1 : 2,
    height: Math.round((high! - low!) * plotHeight * (labelled ? 1 : 0.8)),
    between: labelled ? 78 : 62,
    beside: ownHeights ? 0.35 : 0.16,
  };
  const lowest = axisOf(panelAxes(panels - 1).xaxis);
  const axes: Record<string, Axis> = {};
  for (let panel = 0; panel < panels; panel++) {
    const { xaxis, yaxis } = panelAxes(panel);
    const place = panelPlace(panel, grid);
    const { title: xTitle, ...x } = axisOf(xaxis);
    const { title: yTitle, showticklabels: _shown, ...y } = axisOf(yaxis);
    const under = labelled || panel + grid.columns >= panels;
    const first = place.column === 0;
    axes[axisKey(xaxis)] = {
      ...x,
      domain: place.x,
      ...(under ? { title: xTitle ?? lowest.title } : {}),
    } as Axis;
    axes[axisKey(yaxis)] = {
      ...y,
      domain: place.y,
      ...(first ? { title: yTitle ?? axisOf('y').title } : {}),
      ...(first || ownHeights ? {} : { showticklabels: false }),
    } as Axis;
  }
  return {
    axes,
    inner: gridHeight(grid),
    right: labelled ? (margin.r ?? 0) : 12,
    left: labelled ? (margin.l ?? 0) : 0,
  };
}

/** An axis for less room: fewer ticks, its name in one line, or none where that stands elsewhere. */
export function thinned(axis: Axis, { horizontal, named }: { horizontal: boolean; named: boolean }): Axis {
  const { title, tickvals, ticktext, domain = [0, 1] } = axis;
  const width = domain[1]! - domain[0]!;
  const text = (title?.text ?? '').replaceAll('<br>', ' ');
  const name = !horizontal && named ? '' : wrap(text, horizontal ? Math.round(20 + 26 * width) : 34);
  const most = Math.max(3, Math.round(5 * width));
  if (!horizontal || tickvals === undefined || ticktext === undefined || tickvals.length <= most)
    return { ...axis, ...(title === undefined ? {} : { title: { ...title, text: name } }) };
  const every = Math.ceil(tickvals.length / most);
  const kept = (_: unknown, i: number) => (tickvals.length - 1 - i) % every === 0;
  return {
    ...axis,
    ...(title === undefined ? {} : { title: { ...title, text: name } }),
    tickvals: tickvals.filter(kept),
    ticktext: ticktext.filter(kept),
  };
}
