/**
 * The portable elementary functions: built from + - * / and bit operations only, hence the same bits on every
 * engine and machine (the engines' own Math.exp, Math.sin, Math.pow ... differ between versions).
 *
 * Worst errors against 1300-bit references: 2 ulp over every float64 (test/math/elementary.test.ts).
 */
export { atan } from './atan.ts';
export { exp, exp2, expm1 } from './exp.ts';
export { log, log1p } from './log.ts';
export { log2 } from './log2.ts';
export { pow } from './pow.ts';
export { tan } from './tan.ts';
export { tanh } from './tanh.ts';
export { cos, sin, sincos } from './trig.ts';
