/** The portable elementary functions for model authors, `mckean/math`: the same bits on every engine and machine. */
export { atan, cos, exp, exp2, expm1, log, log1p, log2, pow, sin, sincos, tan, tanh } from './elementary.ts';
export { wholePower } from './pow.ts';
