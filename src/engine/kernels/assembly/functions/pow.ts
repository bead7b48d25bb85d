/**
 * pow of two lanes, operation by operation that of src/math/pow.ts with its logPair.ts, productError.ts and expOfSum.
 * Bases that are not positive, normal and finite, and powers that overflow or vanish, go to the TypeScript function.
 */
import { eachOfTwo } from './lanes';
import { areNormal, exponentOf, fractionOf, mantissaOf, upOf } from './mantissa';
import { INV_LN2, LN2_HI, LN2_LO, powers, ROUND, tail, times } from './powers';

const D0: f64 = 0.20000000000001128;
const D1: f64 = 0.14285714285050044;
const D2: f64 = 0.11111111259911113;
const D3: f64 = 0.09090892188345978;
const D4: f64 = 0.07693378428807562;
const D5: f64 = 0.06628414737792639;
const D6: f64 = 0.06598106963705015;
const THIRD: f64 = 1.0 / 3.0;
const THIRD_REST: f64 = 1.850371707708594e-17;
const SPLIT: f64 = 134217729;
const ROUND_BITS: u64 = 0x4338000000000000;

/** a·b − p for p = a·b rounded. */
@inline
function productError(a: v128, b: v128, p: v128): v128 {
  const ca = times(a, SPLIT);
  const ah = f64x2.sub(ca, f64x2.sub(ca, a));
  const al = f64x2.sub(a, ah);
  const cb = times(b, SPLIT);
  const bh = f64x2.sub(cb, f64x2.sub(cb, b));
  const bl = f64x2.sub(b, bh);
  const high = f64x2.sub(p, f64x2.mul(ah, bh));
  const rest = f64x2.sub(f64x2.sub(high, f64x2.mul(al, bh)), f64x2.mul(ah, bl));
  return f64x2.sub(f64x2.mul(al, bl), rest);
}

@inline
function step(z: v128, p: v128, d: f64): v128 {
  return f64x2.add(f64x2.splat(d), f64x2.mul(z, p));
}

export function pow(x: v128, y: v128): v128 {
  if (!areNormal(x)) return eachOfTwo(x, y);
  const one = f64x2.splat(1);
  const fraction = fractionOf(x);
  const up = upOf(fraction);
  const k = exponentOf(x, up);
  const m = mantissaOf(fraction, up);

  const f = f64x2.sub(m, one);
  const d = f64x2.add(m, one);
  const dRest = f64x2.sub(m, f64x2.sub(d, one));
  const s = f64x2.div(f, d);
  const sd = f64x2.mul(s, d);
  const sRest = f64x2.div(
    f64x2.sub(f64x2.sub(f64x2.sub(f, sd), productError(s, d, sd)), f64x2.mul(s, dRest)),
    d,
  );

  const z = f64x2.mul(s, s);
  const zRest = f64x2.add(productError(s, s, z), f64x2.mul(f64x2.mul(f64x2.splat(2), s), sRest));
  const t = f64x2.splat(THIRD);
  const third = f64x2.mul(z, t);
  const thirdRest = f64x2.add(
    productError(z, t, third),
    f64x2.add(times(z, THIRD_REST), f64x2.mul(zRest, t)),
  );
  let p = step(z, f64x2.splat(D6), D5);
  p = step(z, p, D4);
  p = step(z, p, D3);
  p = step(z, p, D2);
  p = step(z, p, D1);
  p = step(z, p, D0);
  const last = f64x2.mul(f64x2.mul(z, z), p);
  const small = f64x2.add(last, thirdRest);
  const u = f64x2.add(third, small);
  const uRest = f64x2.add(f64x2.sub(third, u), small);

  const v = f64x2.mul(s, u);
  const hi = f64x2.add(s, v);
  const lo = f64x2.add(
    f64x2.add(f64x2.sub(s, hi), v),
    f64x2.add(f64x2.add(productError(s, u, v), f64x2.mul(s, uRest)), f64x2.mul(sRest, f64x2.add(one, u))),
  );
  const logHi = times(hi, 2);
  const logLo = times(lo, 2);

  const whole = times(k, LN2_HI);
  const sum = f64x2.add(whole, logHi);
  const rest = f64x2.add(
    f64x2.add(f64x2.sub(whole, sum), logHi),
    f64x2.add(times(k, LN2_LO), logLo),
  );
  const high = f64x2.add(sum, rest);
  const low = f64x2.add(f64x2.sub(sum, high), rest);
  const q = f64x2.mul(y, high);
  if (!i64x2.all_true(f64x2.lt(f64x2.abs(q), f64x2.splat(746)))) return eachOfTwo(x, y);
  return expOfSum(q, f64x2.add(productError(y, high, q), f64x2.mul(y, low)));
}

/** e^(hi + lo) for |hi| < 746. */
@inline
function expOfSum(hi: v128, lo: v128): v128 {
  const shifted = f64x2.add(times(hi, INV_LN2), f64x2.splat(ROUND));
  const k = f64x2.sub(shifted, f64x2.splat(ROUND));
  const b = f64x2.sub(hi, times(k, LN2_HI));
  const c = f64x2.sub(times(k, LN2_LO), lo);
  const r = f64x2.sub(b, c);
  const y = f64x2.add(
    f64x2.splat(1),
    f64x2.add(r, f64x2.add(f64x2.sub(f64x2.sub(b, r), c), tail(r))),
  );
  const whole = i64x2.sub(shifted, i64x2.splat(ROUND_BITS));
  const half = i64x2.shr_s(whole, 1);
  return f64x2.mul(f64x2.mul(y, powers(half)), powers(i64x2.sub(whole, half)));
}
