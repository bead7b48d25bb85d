/** Functions that are TypeScript's own, called for one lane after the other: the same bits by construction. */

@external('env', 'tan')
declare function farTan(x: f64): f64;
@external('env', 'pow')
declare function farPow(x: f64, y: f64): f64;

export function tan(x: v128): v128 {
  const first = f64x2.splat(farTan(f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, farTan(f64x2.extract_lane(x, 1)));
}

export function eachOfTwo(x: v128, y: v128): v128 {
  const first = f64x2.splat(farPow(f64x2.extract_lane(x, 0), f64x2.extract_lane(y, 0)));
  return f64x2.replace_lane(first, 1, farPow(f64x2.extract_lane(x, 1), f64x2.extract_lane(y, 1)));
}
