/**
 * sin and cos of two lanes, operation by operation those of src/math/trig.ts. Arguments that the short reduction
 * cannot take, and −0, go to the TypeScript function itself: `far`.
 */
import { mulAdd, mulSub } from './arithmetic';
import { constant, PAIR, scratch } from './memory';

/** Writes sin x and cos x at out, out + 8: src/math/trig.ts. */
@external('env', 'sincos')
declare function far(x: f64, out: usize): void;

export const enum TrigConstant {
  twoOverPi = 8,
  round,
  halfPiHi,
  halfPiLo,
  shortLimit,
  cancelled,
  s0,
  s1,
  s2,
  s3,
  s4,
  s5,
  c0,
  c1,
  c2,
  c3,
  c4,
  c5,
  half,
  one,
}

const NEGATIVE_ZERO: u64 = 0x8000000000000000;

/** Stores sin x at out and cos x at out + 16, two lanes each. */
@inline
export function sincos(x: v128, out: usize): void {
  const shifted = mulAdd(x, constant(TrigConstant.twoOverPi), constant(TrigConstant.round));
  const k = f64x2.sub(shifted, constant(TrigConstant.round));
  const r = mulSub(k, constant(TrigConstant.halfPiLo), mulSub(k, constant(TrigConstant.halfPiHi), x));
  const near = v128.and(
    f64x2.lt(f64x2.abs(x), constant(TrigConstant.shortLimit)),
    f64x2.ge(f64x2.abs(r), f64x2.mul(f64x2.abs(k), constant(TrigConstant.cancelled))),
  );
  if (!i64x2.all_true(v128.andnot(near, i64x2.eq(x, i64x2.splat(NEGATIVE_ZERO))))) {
    farPair(x, out);
    return;
  }
  const z = f64x2.mul(r, r);
  const z2 = f64x2.mul(z, z);
  const h = f64x2.mul(constant(TrigConstant.half), z);
  const w = f64x2.sub(constant(TrigConstant.one), h);
  const sinHigh = mulAdd(z2, mulAdd(z, constant(TrigConstant.s5), constant(TrigConstant.s4)), mulAdd(z, constant(TrigConstant.s3), constant(TrigConstant.s2)));
  const sinTail = f64x2.mul(z, mulAdd(z2, sinHigh, mulAdd(z, constant(TrigConstant.s1), constant(TrigConstant.s0))));
  const cosHigh = mulAdd(z2, mulAdd(z, constant(TrigConstant.c5), constant(TrigConstant.c4)), mulAdd(z, constant(TrigConstant.c3), constant(TrigConstant.c2)));
  const cosTail = f64x2.mul(z2, mulAdd(z2, cosHigh, mulAdd(z, constant(TrigConstant.c1), constant(TrigConstant.c0))));
  const c = f64x2.add(w, f64x2.add(f64x2.sub(f64x2.sub(constant(TrigConstant.one), w), h), cosTail));
  const s = mulAdd(r, sinTail, r);
  // quadrant q: the low bits of `shifted`. Odd q swaps sine and cosine; q & 2 and (q + 1) & 2 negate them.
  const one = i64x2.splat(1);
  const swap = i64x2.neg(v128.and(shifted, one));
  const sinSign = i64x2.shl(i64x2.shr_u(shifted, 1), 63);
  const cosSign = i64x2.shl(i64x2.shr_u(i64x2.add(shifted, one), 1), 63);
  v128.store(out, v128.xor(v128.bitselect(c, s, swap), sinSign));
  v128.store(out, v128.xor(v128.bitselect(s, c, swap), cosSign), 16);
}

function farPair(x: v128, out: usize): void {
  const pair = scratch(PAIR);
  for (let lane = 0; lane < 2; lane++) {
    far(lane == 0 ? f64x2.extract_lane(x, 0) : f64x2.extract_lane(x, 1), pair);
    store<f64>(out + (<usize>lane << 3), load<f64>(pair));
    store<f64>(out + (<usize>lane << 3), load<f64>(pair, 8), 16);
  }
}
