/** What every specification must be: plain JSON without NaN, and traces that a test can find by name. */
import { expect } from 'vitest';
import type { FigureSpec } from '../../src/figures/theme.ts';

/** A trace as these figures write it. */
export interface Trace {
  name: string;
  x: (number | null)[];
  y: (number | null)[];
  fill?: string;
  line?: { dash?: string; color?: string; width?: number };
  marker?: { color: string | string[]; symbol: string };
  error_y?: { array: number[]; arrayminus: number[] };
  hovertext?: string[];
}

/** The one trace whose name ends in (or holds) the text. */
export function traceNamed(spec: FigureSpec, text: string): Trace {
  const found = spec.data.filter((trace) => trace.name?.includes(text));
  expect(found.length).toBeGreaterThan(0);
  return found[0] as unknown as Trace;
}

/** Nothing in it is lost or changed by JSON: no NaN, no infinity, no function, no typed array. */
export function expectPlainJson(spec: FigureSpec): void {
  expect(JSON.parse(JSON.stringify(spec))).toEqual(withoutUndefined(spec));
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, withoutUndefined(member)]),
  );
}
