/**
 * tanh of four lanes, x P(x²) / Q(x²): exactly odd, never beyond ±1, relative error 3.6e−7 at most (beyond
 * |x| = 7.75 the value there). NaN stays NaN. test/fixtures/make_float32_coefficients.py.
 */
import { Constant, constant, mulAdd } from './arithmetic';

@inline
export function tanh(s: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(s, constant(Constant.tanhMost)), constant(Constant.tanhLeast));
  const z = f32x4.mul(x, x);
  let p = mulAdd(z, constant(Constant.p4), constant(Constant.p3));
  let q = f32x4.add(z, constant(Constant.q3));
  p = mulAdd(z, p, constant(Constant.p2));
  q = mulAdd(z, q, constant(Constant.q2));
  p = mulAdd(z, p, constant(Constant.p1));
  q = mulAdd(z, q, constant(Constant.q1));
  p = mulAdd(z, p, constant(Constant.p0));
  q = mulAdd(z, q, constant(Constant.q0));
  return f32x4.div(f32x4.mul(x, p), q);
}
