/**
 * exp and expm1 of two lanes, operation by operation those of src/math/exp.ts. Lanes that overflow, that are subnormal,
 * NaN, or (expm1) tiny or far out are computed one by one.
 */
const INV_LN2: f64 = 1.4426950408889634;
const LN2_HI: f64 = 0.6931471803691238;
const LN2_LO: f64 = 1.9082149292705877e-10;
/** 1.5·2^52: the low bits of a sum with it are the nearest whole number. */
const ROUND: f64 = 6755399441055744;

const Q0: f64 = 0.5;
const Q1: f64 = 0.1666666666666667;
const Q2: f64 = 0.041666666666666685;
const Q3: f64 = 0.008333333333326141;
const Q4: f64 = 0.0013888888888874404;
const Q5: f64 = 0.00019841269874802263;
const Q6: f64 = 2.4801587348316134e-5;
const Q7: f64 = 2.7557255423845274e-6;
const Q8: f64 = 2.755725293922069e-7;
const Q9: f64 = 2.51052070801962e-8;
const Q10: f64 = 2.0921579060767915e-9;

@inline
function times(a: v128, b: f64): v128 {
  return f64x2.mul(a, f64x2.splat(b));
}

/** r²Q(r). */
@inline
function tail(r: v128): v128 {
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const low = f64x2.add(
    f64x2.add(f64x2.splat(Q0), times(r, Q1)),
    f64x2.mul(r2, f64x2.add(f64x2.splat(Q2), times(r, Q3))),
  );
  const high = f64x2.add(
    f64x2.add(
      f64x2.add(f64x2.splat(Q4), times(r, Q5)),
      f64x2.mul(r2, f64x2.add(f64x2.splat(Q6), times(r, Q7))),
    ),
    f64x2.mul(r4, f64x2.add(f64x2.add(f64x2.splat(Q8), times(r, Q9)), times(r2, Q10))),
  );
  return f64x2.mul(r2, f64x2.add(low, f64x2.mul(r4, high)));
}

function scalarTail(r: f64): f64 {
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = Q0 + Q1 * r + r2 * (Q2 + Q3 * r);
  const high = Q4 + Q5 * r + r2 * (Q6 + Q7 * r) + r4 * (Q8 + Q9 * r + Q10 * r2);
  return r2 * (low + r4 * high);
}

/** 2^k of the whole numbers in the low bits of `shifted`, −1022 ≤ k ≤ 1023. */
@inline
function powers(shifted: v128): v128 {
  return i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
}

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
