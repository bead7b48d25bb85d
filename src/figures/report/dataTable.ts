/**
 * The numbers of a figure as tables, for readers who see no picture or use no pointer: what a pointer can read off the
 * figure, series by series. Bands and lines that a pointer passes over are left out, since their caption names them.
 */
import { escapeHtml } from '../html.ts';
import { formatNumber, withoutMarkup } from '../text.ts';
import type { FigureSpec } from '../theme.ts';
import { htmlTable } from './table.ts';

/** Rows of one series, at most; of more, as many at equal distances, with the last. */
const MOST_ROWS = 24;

interface Trace {
  readonly type?: string;
  readonly name?: string;
  readonly hoverinfo?: string;
  readonly fill?: string;
  readonly xaxis?: string;
  readonly yaxis?: string;
  readonly x?: ArrayLike<unknown>;
  readonly y?: ArrayLike<unknown>;
  readonly z?: ArrayLike<ArrayLike<unknown>>;
  readonly error_x?: ErrorBar;
  readonly error_y?: ErrorBar;
}

interface ErrorBar {
  readonly array?: ArrayLike<number>;
  readonly arrayminus?: ArrayLike<number>;
}

/** A folded block with the figure's tables, or nothing where there is nothing to read. */
export function dataTables(spec: FigureSpec, name: string): string {
  const traces = (spec.data as Trace[]).filter(isRead);
  const groups = Map.groupBy(traces, ({ xaxis = 'x', yaxis = 'y' }) =>
    JSON.stringify([axisName(spec, 'x', xaxis), axisName(spec, 'y', yaxis)]),
  );
  const tables = [...groups].map(([names, own]) => {
    const [x, y] = JSON.parse(names) as [string, string];
    return own[0].type === 'heatmap' ? heatmapTable(own[0], name, x) : seriesTable(own, name, x, y);
  });
  if (tables.length === 0) return '';
  return `<details class="data"><summary>Numbers of ${escapeHtml(name)}</summary>\n${tables.join('\n')}\n</details>`;
}

function isRead({ hoverinfo, fill, x, y }: Trace): boolean {
  return hoverinfo !== 'skip' && fill !== 'toself' && x !== undefined && y !== undefined && x.length > 0;
}

/** The title of an axis, of its row of panels where it has none itself. */
function axisName({ layout }: FigureSpec, letter: 'x' | 'y', id: string): string {
  const axes = layout as Record<string, { title?: { text?: string } } | undefined>;
  const title = (key: string) => axes[key]?.title?.text;
  const own = title(`${letter}axis${id.slice(1)}`) ?? title(`${letter}axis`);
  return own === undefined || own === '' ? letter : withoutMarkup(own);
}

function seriesTable(traces: readonly Trace[], figure: string, x: string, y: string): string {
  const [xBars, yBars] = [traces.some((t) => t.error_x?.array), traces.some((t) => t.error_y?.array)];
  const number = (of: string) => ({ name: of, style: 'number' as const });
  const bars = (of: string) => [number(`${of}, from`), number(`${of}, to`)];
  const rows = traces.flatMap((trace) =>
    chosen(trace.x!.length).map((at) => [
      escapeHtml(withoutMarkup(trace.name ?? '')),
      cell(trace.x![at]),
      ...(xBars ? ends(trace.x![at], trace.error_x, at) : []),
      cell(trace.y![at]),
      ...(yBars ? ends(trace.y![at], trace.error_y, at) : []),
    ]),
  );
  const cut = traces.some((trace) => trace.x!.length > MOST_ROWS);
  return htmlTable({
    caption: `${figure}: ${y} against ${x}${cut ? ` (${MOST_ROWS} points of longer series; all are in the figure’s record)` : ''}`,
    kind: 'data',
    columns: [
      { name: 'Series' },
      number(x),
      ...(xBars ? bars('interval') : []),
      number(y),
      ...(yBars ? bars('interval') : []),
    ],
    rows,
  });
}

function heatmapTable({ x, y, z }: Trace, figure: string, across: string): string {
  const columns = Array.from(x!, (value) => ({
    name: withoutMarkup(String(value)),
    style: 'number' as const,
  }));
  return htmlTable({
    caption: `${figure}: columns are ${across}`,
    kind: 'data',
    columns: [{ name: 'Row' }, ...columns],
    rows: Array.from(y!, (name, r) => [
      escapeHtml(withoutMarkup(String(name))),
      ...columns.map((_, c) => cell(z?.[r]?.[c])),
    ]),
  });
}

/** Which points of a series are shown. */
function chosen(length: number): number[] {
  if (length <= MOST_ROWS) return Array.from({ length }, (_, at) => at);
  return Array.from({ length: MOST_ROWS }, (_, k) => Math.round((k * (length - 1)) / (MOST_ROWS - 1)));
}

function ends(value: unknown, bar: ErrorBar | undefined, at: number): string[] {
  const up = bar?.array?.[at];
  if (typeof value !== 'number' || up === undefined) return ['', ''];
  return [cell(value - (bar?.arrayminus?.[at] ?? up)), cell(value + up)];
}

function cell(value: unknown): string {
  if (typeof value === 'number') return formatNumber(value, 4);
  return value === null || value === undefined ? 'none' : escapeHtml(withoutMarkup(String(value)));
}
