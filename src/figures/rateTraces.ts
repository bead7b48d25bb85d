/**
 * The marks of a rate figure on one pair of axes.
 *
 * Filled symbols with vertical confidence intervals are the levels used; the line with its band is the weighted
 * fit log(error) = intercept + slope·log(level); the dashed line has the slope of theory and passes through the
 * fit at the middle of the used levels; crosses are exact values; hollow symbols were dropped.
 */
import type { Data } from 'plotly.js-dist-min';
import type { DroppedLevel, Level, RateFit } from '../statistics/rate.ts';
import type { LogAxis } from './axes.ts';
import { drawable, levelHover, type RateSeries, sideways } from './rateWords.ts';
import { exponentName } from './text.ts';
import { MUTED, PAPER, seriesStyle, THEORY } from './theme.ts';

/** Every height that must be inside the frame; of an interval no more than a factor of 30, or 4 if dropped. */
export function heightsOf(series: readonly RateSeries[]): number[] {
  return series.flatMap(({ fit }) => {
    const ends = (levels: readonly Level[], most: number) =>
      levels
        .filter(drawable)
        .flatMap(({ estimate, interval, exact }) => [
          Math.min(interval[1], estimate * most),
          Math.max(interval[0], estimate / most),
          estimate,
          exact ?? estimate,
        ]);
    return [
      ...ends(fit.levels, 30),
      ...ends(fit.dropped, 4),
      ...fit.band.flatMap(({ low, high }) => [low, high]),
    ];
  });
}

/** Axes of a panel that traces are drawn on. */
export interface RateAxes {
  readonly x: LogAxis;
  readonly y: LogAxis;
  /** Names of the axes, for example `x2` and `y2`. */
  readonly xaxis: string;
  readonly yaxis: string;
}

/** How far apart lines of the same theory may be and still be one: a factor at the middle of the levels. */
const ONE_THEORY = 1.4;

/**
 * All series, in layers: bands, then fits, theory, exact values, and the estimates over them. A series that is moved sideways
 * is moved as a whole.
 */
export function rateTraces(all: readonly RateSeries[], { x, y, xaxis, yaxis }: RateAxes): Data[] {
  const shifts = all.map((_, i) => sideways(all, i));
  const traces = [
    ...all.flatMap((series, i) => bandTraces(series, i, shifts[i]!)),
    ...all.flatMap((series, i) => fitTraces(series, i, shifts[i]!)),
    ...theoryTraces(all, shifts, x),
    ...all.flatMap((series, i) => exactTraces(series, shifts[i]!)),
    ...all.flatMap((series, i) => pointTraces(series, i, shifts[i]!, y)),
  ];
  return traces.map((trace) => ({ ...trace, xaxis, yaxis }) as Data);
}

function bandTraces({ label, fit }: RateSeries, index: number, shift: number): Data[] {
  const band = fit.band.filter(({ level, low, high }) =>
    [level, low, high].every((v) => v > 0 && v < Infinity),
  );
  if (band.length < 2) return [];
  return [
    {
      type: 'scatter',
      mode: 'lines',
      name: `${label}: confidence band`,
      x: [...band, ...band.toReversed()].map((b) => b.level * shift),
      y: [...band.map((b) => b.high), ...band.map((b) => b.low).reverse()],
      fill: 'toself',
      fillcolor: seriesStyle(index).fill,
      line: { width: 0 },
      hoverinfo: 'skip',
    },
  ];
}

function fitTraces({ label, fit }: RateSeries, index: number, shift: number): Data[] {
  const used = fit.levels.filter(drawable);
  if (!Number.isFinite(fit.slope) || !Number.isFinite(fit.intercept) || used.length < 2) return [];
  const ends = endsOf(used.map((level) => level.level));
  return [
    {
      type: 'scatter',
      mode: 'lines',
      name: `${label}: fit`,
      x: ends.map((level) => level * shift),
      y: ends.map((level) => Math.exp(fit.intercept + fit.slope * Math.log(level))),
      line: { color: seriesStyle(index).color, width: 2 },
      hoverinfo: 'skip',
    },
  ];
}

/** A line per series, or one for all that have the same exponent and lie together. */
function theoryTraces(all: readonly RateSeries[], shifts: readonly number[], x: LogAxis): Data[] {
  const middle = 10 ** ((x.range[0] + x.range[1]) / 2);
  const lines = all.flatMap(({ label, claim, fit }, i) => {
    const anchor = theoryAnchor(fit);
    if (anchor === null || !Number.isFinite(claim.exponent)) return [];
    return [
      {
        label,
        exponent: claim.exponent,
        height: anchor.estimate * (middle / (anchor.level * shifts[i]!)) ** claim.exponent,
      },
    ];
  });
  const heights = lines.map(({ height }) => height);
  const together =
    lines.length > 1 &&
    new Set(lines.map(({ exponent }) => exponentName(exponent))).size === 1 &&
    Math.max(...heights) < ONE_THEORY * Math.min(...heights);
  const mean = Math.exp(heights.reduce((sum, height) => sum + Math.log(height), 0) / heights.length);
  const drawn = together ? [{ ...lines[0]!, label: 'all', height: mean }] : lines;
  const ends = [10 ** x.range[0], 10 ** x.range[1]];
  return drawn.map(
    ({ label, exponent, height }): Data => ({
      type: 'scatter',
      mode: 'lines',
      name: `${label}: theory: slope ${exponentName(exponent)}`,
      x: ends,
      y: ends.map((level) => height * (level / middle) ** exponent),
      line: { color: THEORY, width: 1.2, dash: 'dash' },
      hoverinfo: 'skip',
    }),
  );
}

function exactTraces({ label, fit }: RateSeries, shift: number): Data[] {
  const exact = [...fit.levels, ...fit.dropped].filter(
    (level) => drawable(level) && level.exact !== undefined && level.exact > 0,
  );
  if (exact.length === 0) return [];
  return [
    {
      type: 'scatter',
      mode: 'markers',
      name: `${label}: exact`,
      x: exact.map((level) => level.level * shift),
      y: exact.map((level) => level.exact!),
      marker: { symbol: 'x-thin', size: 10, color: THEORY, line: { color: THEORY, width: 1.4 } },
      hoverinfo: 'skip',
    },
  ];
}

function pointTraces(series: RateSeries, index: number, shift: number, y: LogAxis): Data[] {
  const { label, fit } = series;
  const style = seriesStyle(index);
  const floor = 10 ** (y.range[0] - 1);
  const points = (levels: readonly (Level | DroppedLevel)[], name: string, hollow: boolean): Data => ({
    type: 'scatter',
    mode: 'markers',
    name: `${label}: ${name}`,
    x: levels.map((level) => level.level * shift),
    y: levels.map((level) => level.estimate),
    error_y: {
      type: 'data',
      symmetric: false,
      array: levels.map(({ estimate, interval }) => reach(interval[1] - estimate)),
      arrayminus: levels.map(({ estimate, interval }) => reach(estimate - Math.max(interval[0], floor))),
      color: hollow ? MUTED : style.color,
      thickness: 1.4,
      width: 4,
    },
    marker: {
      symbol: style.symbol,
      size: 8,
      color: hollow ? PAPER : style.color,
      line: { color: style.color, width: 1.6 },
    },
    hoverinfo: 'text',
    hovertext: levels.map((level) => levelHover(series, level)),
  });
  const [used, dropped] = [fit.levels.filter(drawable), fit.dropped.filter(drawable)];
  return [
    ...(used.length > 0 ? [points(used, 'used', false)] : []),
    ...(dropped.length > 0 ? [points(dropped, 'dropped', true)] : []),
  ];
}

/** The length of an error bar; a missing or reversed interval has none. */
function reach(length: number): number {
  return Number.isFinite(length) && length > 0 ? length : 0;
}

function endsOf(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** Middle of the used levels on the fitted line; without a fit, the first level that can be drawn. */
export function theoryAnchor(fit: RateFit): { level: number; estimate: number } | null {
  const used = fit.levels.filter(drawable);
  if (used.length > 1 && Number.isFinite(fit.slope) && Number.isFinite(fit.intercept)) {
    const [low, high] = endsOf(used.map((level) => level.level));
    const level = Math.sqrt(low * high);
    return { level, estimate: Math.exp(fit.intercept + fit.slope * Math.log(level)) };
  }
  return used[0] ?? fit.dropped.find(drawable) ?? null;
}
