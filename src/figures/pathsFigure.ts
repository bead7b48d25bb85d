/**
 * The paths figure: paths of single particles or noises over time, a panel per tail index, each with its own height.
 *
 * A path is drawn as it was computed: constant over a cell, with its step at the end of it. The largest step of a panel is marked.
 */
import type { Annotation, Data, Layout } from 'plotly.js-dist-min';
import { formatNumber, lineCount, plain, withoutMarkup, wrap } from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  emptyFigure,
  type FigureSpec,
  type FigureText,
  INK,
  panelTitle,
  seriesStyle,
  titleBlock,
} from './theme.ts';

export interface PathsPanel {
  /** For example `α = 1.5`. */
  readonly label: string;
  /** Each as long as `times`. */
  readonly paths: readonly ArrayLike<number>[];
}

/** Data of a figure of paths over time, a panel per tail index. */
export interface PathsInput {
  /** Ascending. */
  readonly times: ArrayLike<number>;
  readonly panels: readonly PathsPanel[];
  /** What is drawn, for example `L(t)`. */
  readonly valueLabel: string;
  /** In one sentence, for the caption. */
  readonly setup?: string;
}

const COLUMNS = 2;
const PANEL_HEIGHT = 190;
const BETWEEN_ROWS = 58;
const BETWEEN_COLUMNS = 0.1;
const BELOW = 62;

export function pathsFigure(input: PathsInput): FigureSpec {
  const title = wrap(titleOf(input), 78);
  const panels = drawn(input);
  if (panels.length === 0) return emptyFigure(title, 'There is no path to draw.');
  const columns = Math.min(COLUMNS, panels.length);
  const rows = Math.ceil(panels.length / columns);
  const top = 62 + lineCount(title) * 22 + 18;
  const inner = rows * PANEL_HEIGHT + (rows - 1) * BETWEEN_ROWS;
  const width = (1 - BETWEEN_COLUMNS * (columns - 1)) / columns;
  const times = Array.from(input.times);
  const data: Data[] = [];
  const axes: Record<string, unknown> = {};
  const annotations: Partial<Annotation>[] = [];
  for (const [index, { label, paths }] of panels.entries()) {
    const suffix = index === 0 ? '' : String(index + 1);
    const on = { type: 'scatter', xaxis: `x${suffix}`, yaxis: `y${suffix}`, hoverinfo: 'skip' } as const;
    for (const [p, path] of paths.entries()) {
      const line = { color: seriesStyle(p).color, width: 1.4, shape: 'hv' as const };
      data.push({ ...on, mode: 'lines', name: `${label}: path ${p + 1}`, x: times, y: gaps(path), line });
    }
    const step = largestStep(paths);
    if (step !== undefined)
      data.push({
        ...on,
        mode: 'lines',
        name: `${label}: largest step`,
        x: [times[step.at], times[step.at]],
        y: [step.from, step.to],
        line: { color: INK, width: 3 },
      });
    const left = (index % columns) * (width + BETWEEN_COLUMNS);
    const ceiling = 1 - (Math.floor(index / columns) * (PANEL_HEIGHT + BETWEEN_ROWS)) / inner;
    axes[`xaxis${suffix}`] = {
      ...AXIS,
      anchor: `y${suffix}`,
      domain: [left, left + width],
      ...(index + columns < panels.length ? {} : { title: axisTitle('time t', 34) }),
    };
    axes[`yaxis${suffix}`] = {
      ...AXIS,
      anchor: `x${suffix}`,
      domain: [Math.max(0, ceiling - PANEL_HEIGHT / inner), ceiling],
      nticks: 6,
      ...(index % columns === 0 ? { title: axisTitle(input.valueLabel, 24) } : {}),
    };
    annotations.push(panelTitle(plain(label), index));
  }
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, keyOf(panels)),
      height: top + inner + BELOW,
      margin: { l: 76, r: 24, t: top, b: BELOW },
      ...(axes as Partial<Layout>),
      annotations,
    },
  };
}

/** Caption and alternative text. */
export function pathsText(input: PathsInput): FigureText {
  const steps = drawn(input).map(({ label, paths }) => `${label}: ${sizeOf(paths)}`);
  const setup = input.setup === undefined ? '' : ` ${input.setup}.`;
  return {
    caption: `${input.valueLabel} over time, constant over each of ${Math.max(0, input.times.length - 1)} cells.${setup} Largest step (thick): ${steps.join(', ')}.`,
    alt: `${withoutMarkup(titleOf(input))}. Paths over time, a panel each for ${drawn(input)
      .map(({ label }) => label)
      .join(', ')}.`,
  };
}

function drawn({ panels, times }: PathsInput): PathsPanel[] {
  return times.length === 0 ? [] : panels.filter(({ paths }) => paths.length > 0);
}

function titleOf(input: PathsInput): string {
  const panels = drawn(input);
  if (panels.length === 0) return `${plain(input.valueLabel)} over time`;
  const sizes = panels.map(({ label, paths }) => unbroken(`${sizeOf(paths)} (${plain(label)})`));
  const last = sizes.pop();
  return `The largest step is ${sizes.length === 0 ? '' : `${sizes.join(', ')} and `}${last}`;
}

function keyOf(panels: readonly PathsPanel[]): string {
  const most = Math.max(...panels.map(({ paths }) => paths.length));
  return `━━ ${most === 1 ? 'one path' : `${most} paths`}   <b>┃</b> largest step; every panel has its own heights`;
}

interface Step {
  /** Index of the time at which it is taken. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The longest step of all paths; undefined where no step is a number. */
function largestStep(paths: readonly ArrayLike<number>[]): Step | undefined {
  let largest: Step | undefined;
  let size = -1;
  for (const path of paths)
    for (let at = 1; at < path.length; at++) {
      const [from, to] = [path[at - 1], path[at]];
      if (Math.abs(to - from) > size) [largest, size] = [{ at, from, to }, Math.abs(to - from)];
    }
  return size < Infinity ? largest : undefined;
}

function sizeOf(paths: readonly ArrayLike<number>[]): string {
  const step = largestStep(paths);
  return step === undefined ? 'unknown' : formatNumber(Math.abs(step.to - step.from), 2);
}

/** Kept on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** Plotly draws a gap where the value is null. */
function gaps(path: ArrayLike<number>): (number | null)[] {
  return Array.from(path, (value) => (Number.isFinite(value) ? value : null));
}
