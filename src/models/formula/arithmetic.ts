/** What each operation of a program computes, one number at a time. */
import { atan, cos, exp, expm1, log, log1p, pow, sin, tan, tanh } from '../../math/elementary.ts';
import type { Binary, Comparing, Unary } from './program.ts';

export const UNARY: Readonly<Record<Unary, (a: number) => number>> = {
  negative: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  ...{ sin, cos, tan, atan, tanh, exp, expm1, log, log1p },
};

export const BINARY: Readonly<Record<Binary | Comparing, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  min: Math.min,
  max: Math.max,
  pow,
  less: (a, b) => (a < b ? 1 : 0),
  atMost: (a, b) => (a <= b ? 1 : 0),
  equal: (a, b) => (a === b ? 1 : 0),
};
