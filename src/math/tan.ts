/**
 * tan x = sin r / cos r or -cos r / sin r, both and the quotient carried as pairs hi + lo.
 *
 * Valid for every finite float64 (the reduction is halfPi.ts for |x| >= 0.5), non-finite gives NaN.
 * Worst error 2 ulp (seen: 1.0). Not for hot loops.
 */
import { reduceByHalfPi } from './halfPi.ts';
import { productError } from './productError.ts';
import { cosTail, sinTail } from './trig.ts';

const reduced = new Float64Array(2);

/** tan x; any float64, x in radians; tan(-0) = -0. */
export function tan(x: number): number {
  const a = Math.abs(x);
  if (a < 7e-9) return x;
  let q = 0;
  reduced[0] = x;
  reduced[1] = 0;
  if (!(a < 0.5)) q = reduceByHalfPi(x, reduced);
  const r = reduced[0];
  const z = r * r;
  const h = 0.5 * z;
  const w = 1 - h;
  const cosRest = 1 - w - h + (cosTail(z) - r * reduced[1]);
  const sinRest = r * sinTail(z) + reduced[1] * w;
  const c = w + cosRest;
  const s = r + sinRest;
  const odd = (q & 1) === 1;
  const top = odd ? -c : s;
  const topRest = odd ? c - w - cosRest : r - s + sinRest;
  const bottom = odd ? s : c;
  const bottomRest = odd ? r - s + sinRest : w - c + cosRest;
  const t = top / bottom;
  const p = t * bottom;
  return t + (top - p - productError(t, bottom, p) + topRest - t * bottomRest) / bottom;
}
