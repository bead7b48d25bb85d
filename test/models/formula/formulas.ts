/** Random formulas for the fuzz of parser, derivative and kernels: every function and operator, all kinds of numbers. */
import fc from 'fast-check';
import { FUNCTIONS } from '../../../src/models/formula/functions.ts';

/** Numbers that a function finds hard: zeros, kinks, limits of ranges, far ones, the non-finite. */
export const AWKWARD: readonly number[] = [
  ...[
    0, -0, 5e-324, -5e-324, 1e-310, -1e-310, 2.2250738585072014e-308, 1e-20, 7e-9, -6.9e-9, 0.25, -0.29, 0.41,
  ],
  ...[
    1,
    -1,
    0.5,
    Math.SQRT2,
    Math.SQRT1_2,
    Math.PI / 2,
    -Math.PI,
    3,
    19.1,
    20,
    -20,
    39.9,
    40,
    -40,
    355,
    -103993,
  ],
  ...[707.9, 708, -708, 709.7, 709.8, 710, 711, -745, -746, -747, 1647099, 1e16, -1e22, 1e300, -1.7e308],
  ...[6381956970095103 * 2 ** 797, Infinity, -Infinity, Number.NaN],
];

export const anyNumber: fc.Arbitrary<number> = fc.oneof(
  { weight: 3, arbitrary: fc.double({ min: -4, max: 4, noNaN: true }) },
  { weight: 2, arbitrary: fc.constantFrom(...AWKWARD) },
  { weight: 1, arbitrary: fc.double() },
);

const literal = fc.oneof(
  fc.integer({ min: 0, max: 9 }).map(String),
  fc.double({ min: 1e-3, max: 50, noNaN: true }).map((v) => String(Number(v.toPrecision(3)))),
  fc.constantFrom('0', '1', '2', '0.5', '1e-7', '.5', 'pi', 'e'),
);

const one = [...FUNCTIONS].filter(([, { arity }]) => arity === 1).map(([name]) => name);
const two = [...FUNCTIONS].filter(([, { arity }]) => arity === 2).map(([name]) => name);

/** A formula in the names. @param smooth without kinks and jumps */
export function formulas(names: readonly string[], depth = 4): fc.Arbitrary<string> {
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: depth, depthSize: 'small' },
      { weight: 3, arbitrary: fc.constantFrom(...names) },
      { weight: 1, arbitrary: literal },
      {
        weight: 5,
        arbitrary: fc
          .tuple(tie('tree'), fc.constantFrom(' + ', '-', '*', '/', ' * ', ' - '), tie('tree'))
          .map(([a, op, b]) => `(${a}${op}${b})`),
      },
      {
        weight: 5,
        arbitrary: fc.tuple(fc.constantFrom(...one), tie('tree')).map(([f, a]) => `${f}(${a})`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(fc.constantFrom(...two), tie('tree'), tie('tree'))
          .map(([f, a, b]) => `${f}(${a}, ${b})`),
      },
      { weight: 1, arbitrary: tie('tree').map((a) => `-(${a})`) },
      {
        weight: 1,
        arbitrary: fc
          .tuple(tie('tree'), fc.constantFrom('2', '3', '7', '(-1)', '(-2)', '0.5', '1.5', '0', '33'))
          .map(([a, n]) => `(${a})^${n}`),
      },
      {
        weight: 1,
        arbitrary: fc
          .tuple(
            tie('tree'),
            fc.constantFrom('<', '<=', '>', '>=', '==', '!='),
            tie('tree'),
            tie('tree'),
            tie('tree'),
          )
          .map(([a, op, b, c, d]) => `(${a} ${op} ${b} ? ${c} : ${d})`),
      },
    ),
  }));
  return tree;
}
