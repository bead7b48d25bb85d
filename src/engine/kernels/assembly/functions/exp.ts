/**
 * exp and expm1 of two lanes, operation by operation those of src/math/exp.ts. Lanes that overflow, that are subnormal,
 * NaN, or (expm1) tiny or far out are computed one by one.
 */
import { INV_LN2, LN2_HI, LN2_LO, powers, ROUND, scalarTail, tail, times } from './powers';

/** 2^k for −1022 ≤ k ≤ 1023. */
@inline
function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>(<u64>(k + 1023) << 52);
}

function scalarExp(x: f64): f64 {
  if (x != x) return x;
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const k = x * INV_LN2 + ROUND - ROUND;
  const r = x - k * LN2_HI - k * LN2_LO;
  const y = 1 + (r + scalarTail(r));
  const whole = <i32>k;
  if (Math.abs(x) < 708) return y * powerOfTwo(whole);
  const half = whole >> 1;
  return y * powerOfTwo(half) * powerOfTwo(whole - half);
}

function scalarExpm1(x: f64): f64 {
  const a = Math.abs(x);
  if (a < 2e-17) return x;
  if (!(a < 40)) return x < 0 ? -1 : scalarExp(x);
  const k = x * INV_LN2 + ROUND - ROUND;
  const b = x - k * LN2_HI;
  const c = k * LN2_LO;
  const r = b - c;
  const p = powerOfTwo(<i32>k);
  const pr = p * r;
  const sum = p - 1 + pr;
  return sum + (p - 1 - sum + pr + p * (b - r - c + scalarTail(r)));
}

function slowExp(x: v128): v128 {
  const first = f64x2.splat(scalarExp(f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, scalarExp(f64x2.extract_lane(x, 1)));
}

function slowExpm1(x: v128): v128 {
  const first = f64x2.splat(scalarExpm1(f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, scalarExpm1(f64x2.extract_lane(x, 1)));
}

export function exp(x: v128): v128 {
  if (!i64x2.all_true(f64x2.lt(f64x2.abs(x), f64x2.splat(708)))) return slowExp(x);
  const shifted = f64x2.add(times(x, INV_LN2), f64x2.splat(ROUND));
  const k = f64x2.sub(shifted, f64x2.splat(ROUND));
  const r = f64x2.sub(f64x2.sub(x, times(k, LN2_HI)), times(k, LN2_LO));
  return f64x2.mul(f64x2.add(f64x2.splat(1), f64x2.add(r, tail(r))), powers(shifted));
}

export function expm1(x: v128): v128 {
  const a = f64x2.abs(x);
  const near = v128.and(f64x2.ge(a, f64x2.splat(2e-17)), f64x2.lt(a, f64x2.splat(40)));
  if (!i64x2.all_true(near)) return slowExpm1(x);
  const shifted = f64x2.add(times(x, INV_LN2), f64x2.splat(ROUND));
  const k = f64x2.sub(shifted, f64x2.splat(ROUND));
  const b = f64x2.sub(x, times(k, LN2_HI));
  const c = times(k, LN2_LO);
  const r = f64x2.sub(b, c);
  const p = powers(shifted);
  const less = f64x2.sub(p, f64x2.splat(1));
  const pr = f64x2.mul(p, r);
  const sum = f64x2.add(less, pr);
  const rest = f64x2.mul(p, f64x2.add(f64x2.sub(f64x2.sub(b, r), c), tail(r)));
  return f64x2.add(sum, f64x2.add(f64x2.add(f64x2.sub(less, sum), pr), rest));
}
