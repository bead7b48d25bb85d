/** Functions that are TypeScript's own, called for one lane after the other: the same bits by construction. */

@external('env', 'tan')
declare function farTan(x: f64): f64;
@external('env', 'atan')
declare function farAtan(x: f64): f64;
@external('env', 'pow')
declare function farPow(x: f64, y: f64): f64;

export const enum Far {
  tan,
  atan,
}

@inline
function one(which: Far, x: f64): f64 {
  return which == Far.tan ? farTan(x) : farAtan(x);
}

@inline
export function each(which: Far, x: v128): v128 {
  const first = f64x2.splat(one(which, f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, one(which, f64x2.extract_lane(x, 1)));
}

@inline
export function eachOfTwo(x: v128, y: v128): v128 {
  const first = f64x2.splat(farPow(f64x2.extract_lane(x, 0), f64x2.extract_lane(y, 0)));
  return f64x2.replace_lane(first, 1, farPow(f64x2.extract_lane(x, 1), f64x2.extract_lane(y, 1)));
}
