/**
 * The elementary functions of formulas, two lanes at a time and bit for bit those of src/math. The modules that are
 * made of formulas (src/engine/kernels/formula) import them from an instance of this one; JavaScript cannot call them.
 */
import { sincos as trig } from '../trig';

export { setUp } from '../memory';
export { atan } from './atan';
export { exp, expm1 } from './exp';
export { tan } from './lanes';
export { log, log1p } from './log';
export { pow } from './pow';
export { tableTanh as tanh } from './tanh';

/** Stores sin x at out and cos x at out + 16. */
export function sincos(x: v128, out: usize): void {
  trig(x, out);
}
