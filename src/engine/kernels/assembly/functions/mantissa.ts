/** A positive, normal, finite float64 taken apart in two lanes: x = 2^k m with √½ ≤ m < √2, as in src/math/log.ts. */
export const LEAST_NORMAL: f64 = 2.2250738585072014e-308;
export const FRACTION: u64 = 0xfffffffffffff;
/** Carries into bit 52 where the fraction's top 20 bits say 1 + fraction ≥ √2. */
export const TO_ROOT: u64 = 0x95f6200000000;
/** 1.5·2^52 as a number and as bits: whole numbers become float64 by it. */
const ROUND: f64 = 6755399441055744;
const ROUND_BITS: u64 = 0x4338000000000000;

/** Whether both lanes are positive, normal and finite. */
@inline
export function areNormal(x: v128): bool {
  return i64x2.all_true(
    v128.and(f64x2.ge(x, f64x2.splat(LEAST_NORMAL)), f64x2.lt(x, f64x2.splat(Infinity))),
  );
}

@inline
export function fractionOf(x: v128): v128 {
  return v128.and(x, i64x2.splat(FRACTION));
}

/** 1 where a lane's fraction is that of √2 or more. */
@inline
export function upOf(fraction: v128): v128 {
  return i64x2.shr_u(i64x2.add(fraction, i64x2.splat(TO_ROOT)), 52);
}

/** k as float64. */
@inline
export function exponentOf(x: v128, up: v128): v128 {
  const whole = i64x2.add(i64x2.sub(i64x2.shr_u(x, 52), i64x2.splat(1023)), up);
  return f64x2.sub(i64x2.add(whole, i64x2.splat(ROUND_BITS)), f64x2.splat(ROUND));
}

/** m. */
@inline
export function mantissaOf(fraction: v128, up: v128): v128 {
  return v128.or(fraction, i64x2.shl(i64x2.sub(i64x2.splat(1023), up), 52));
}
