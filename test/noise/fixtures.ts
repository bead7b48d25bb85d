/** The fixtures of test/fixtures and the one error measure that the tests of the laws use. */
import { readFileSync } from 'node:fs';

export function readFixture<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')) as T;
}

export const relativeError = (value: number, exact: number): number => Math.abs(value / exact - 1);

/** Rows of [x, P(Y > x), P(Y < x), density at x], Y = |X| or A; the density is that of X or A. */
export interface LawCase {
  readonly alpha?: number;
  readonly b?: number;
  readonly rows: readonly (readonly [number, number, number, number])[];
}

/** Rows of [low word, high word, quantile]. */
export interface TableCase {
  readonly alpha: number;
  readonly rows: readonly (readonly [number, number, number])[];
}
