/** tanh of two lanes, operation by operation that of src/math/tanh.ts; −0 gives +0. The table is at its middle entry. */
import { mulAdd, mulSub } from './arithmetic';
import { constant } from './memory';

/** Entries of CONSTANTS that tanh uses; src/engine/kernels/layout.ts writes them. */
export const enum TanhConstant {
  most,
  least,
  shift,
  t0,
  t1,
  t2,
  one,
  half,
}

@inline
export function tanh(x: v128, middle: usize): v128 {
  const c = f64x2.pmax(f64x2.pmin(x, constant(TanhConstant.most)), constant(TanhConstant.least));
  const shifted = f64x2.add(c, constant(TanhConstant.shift));
  const r = f64x2.sub(c, f64x2.sub(shifted, constant(TanhConstant.shift)));
  let t = v128.load64_zero(middle + (i32x4.extract_lane(shifted, 0) << 3));
  t = v128.load64_lane(middle + (i32x4.extract_lane(shifted, 2) << 3), t, 1);
  const z = f64x2.mul(r, r);
  let p = mulAdd(z, constant(TanhConstant.t2), constant(TanhConstant.t1));
  p = mulAdd(z, p, constant(TanhConstant.t0));
  const w = mulAdd(r, f64x2.mul(z, p), r);
  const u = f64x2.mul(t, w);
  return f64x2.add(t, f64x2.div(mulSub(t, u, w), f64x2.add(constant(TanhConstant.one), u)));
}
