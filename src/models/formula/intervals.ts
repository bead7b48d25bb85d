/**
 * Interval arithmetic on programs: what range each operation's value can have, given those of the inputs. A bound is finite or
 * not; that it is not rounded outwards is of no matter here.
 */
import { BINARY, UNARY } from './arithmetic.ts';
import { type Operation, operandsOf, type Program } from './program.ts';

export type Interval = readonly [number, number];
export const ALL: Interval = [-Infinity, Infinity];

const hull = (values: readonly number[]): Interval =>
  values.some(Number.isNaN) ? ALL : [Math.min(...values), Math.max(...values)];

/** a·b with 0·∞ = 0: a bound of 0 is the number 0, an infinite one stands for arbitrarily large numbers. */
const times = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);
const products = (a: Interval, b: Interval) => hull(a.flatMap((u) => b.map((v) => times(u, v))));

function quotient(a: Interval, [low, high]: Interval): Interval {
  if (low <= 0 && high >= 0) return ALL;
  return products(a, [1 / high, 1 / low]);
}

/** Of a function that grows, its values at the ends; log and log1p are cut to where they are defined. */
function growing(name: 'sqrt' | 'tanh' | 'atan' | 'exp' | 'expm1' | 'log' | 'log1p', a: Interval): Interval {
  const least = name === 'log1p' ? -1 : name === 'log' || name === 'sqrt' ? 0 : -Infinity;
  if (a[1] < least) return ALL;
  return hull([UNARY[name](Math.max(least, a[0])), UNARY[name](a[1])]);
}

function intervalOf(
  operation: Operation,
  of: readonly Interval[],
  same: boolean,
  inputs: readonly Interval[],
): Interval {
  const [a, b] = of;
  switch (operation[0]) {
    case 'number':
      return [operation[1], operation[1]];
    case 'input':
      return inputs[operation[1]];
    case 'negative':
      return [-a[1], -a[0]];
    case 'abs':
      return [a[0] > 0 ? a[0] : a[1] < 0 ? -a[1] : 0, Math.max(-a[0], a[1])];
    case 'sin':
    case 'cos':
      return [-1, 1];
    case 'tan':
      return ALL;
    case 'add':
      return hull([a[0] + b[0], a[1] + b[1]]);
    case 'subtract':
      return hull([a[0] - b[1], a[1] - b[0]]);
    case 'multiply': {
      const product = products(a, b);
      return same ? [Math.max(0, product[0]), product[1]] : product;
    }
    case 'divide':
      return quotient(a, b);
    case 'min':
    case 'max':
      return [BINARY[operation[0]](a[0], b[0]), BINARY[operation[0]](a[1], b[1])];
    case 'pow':
      return ALL;
    case 'less':
    case 'atMost':
    case 'equal':
      return [0, 1];
    case 'select':
      return hull([...of[1], ...of[2]]);
    default:
      return growing(operation[0], a);
  }
}

/** The range of every operation. */
export function intervalsOf({ operations }: Program, inputs: readonly Interval[]): Interval[] {
  const intervals: Interval[] = [];
  for (const operation of operations) {
    const operands = operandsOf(operation);
    const same = operands.length === 2 && operands[0] === operands[1];
    const of = operands.map((o) => intervals[o]);
    intervals.push(intervalOf(operation, of, same, inputs));
  }
  return intervals;
}

export function isBoundedInterval([low, high]: Interval): boolean {
  return Number.isFinite(low) && Number.isFinite(high);
}
