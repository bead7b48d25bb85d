/**
 * softplus of four lanes: log(1 + e^s) = max(s, 0) + log(1 + y), y = e^−|s|; e^−|s| = 2^k e^r, |r| ≤ ln2/2, and
 * log(1 + y) = t L(t²), t = y / (2 + y) ≤ 1/3. Relative error 4e−7; beyond |s| = 87 the term y is lost (1e−38).
 */
import { Constant, constant, mulAdd } from './arithmetic';

@inline
export function softplus(s: v128): v128 {
  const x = f32x4.neg(f32x4.pmin(f32x4.abs(s), constant(Constant.expMost)));
  const shifted = mulAdd(x, constant(Constant.log2e), constant(Constant.round));
  const k = f32x4.sub(shifted, constant(Constant.round));
  const r = f32x4.sub(
    f32x4.sub(x, f32x4.mul(k, constant(Constant.ln2Hi))),
    f32x4.mul(k, constant(Constant.ln2Lo)),
  );
  let e = mulAdd(r, constant(Constant.e5), constant(Constant.e4));
  e = mulAdd(r, e, constant(Constant.e3));
  e = mulAdd(r, e, constant(Constant.e2));
  e = mulAdd(r, e, constant(Constant.e1));
  e = mulAdd(r, e, constant(Constant.one));
  e = mulAdd(r, e, constant(Constant.one));
  // 2^k, −126 ≤ k ≤ 0: the low bits of `shifted` are those of k
  const y = f32x4.mul(e, i32x4.add(i32x4.shl(shifted, 23), constant(Constant.one)));
  const t = f32x4.div(y, f32x4.add(constant(Constant.two), y));
  const z = f32x4.mul(t, t);
  let l = mulAdd(z, constant(Constant.l4), constant(Constant.l3));
  l = mulAdd(z, l, constant(Constant.l2));
  l = mulAdd(z, l, constant(Constant.l1));
  l = mulAdd(z, l, constant(Constant.two));
  return mulAdd(t, l, f32x4.pmax(s, f32x4.splat(0)));
}
