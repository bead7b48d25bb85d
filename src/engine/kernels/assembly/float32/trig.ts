/**
 * sin and cos of four lanes whose arguments are float64: x = (k + f)·π/2 with |f| ≤ ½ in float64, then polynomials
 * of f in float32: absolute error 2e−7. From |x| = 1.6e6 on, where x·2/π has lost too many digits, and at
 * non-finite x: the TypeScript function.
 */
import { constant as wide, PAIR, scratch } from '../memory';
import { TrigConstant } from '../trig';
import { Constant, constant, mulAdd, narrow } from './arithmetic';

/** Writes sin x and cos x at out, out + 8: src/math/trig.ts. */
@external('env', 'sincos')
declare function far(x: f64, out: usize): void;

/** Stores the sines of the particles at `x` and `x + 16` at `out`, their cosines at `out + 32`. */
@inline
export function sincos(x: usize, out: usize): void {
  const a = v128.load(x);
  const b = v128.load(x, 16);
  if (!i64x2.all_true(f64x2.lt(f64x2.pmax(f64x2.abs(a), f64x2.abs(b)), wide(TrigConstant.shortLimit)))) {
    farFour(x, out);
    return;
  }
  const ya = f64x2.mul(a, wide(TrigConstant.twoOverPi));
  const yb = f64x2.mul(b, wide(TrigConstant.twoOverPi));
  const ka = f64x2.add(ya, wide(TrigConstant.round));
  const kb = f64x2.add(yb, wide(TrigConstant.round));
  const f = narrow(
    f64x2.sub(ya, f64x2.sub(ka, wide(TrigConstant.round))),
    f64x2.sub(yb, f64x2.sub(kb, wide(TrigConstant.round))),
  );
  const z = f32x4.mul(f, f);
  let s = mulAdd(z, constant(Constant.s3), constant(Constant.s2));
  s = mulAdd(z, s, constant(Constant.s1));
  s = f32x4.mul(f, mulAdd(z, s, constant(Constant.s0)));
  let c = mulAdd(z, constant(Constant.c2), constant(Constant.c1));
  c = mulAdd(z, c, constant(Constant.c0));
  c = mulAdd(z, c, constant(Constant.one));
  // quadrant: the low bits of k. Odd ones swap sine and cosine; k & 2 and (k + 1) & 2 negate them.
  const k = v128.shuffle<u32>(ka, kb, 0, 2, 4, 6);
  const swap = i32x4.shr_s(i32x4.shl(k, 31), 31);
  const sinSign = i32x4.shl(i32x4.shr_u(k, 1), 31);
  const cosSign = v128.xor(sinSign, i32x4.shl(k, 31));
  v128.store(out, v128.xor(v128.bitselect(c, s, swap), sinSign));
  v128.store(out, v128.xor(v128.bitselect(s, c, swap), cosSign), 32);
}

function farFour(x: usize, out: usize): void {
  const pair = scratch(PAIR);
  for (let lane: usize = 0; lane < 4; lane++) {
    far(load<f64>(x + (lane << 3)), pair);
    store<f32>(out + (lane << 2), <f32>load<f64>(pair));
    store<f32>(out + (lane << 2), <f32>load<f64>(pair, 8), 32);
  }
}
