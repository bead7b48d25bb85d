/**
 * The field-path figure: the field m(t) of N particles, replica by replica, against its mean-field limit.
 *
 * One panel per field coordinate (ρ₁ real, ρ₁ imaginary, risk …), stacked over a common time axis. Thin lines are
 * replicas, the coloured line is their mean, the black dashed line is the limit.
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
  footnote,
  seriesStyle,
  THEORY,
  titleBlock,
} from './theme.ts';

export interface FieldPanel {
  /** For example `Re ρ₁`. */
  readonly label: string;
  /** One path per replica, each as long as `times`. */
  readonly replicas: readonly ArrayLike<number>[];
  /** The mean path; computed from `replicas` unless told. */
  readonly mean?: ArrayLike<number>;
  /** The exact path, where there is one. */
  readonly limit?: ArrayLike<number>;
}

/** Data of a figure of the field over time, with its limit where one is known. */
export interface FieldPathInput {
  readonly title?: string;
  readonly times: ArrayLike<number>;
  readonly panels: readonly FieldPanel[];
  readonly particles?: number;
  /** The system in one sentence, for the caption. */
  readonly setup?: string;
  /** Default `time t`. */
  readonly timeLabel?: string;
  /** Where `times` and `replicas` are only what is drawn: how many there were, and the largest distance to the limit in all of them. */
  readonly whole?: { readonly replicas: number; readonly times: number; readonly furthest: number };
}

const PANEL_HEIGHT = 190;
const MOST_REPLICAS = 32;
const MOST_TIMES = 400;
/** Of all lines together, so that the figure stays small; where there are many, at fewer times. */
const MOST_POINTS = 12_000;
const FEWEST_TIMES = 50;

/** What is drawn: at most 32 replicas, and 400 times or fewer; the mean and the largest distance are those of all. */
export function fieldPathKept(input: FieldPathInput): FieldPathInput {
  if (input.whole !== undefined) return input;
  const { length } = input.times;
  const indices = keptIndices(length, mostTimes(input.panels));
  const pick = (path: ArrayLike<number>) => indices.map((i) => path[i]!);
  return {
    ...input,
    times: pick(input.times),
    panels: input.panels.map(({ label, replicas, limit }) => ({
      label,
      replicas: replicas.slice(0, MOST_REPLICAS).map(pick),
      ...(replicas.length === 0 ? {} : { mean: pick(meanPath(replicas, length)) }),
      ...(limit === undefined ? {} : { limit: pick(limit) }),
    })),
    whole: {
      replicas: Math.max(0, ...input.panels.map((panel) => panel.replicas.length)),
      times: length,
      furthest: furthestOf(input.panels),
    },
  };
}

function mostTimes(panels: readonly FieldPanel[]): number {
  const lines = panels.reduce((sum, { replicas }) => sum + Math.min(replicas.length, MOST_REPLICAS) + 2, 0);
  return Math.max(FEWEST_TIMES, Math.min(MOST_TIMES, Math.floor(MOST_POINTS / Math.max(1, lines))));
}

/** The specification of the figure. */
export function fieldPathFigure(given: FieldPathInput): FigureSpec {
  const input = fieldPathKept(given);
  const title = wrap(fieldTitle(input), 78);
  const panels = input.panels.filter((panel) => panel.replicas.length > 0 || panel.limit !== undefined);
  if (panels.length === 0 || input.times.length === 0) return emptyFigure(title, 'There is no path to draw.');
  const pick = (path: ArrayLike<number>) => Array.from(path, finiteOrGap);
  const times = pick(input.times);
  const data: Data[] = [];
  const axes: Record<string, unknown> = {};
  const annotations: Partial<Annotation>[] = [];
  const gap = panels.length > 1 ? 0.09 / (panels.length - 1) : 0;
  const height = (1 - gap * (panels.length - 1)) / panels.length;
  for (const [index, panel] of panels.entries()) {
    const axis = index === 0 ? '' : String(index + 1);
    const style = seriesStyle(index);
    const on = { type: 'scatter', mode: 'lines', x: times, xaxis: 'x', yaxis: `y${axis}` } as const;
    for (const [r, path] of panel.replicas.entries()) {
      const thin = { color: style.color, width: 0.7 };
      const name = `${panel.label}: replica ${r + 1}`;
      data.push({ ...on, name, y: pick(path), line: thin, opacity: 0.35, hoverinfo: 'skip' });
    }
    if (panel.mean !== undefined) {
      data.push({
        ...on,
        name: `${panel.label}: mean`,
        y: pick(panel.mean),
        line: { color: style.color, width: 2.4 },
      });
    }
    if (panel.limit !== undefined) {
      const line = { color: THEORY, width: 2, dash: 'dash' as const };
      data.push({ ...on, name: `${panel.label}: limit`, y: pick(panel.limit), line });
    }
    const top = 1 - index * (height + gap);
    axes[`yaxis${axis}`] = {
      ...AXIS,
      domain: [Math.max(0, top - height), top],
      nticks: 5,
      title: { ...axisTitle(panel.label, 24), font: { size: 14, color: style.text } },
    };
  }
  const note = thinningNote(input);
  if (note !== '') annotations.push(footnote(wrap(note, 110)));
  const head = 62 + lineCount(title) * 22;
  const foot = note === '' ? 60 : 84;
  const bottomAxis = panels.length === 1 ? 'y' : `y${panels.length}`;
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, keyOf(panels, input.whole!.replicas)),
      height: head + foot + Math.max(280, PANEL_HEIGHT * panels.length),
      margin: { l: 76, r: 24, t: head, b: foot },
      ...(axes as Partial<Layout>),
      xaxis: {
        ...AXIS,
        anchor: bottomAxis as 'y',
        title: axisTitle(input.timeLabel ?? 'time t', 70),
      },
      annotations,
    },
  };
}

/** Caption and alternative text. */
export function fieldPathText(given: FieldPathInput): FigureText {
  const input = fieldPathKept(given);
  const title = withoutMarkup(fieldTitle(input));
  const { replicas } = input.whole!;
  const names = input.panels.map((panel) => panel.label).join(', ');
  const system = input.setup === undefined ? '' : ` ${input.setup}.`;
  const limit = input.panels.some((panel) => panel.limit !== undefined);
  return {
    caption: `Field of the ${replicas > 0 ? 'particle system' : 'mean-field limit'} over time: ${names}.${system} ${linesOf(replicas, limit)} ${title}.`,
    alt: `${title}. Paths of ${names}${replicas > 0 ? ` for ${replicas} replicas${limit ? ', with the limit' : ''}` : ''}.`,
  };
}

function linesOf(replicas: number, limit: boolean): string {
  if (replicas === 0) return 'Dashed line: the mean-field limit.';
  return `Thin lines: ${replicas} replica${replicas === 1 ? '' : 's'}; coloured line: their mean${limit ? '; dashed line: the mean-field limit' : ''}.`;
}

function fieldTitle(input: FieldPathInput): string {
  if (input.title !== undefined) return plain(input.title);
  const who = input.particles === undefined ? 'The particles' : `${input.particles} particles`;
  const { furthest } = input.whole!;
  if (Number.isNaN(furthest)) return `${who}: the field is not a number at some time`;
  if (furthest < 0) return `The field of ${who.replace('The', 'the')} over time`;
  return `${who} stay within ${formatNumber(furthest, 2)} of the mean-field limit in every replica`;
}

/** −1 where there is no limit, NaN where a path is not a number. */
function furthestOf(panels: readonly FieldPanel[]): number {
  let furthest = -1;
  for (const { replicas, limit } of panels) {
    if (limit === undefined) continue;
    for (const path of replicas) {
      for (let i = 0; i < path.length; i++) furthest = Math.max(furthest, Math.abs(path[i]! - limit[i]!));
    }
  }
  return furthest;
}

function keptIndices(length: number, most: number): number[] {
  if (length === 0) return [];
  const every = Math.max(1, Math.ceil((length - 1) / (most - 1)));
  const kept: number[] = [];
  for (let i = 0; i < length - 1; i += every) kept.push(i);
  kept.push(length - 1);
  return kept;
}

/** Plotly draws a gap where the value is null. */
function finiteOrGap(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function meanPath(paths: readonly ArrayLike<number>[], length: number): Float64Array {
  const mean = new Float64Array(length);
  for (const path of paths) for (let i = 0; i < length; i++) mean[i]! += path[i]! / paths.length;
  return mean;
}

function keyOf(panels: readonly FieldPanel[], replicas: number): string {
  const key = replicas > 0 ? [`── ${replicas} replicas`, '━━ their mean'] : [];
  if (panels.some((panel) => panel.limit !== undefined)) key.push('╌╌ mean-field limit');
  return key.join('   ');
}

function thinningNote({ times: { length }, whole }: FieldPathInput): string {
  const parts: string[] = [];
  const { replicas, times } = whole!;
  if (replicas > MOST_REPLICAS) parts.push(`the first ${MOST_REPLICAS} of ${replicas} replicas`);
  if (length < times) parts.push(`${length} of ${times} times`);
  return parts.length === 0 ? '' : `Drawn: ${parts.join(' and ')}.`;
}
