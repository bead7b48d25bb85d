/**
 * The coverage figure: how often do the intervals of each tail-index estimator cover the true α?
 *
 * One row per estimator, one column per law and α, at one n; percent of the samples. White is what was promised, orange less,
 * blue more. Where the estimator's assumptions do not hold the number stands in brackets.
 */
import type { Data } from 'plotly.js-dist-min';
import { formatNumber, wrap } from './text.ts';
import {
  AXIS,
  baseLayout,
  type FigureSpec,
  type FigureText,
  INK,
  MUTED,
  SHARE,
  SMALLEST_TEXT,
  titleBlock,
} from './theme.ts';

export interface CoverageCell {
  readonly law: string;
  readonly alpha: number;
  readonly estimator: string;
  readonly coverage: { readonly estimate: number; readonly interval: readonly [number, number] };
  readonly assumption: { readonly hold: boolean; readonly reason: string };
}

/** Data of a figure of how often the intervals of estimators are right. */
export interface CoverageInput {
  /** n. */
  readonly count: number;
  /** Coverage promised. */
  readonly confidence: number;
  readonly cells: readonly CoverageCell[];
}

const ROW = 30;

/** The specification of the figure. */
export function coverageFigure(input: CoverageInput): FigureSpec {
  const { cells, confidence } = input;
  const estimators = unique(cells.map(({ estimator }) => estimator));
  const columns = unique(cells.map(columnOf));
  const at = (estimator: string, column: string) =>
    cells.find((cell) => cell.estimator === estimator && columnOf(cell) === column);
  const grid = estimators.map((estimator) => columns.map((column) => at(estimator, column)));
  const x = columns.map((_, c) => c);
  const y = estimators.map((_, r) => r);
  const data: Data[] = [
    {
      type: 'heatmap',
      x,
      y,
      z: grid.map((row) => row.map((cell) => cell?.coverage.estimate ?? null)),
      zmin: 0,
      zmax: 1,
      colorscale: [
        [0, SHARE[0]],
        [Math.max(0, confidence - 0.1), SHARE[1]],
        [confidence, SHARE[2]],
        [1, SHARE[3]],
      ],
      showscale: false,
      xgap: 1,
      ygap: 1,
      hoverinfo: 'text',
      text: grid.map((row) => row.map((cell) => (cell === undefined ? '' : hoverOf(cell)))),
    } as unknown as Data,
    {
      type: 'scatter',
      mode: 'text',
      x: grid.flatMap((row) => row.flatMap((cell, c) => (cell === undefined ? [] : [c]))),
      y: grid.flatMap((row, r) => row.flatMap((cell) => (cell === undefined ? [] : [r]))),
      text: grid.flatMap((row) => row.flatMap((cell) => (cell === undefined ? [] : [numberOf(cell)]))),
      textfont: { size: SMALLEST_TEXT, color: INK },
      hoverinfo: 'skip',
    },
  ];
  const laws = unique(cells.map(({ law }) => law));
  return {
    data,
    layout: {
      ...baseLayout(),
      ...titleBlock(wrap(titleOf(input), 78), keyOf(input)),
      height: 150 + ROW * estimators.length + 60,
      margin: { l: 176, r: 24, t: 106, b: 62 },
      xaxis: {
        ...AXIS,
        showgrid: false,
        range: [-0.5, columns.length - 0.5],
        tickmode: 'array',
        tickvals: x,
        ticktext: columns.map((column) => column.split(' ')[1]),
        tickangle: 0,
        tickfont: { size: SMALLEST_TEXT },
        title: { text: 'α', standoff: 8, font: { size: 14 } },
      },
      yaxis: {
        ...AXIS,
        showgrid: false,
        range: [estimators.length - 0.5, -0.5],
        tickmode: 'array',
        tickvals: y,
        ticktext: estimators,
      },
      annotations: laws.map((law) => {
        const own = columns.flatMap((column, c) => (column.startsWith(`${law} `) ? [c] : []));
        return {
          text: LAW_NAMES[law] ?? law,
          x: (own[0] + own[own.length - 1]) / 2,
          y: 1,
          yref: 'paper',
          yanchor: 'bottom',
          yshift: 2,
          showarrow: false,
          font: { size: 12, color: MUTED },
        } as const;
      }),
      shapes: laws.slice(1).map((law) => {
        const first = columns.findIndex((column) => column.startsWith(`${law} `)) - 0.5;
        return {
          type: 'line',
          x0: first,
          x1: first,
          y0: 0,
          y1: 1,
          yref: 'paper',
          line: { color: INK, width: 1.2 },
        } as const;
      }),
    },
  };
}

/** Caption and text alternative, with their numbers computed. */
export function coverageText(input: CoverageInput): FigureText {
  const { cells, confidence } = input;
  const held = cells.filter(({ assumption }) => assumption.hold);
  const low = held.filter(({ coverage }) => coverage.interval[1] < confidence - 0.03);
  const high = held.filter(({ coverage }) => coverage.interval[0] > confidence + 0.03);
  const range = held.map(({ coverage }) => coverage.estimate);
  const percent = (value: number) => `${formatNumber(100 * value, 3)} %`;
  const named = [...low, ...high].map(
    ({ estimator, law, alpha, coverage }) =>
      `${estimator} (${LAW_NAMES[law] ?? law}, α = ${alpha}: ${percent(coverage.estimate)})`,
  );
  const words =
    held.length === 0
      ? 'No assumption holds.'
      : `Where the assumptions hold (${held.length} of ${cells.length} cells, numbers without brackets) coverage is between ${percent(Math.min(...range))} and ${percent(Math.max(...range))}; ${named.length === 0 ? 'in none of them is it' : `it is`} significantly more than 3 points off the ${percent(confidence)} promised${named.length === 0 ? '' : ` for ${named.join(', ')}`}.`;
  const caption = `Percent of ${percent(confidence)} intervals that cover the true tail index, n = ${input.count}. ${words}`;
  return { caption, alt: caption };
}

const LAW_NAMES: Record<string, string> = {
  stable: 'symmetric stable',
  pareto: 'Pareto',
  student: 'Student t',
  gaussian: 'Gaussian',
};

function titleOf({ count, confidence }: CoverageInput): string {
  return `Coverage of ${formatNumber(100 * confidence)} % intervals for the tail index, n = ${count}`;
}

function keyOf({ confidence }: CoverageInput): string {
  return `percent of samples; white: ${formatNumber(100 * confidence)} as promised, orange less, blue more; (brackets): assumptions do not hold`;
}

function columnOf({ law, alpha }: CoverageCell): string {
  return `${law} ${alpha}`;
}

function numberOf({ coverage, assumption }: CoverageCell): string {
  const percent = String(Math.round(100 * coverage.estimate));
  return assumption.hold ? percent : `(${percent})`;
}

function hoverOf({ law, alpha, estimator, coverage, assumption }: CoverageCell): string {
  const [low, high] = coverage.interval.map((end) => formatNumber(100 * end, 3));
  return `${estimator}, ${LAW_NAMES[law] ?? law}, α = ${alpha}<br>${formatNumber(100 * coverage.estimate, 3)} % [${low}, ${high}]<br>${assumption.hold ? 'assumptions hold' : 'assumptions do not hold'}: ${assumption.reason}`;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
