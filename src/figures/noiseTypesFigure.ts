/**
 * The noise-types figure: which joint law does the noise of one neuron have?
 *
 * All three types have the same coordinates one by one; the scale of the projection ⟨u, X⟩ tells them apart:
 * |Σu_j| for Type I (one variable on all coordinates), (Σ|u_j|^α)^{1/α} for Type II (independent coordinates),
 * ‖u‖ for Type III (rotationally invariant). u = (1, −1) gives 0, 2^{1/α}, √2.
 */
import type { Data } from 'plotly.js-dist-min';
import { formatNumber, lineCount, plain, withoutMarkup, wrap } from './text.ts';
import {
  AXIS,
  axisTitle,
  baseLayout,
  emptyFigure,
  type FigureSpec,
  type FigureText,
  INK,
  MUTED,
  SMALLEST_TEXT,
  seriesStyle,
  titleBlock,
} from './theme.ts';

export interface ProjectionScale {
  readonly type: 'I' | 'II' | 'III';
  /** For example `u = (1, −1)`. */
  readonly direction: string;
  /** Measured scale of ⟨u, X⟩ and its confidence interval. */
  readonly scale: number;
  readonly interval: readonly [number, number];
  readonly exact: number;
}

/** Data of a figure of the noise types by the laws of their projections. */
export interface NoiseTypesInput {
  readonly title?: string;
  readonly alpha: number;
  readonly rows: readonly ProjectionScale[];
  readonly samples?: number;
  readonly confidence?: number;
}

const TYPES = ['I', 'II', 'III'] as const;
const NAMES = { I: 'one variable for all', II: 'independent', III: 'rotationally invariant' } as const;

/** The specification of the figure. */
export function noiseTypesFigure(input: NoiseTypesInput): FigureSpec {
  const title = wrap(noiseTitle(input), 78);
  const rows = input.rows.filter((row) => Number.isFinite(row.scale) && Number.isFinite(row.exact));
  if (rows.length === 0) return emptyFigure(title, 'No scale was measured.');
  const directions = [...new Set(rows.map((row) => row.direction))];
  const place = (row: ProjectionScale) =>
    directions.indexOf(row.direction) + (TYPES.indexOf(row.type) - 1) * 0.24;
  const top = 70 + lineCount(title) * 22;
  const percent = formatNumber(100 * (input.confidence ?? 0.95));
  const data: Data[] = [
    {
      type: 'scatter',
      mode: 'lines',
      name: 'exact',
      x: rows.flatMap((row) => [place(row) - 0.1, place(row) + 0.1, null]),
      y: rows.flatMap((row) => [row.exact, row.exact, null]),
      line: { color: INK, width: 1.8 },
      hoverinfo: 'skip',
    },
    ...TYPES.map((type, i): Data => {
      const own = rows.filter((row) => row.type === type);
      const style = seriesStyle(i);
      return {
        type: 'scatter',
        mode: 'markers',
        name: `Type ${type}`,
        x: own.map(place),
        y: own.map((row) => row.scale),
        error_y: {
          type: 'data',
          symmetric: false,
          array: own.map((row) => Math.max(0, row.interval[1] - row.scale)),
          arrayminus: own.map((row) => Math.max(0, row.scale - row.interval[0])),
          color: style.color,
          thickness: 1.6,
          width: 5,
        },
        marker: { symbol: style.symbol, size: 9, color: style.color },
        hoverinfo: 'text',
        hovertext: own.map(
          (row) =>
            `Type ${type}, ${plain(row.direction)}<br>measured ${formatNumber(row.scale, 5)} [${formatNumber(row.interval[0], 5)}, ${formatNumber(row.interval[1], 5)}]<br>exact ${formatNumber(row.exact, 6)}`,
        ),
      };
    }),
  ];
  const highest = Math.max(
    ...rows.flatMap((row) => [row.scale, row.exact, row.interval[1]]).filter(Number.isFinite),
  );
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(title, `${typeKey()}<br>━━ exact, with its value   │ ${percent} % interval`),
      margin: { l: 76, r: 24, t: top, b: 62 },
      xaxis: {
        ...AXIS,
        showgrid: false,
        range: [-0.5, directions.length - 0.5],
        tickvals: directions.map((_, i) => i),
        ticktext: directions.map(plain),
        title: axisTitle('direction u', 70),
      },
      yaxis: {
        ...AXIS,
        range: [-0.06 * highest || -0.1, 1.1 * highest || 1],
        title: axisTitle('scale of ⟨u, X⟩', 40),
      },
      annotations: rows.map((row) => ({
        x: place(row),
        y: Math.max(row.exact, row.scale, row.interval[1]),
        yshift: 12,
        text: formatNumber(row.exact),
        showarrow: false,
        font: { size: SMALLEST_TEXT, color: MUTED },
      })),
    },
  };
}

/** Caption and alternative text. */
export function noiseTypesText(input: NoiseTypesInput): FigureText {
  const title = withoutMarkup(noiseTitle(input));
  const samples = input.samples === undefined ? '' : ` from ${input.samples} samples`;
  const parts = input.rows.map(
    (row) =>
      `Type ${row.type}, ${row.direction}: ${formatNumber(row.scale, 4)} (exact ${formatNumber(row.exact, 4)})`,
  );
  return {
    caption: `Scale of the projection ⟨u, X⟩ of the noise vector of one neuron, α = ${input.alpha}${samples}: measured (symbols) and exact (bars, with their values). All types have the same coordinates one by one, u = (1, 0); together they differ.`,
    alt: `${title}. ${parts.join('; ')}.`,
  };
}

function noiseTitle(input: NoiseTypesInput): string {
  if (input.title !== undefined) return plain(input.title);
  const inside = input.rows.filter(
    ({ exact, interval }) => exact >= interval[0] && exact <= interval[1],
  ).length;
  const count = inside === input.rows.length ? `all ${inside}` : `${inside} of ${input.rows.length}`;
  return `Projections tell the three noise types apart (α = ${input.alpha}): ${count} exact scales inside the intervals`;
}

function typeKey(): string {
  return TYPES.map((type, i) => `${seriesStyle(i).glyph} Type ${type}: ${NAMES[type]}`).join('   ');
}
