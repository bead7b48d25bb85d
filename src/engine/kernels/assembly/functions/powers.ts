/** What exp, expm1 and pow share: r²Q(r) = e^r − 1 − r of src/math/exp.ts in two lanes and in one, and powers of two. */
export const INV_LN2: f64 = 1.4426950408889634;
export const LN2_HI: f64 = 0.6931471803691238;
export const LN2_LO: f64 = 1.9082149292705877e-10;
/** 1.5·2^52: the low bits of a sum with it are the nearest whole number. */
export const ROUND: f64 = 6755399441055744;

const Q0: f64 = 0.5;
const Q1: f64 = 0.1666666666666667;
const Q2: f64 = 0.041666666666666685;
const Q3: f64 = 0.008333333333326141;
const Q4: f64 = 0.0013888888888874404;
const Q5: f64 = 0.00019841269874802263;
const Q6: f64 = 2.4801587347316134e-5;
const Q7: f64 = 2.7557255423845274e-6;
const Q8: f64 = 2.755725293922069e-7;
const Q9: f64 = 2.51052070801962e-8;
const Q10: f64 = 2.0921579060767915e-9;

@inline
export function times(a: v128, b: f64): v128 {
  return f64x2.mul(a, f64x2.splat(b));
}

/** r²Q(r). */
@inline
export function tail(r: v128): v128 {
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

export function scalarTail(r: f64): f64 {
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = Q0 + Q1 * r + r2 * (Q2 + Q3 * r);
  const high = Q4 + Q5 * r + r2 * (Q6 + Q7 * r) + r4 * (Q8 + Q9 * r + Q10 * r2);
  return r2 * (low + r4 * high);
}

/** 2^k of the whole numbers in the low bits of `shifted`, −1022 ≤ k ≤ 1023. */
@inline
export function powers(shifted: v128): v128 {
  return i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
}
