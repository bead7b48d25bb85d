/**
 * Logarithmic axes with explicit ranges and ticks, so that a figure looks the same in every Plotly and direct
 * labels can be placed: ticks at equal distances within a factor of two, at 1, 2, 5 × 10^k on a short range, at powers of ten on a long one, and at the
 * levels themselves on a level axis.
 */
import type { RateAxis } from '../statistics/rate.ts';
import { formatNumber, superscript } from './text.ts';

export interface LogAxis {
  /** log10 of the ends, as Plotly wants it. */
  range: [number, number];
  tickvals: number[];
  ticktext: string[];
}

/** The axis that holds all positive finite values, with `padding` of its length to spare at each end. */
export function logAxis(values: Iterable<number>, padding = 0.06): LogAxis {
  const range = logRange(values, padding);
  return { range, ...decimalTicks(range) };
}

/**
 * An axis whose ticks are the levels (N, or η as 1/64), at most `most` of them. Symbols may stand a factor of `aside` beside
 * their level.
 */
export function levelAxis(levels: readonly number[], axis: RateAxis, most = 8, aside = 1): LogAxis {
  const range = logRange(
    levels.flatMap((level) => [level / aside, level * aside]),
    0.06,
  );
  const distinct = [...new Set(levels.filter((level) => level > 0 && Number.isFinite(level)))].sort(
    (a, b) => a - b,
  );
  const every = Math.max(1, Math.ceil(distinct.length / most));
  const kept = distinct.filter((_, i) => (distinct.length - 1 - i) % every === 0);
  return { range, tickvals: kept, ticktext: kept.map((level) => levelName(level, axis)) };
}

/** A step of 0.015625 is `1/64`; a number of particles is itself, or `10⁵`. */
export function levelName(level: number, axis: RateAxis): string {
  const inverse = 1 / level;
  if (axis === 'step' && inverse > 1.5 && Math.abs(inverse - Math.round(inverse)) < 1e-9 * inverse) {
    return `1/${Math.round(inverse)}`;
  }
  const power = level >= 1e5 && Number.isInteger(Math.log10(level));
  return axis === 'particles' && Number.isInteger(level) && level < 1e7 && !power
    ? String(level)
    : formatNumber(level);
}

/** Where a value lies on the axis: 0 at its lower end, 1 at its upper one. */
export function axisFraction(value: number, axis: LogAxis): number {
  return (Math.log10(value) - axis.range[0]) / (axis.range[1] - axis.range[0]);
}

function logRange(values: Iterable<number>, padding: number): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!(value > 0) || !Number.isFinite(value)) continue;
    low = Math.min(low, Math.log10(value));
    high = Math.max(high, Math.log10(value));
  }
  if (low > high) return [-1, 1];
  const spare = high > low ? (high - low) * padding : 0.3;
  return [low - spare, high + spare];
}

function decimalTicks([low, high]: [number, number]): Omit<LogAxis, 'range'> {
  const decades = high - low;
  if (decades < 0.3) return evenTicks(10 ** low, 10 ** high);
  const stride = Math.max(1, Math.ceil(decades / 8));
  const steps = decades < 0.8 ? [1, 1.5, 2, 3, 4, 5, 7] : decades < 2.2 ? [1, 2, 5] : [1];
  const tickvals: number[] = [];
  for (let k = Math.floor(low); k <= Math.ceil(high); k++) {
    if (stride > 1 && k % stride !== 0) continue;
    for (const step of steps) {
      const value = Number(`${step}e${k}`);
      const at = Math.log10(value);
      if (at >= low && at <= high && value > 0) tickvals.push(value);
    }
  }
  const powers = steps.length === 1 && (low < -3 || high > 5);
  const ticktext = tickvals.map((value) =>
    powers ? `10${superscript(Math.round(Math.log10(value)))}` : formatNumber(value),
  );
  return { tickvals, ticktext };
}

/** Ticks of equal distance, a round number, for a range of less than a factor of two. */
function evenTicks(low: number, high: number): Omit<LogAxis, 'range'> {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((multiple) => multiple * power >= rough)!;
  const tickvals: number[] = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++)
    tickvals.push(Number((i * step).toPrecision(12)));
  return { tickvals, ticktext: tickvals.map((value) => formatNumber(value, 6)) };
}
