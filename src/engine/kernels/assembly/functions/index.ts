/**
 * The elementary functions of formulas, two lanes at a time and bit for bit those of src/math. The modules that are
 * made of formulas (src/engine/kernels/formula) import them from an instance of this one; JavaScript cannot call them.
 */
import { PAIR, scratch } from '../memory';
import { tableTanh } from './tanh';
import { sincos as trig } from '../trig';
import { each, eachOfTwo, Far } from './lanes';

export { setUp } from '../memory';
export { exp, expm1 } from './exp';
export { log, log1p } from './log';
export { tableTanh as tanh };

/** Where sin or cos alone leaves both: after the pair that trig.ts uses. */
const BOTH: usize = PAIR + 16;

/** Stores sin x at out and cos x at out + 16. */
export function sincos(x: v128, out: usize): void {
  trig(x, out);
}

export function sin(x: v128): v128 {
  sincos(x, scratch(BOTH));
  return v128.load(scratch(BOTH));
}

export function cos(x: v128): v128 {
  sincos(x, scratch(BOTH));
  return v128.load(scratch(BOTH), 16);
}

export function tan(x: v128): v128 {
  return each(Far.tan, x);
}

export function atan(x: v128): v128 {
  return each(Far.atan, x);
}

export function pow(x: v128, y: v128): v128 {
  return eachOfTwo(x, y);
}
