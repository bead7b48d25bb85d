/**
 * atan of two lanes, operation by operation that of src/math/atan.ts: the quotient t is formed of a numerator and a
 * denominator that each lane's interval chooses (a/1 is a exactly).
 */
const A0: f64 = 0.3333333333333292;
const A1: f64 = -0.19999999999873663;
const A2: f64 = 0.14285714272261044;
const A3: f64 = -0.11111110395050469;
const A4: f64 = 0.09090886875333207;
const A5: f64 = -0.0769187223784732;
const A6: f64 = 0.06661034099961934;
const A7: f64 = -0.0583332386888076;
const A8: f64 = 0.04975914647125773;
const A9: f64 = -0.036510297180808476;
const A10: f64 = 0.016265544089345545;

@inline
function number(v: f64): v128 {
  return f64x2.splat(v);
}

@inline
function step(p: v128, z: v128, a: f64): v128 {
  return f64x2.add(f64x2.mul(p, z), number(a));
}

export function atan(x: v128): v128 {
  const a = f64x2.abs(x);
  const one = number(1);
  let top = number(-1);
  let bottom = a;
  let base = number(1.5707963267948966);
  let rest = number(6.123233995736766e-17);

  const third = f64x2.lt(a, number(2.4375));
  top = v128.bitselect(f64x2.sub(a, number(1.5)), top, third);
  bottom = v128.bitselect(f64x2.add(one, f64x2.mul(number(1.5), a)), bottom, third);
  base = v128.bitselect(number(0.982793723247329), base, third);
  rest = v128.bitselect(number(1.3903311031230998e-17), rest, third);

  const second = f64x2.lt(a, number(1.1875));
  top = v128.bitselect(f64x2.sub(a, one), top, second);
  bottom = v128.bitselect(f64x2.add(a, one), bottom, second);
  base = v128.bitselect(number(0.7853981633974483), base, second);
  rest = v128.bitselect(number(3.061616997868383e-17), rest, second);

  const first = f64x2.lt(a, number(0.6875));
  top = v128.bitselect(f64x2.sub(f64x2.mul(number(2), a), one), top, first);
  bottom = v128.bitselect(f64x2.add(number(2), a), bottom, first);
  base = v128.bitselect(number(0.4636476090008061), base, first);
  rest = v128.bitselect(number(2.2698777452961687e-17), rest, first);

  const none = f64x2.lt(a, number(0.4375));
  top = v128.bitselect(a, top, none);
  bottom = v128.bitselect(one, bottom, none);
  base = v128.andnot(base, none);
  rest = v128.andnot(rest, none);

  const t = f64x2.div(top, bottom);
  const z = f64x2.mul(t, t);
  let p = step(number(A10), z, A9);
  p = step(p, z, A8);
  p = step(p, z, A7);
  p = step(p, z, A6);
  p = step(p, z, A5);
  p = step(p, z, A4);
  p = step(p, z, A3);
  p = step(p, z, A2);
  p = step(p, z, A1);
  p = step(p, z, A0);
  const inner = f64x2.sub(f64x2.sub(f64x2.mul(f64x2.mul(t, z), p), rest), t);
  const y = f64x2.sub(base, inner);
  const signed = v128.bitselect(f64x2.neg(y), y, f64x2.lt(x, number(0)));
  return v128.bitselect(x, signed, f64x2.lt(a, number(7e-9)));
}
