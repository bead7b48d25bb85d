/**
 * tanh x = x P(x²) / Q(x²): odd, never beyond ±1, relative error 4e−7 at most (fused or not) (beyond |x| = 7.75 the value there).
 * NaN stays NaN. Coefficients: test/fixtures/make_float32_coefficients.py.
 */
import { Constant, constant, mulAdd } from './arithmetic';

/** tanh of four lanes. */
@inline
export function tanh(s: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(s, constant(Constant.tanhMost)), constant(Constant.tanhLeast));
  const z = f32x4.mul(x, x);
  let p = mulAdd(z, constant(Constant.p3), constant(Constant.p2));
  let q = f32x4.add(z, constant(Constant.q3));
  p = mulAdd(z, p, constant(Constant.p1));
  q = mulAdd(z, q, constant(Constant.q2));
  p = mulAdd(z, p, constant(Constant.p0));
  q = mulAdd(z, q, constant(Constant.q1));
  q = mulAdd(z, q, constant(Constant.q0));
  return f32x4.div(f32x4.mul(x, p), q);
}

/**
 * Of the eight numbers at `at`: stores 1 − tanh² at `slopes` and adds the two vectors of tanh to `sums`. `tanh` of
 * both vectors step by step, so that each constant is loaded once.
 */
@inline
export function tanhPair(at: usize, slopes: usize, sums: usize): void {
  let c = constant(Constant.tanhMost);
  let x0 = f32x4.pmin(v128.load(at), c);
  let x1 = f32x4.pmin(v128.load(at, 16), c);
  c = constant(Constant.tanhLeast);
  x0 = f32x4.pmax(x0, c);
  x1 = f32x4.pmax(x1, c);
  const z0 = f32x4.mul(x0, x0);
  const z1 = f32x4.mul(x1, x1);
  c = constant(Constant.q3);
  let q0 = f32x4.add(z0, c);
  let q1 = f32x4.add(z1, c);
  const p3 = constant(Constant.p3);
  c = constant(Constant.p2);
  let p0 = mulAdd(z0, p3, c);
  let p1 = mulAdd(z1, p3, c);
  c = constant(Constant.q2);
  q0 = mulAdd(z0, q0, c);
  q1 = mulAdd(z1, q1, c);
  c = constant(Constant.p1);
  p0 = mulAdd(z0, p0, c);
  p1 = mulAdd(z1, p1, c);
  c = constant(Constant.q1);
  q0 = mulAdd(z0, q0, c);
  q1 = mulAdd(z1, q1, c);
  c = constant(Constant.p0);
  p0 = mulAdd(z0, p0, c);
  p1 = mulAdd(z1, p1, c);
  c = constant(Constant.q0);
  q0 = mulAdd(z0, q0, c);
  q1 = mulAdd(z1, q1, c);
  const y0 = f32x4.div(f32x4.mul(x0, p0), q0);
  const y1 = f32x4.div(f32x4.mul(x1, p1), q1);
  c = constant(Constant.one);
  v128.store(slopes, f32x4.sub(c, f32x4.mul(y0, y0)));
  v128.store(slopes, f32x4.sub(c, f32x4.mul(y1, y1)), 16);
  v128.store(sums, f32x4.add(v128.load(sums), f32x4.add(y0, y1)));
}
