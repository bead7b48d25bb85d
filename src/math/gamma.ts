/**
 * The gamma function and its logarithm for x > 0, from the portable elementary functions.
 *
 *   Stirling, x >= 12:  log gamma(x) = (x - 1/2) log x - x + log(2 pi)/2 + 1/(12 x) - 1/(360 x^3) + ...
 *   gamma below 12:     gamma(x) = gamma(x + n) / (x (x + 1) ... (x + n - 1))
 *   log gamma below 12: its Taylor series at 2, |z| <= 1/2, so that the zeros at 1 and 2 keep their relative accuracy
 *
 * Valid for 0 < x: relative error <= 1e-14 (gamma overflows beyond 171.62; at 0 both are Infinity; x < 0 gives NaN).
 * Source: DLMF 5.11.1, 5.5.1, 5.7.3. Coefficients: test/fixtures/make_coefficients.py.
 */
import { exp, log, log1p, pow } from './elementary.ts';

const HALF_LOG_TWO_PI = 0.9189385332046728;
const SQRT_TWO_PI = 2.5066282746310007;
/** Stirling's series in 1/x^2, times 1/x: B_2k / (2k (2k - 1)). */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
const ONE_MINUS_EULER = 0.42278433509846713;
/** (-1)^k (zeta(k) - 1)/k for k = 2, 3, ...: log gamma(2 + z) = z ((1 - Euler's constant) + z sum TAYLOR_i z^i). */
const TAYLOR = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5,
  -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6,
  -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7, 2.1207184805554665e-7,
  -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8, 1.0838659214896955e-8,
  -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10, 1.330476437424449e-10,
];

function horner(coefficients: readonly number[], x: number): number {
  let p = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) p = p * x + coefficients[i];
  return p;
}

function stirlingTail(x: number): number {
  return horner(STIRLING, 1 / (x * x)) / x;
}

/** log gamma(2 + z) for |z| <= 1/2. */
function nearTwo(z: number): number {
  return z * (ONE_MINUS_EULER + z * horner(TAYLOR, z));
}

/** log gamma(x) for x > 0; relative error <= 1e-14. */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : Number.NaN;
  if (x >= 12) return (x - 0.5) * (log(x) - 1) - 0.5 + HALF_LOG_TWO_PI + stirlingTail(x);
  if (x < 0.5) return nearTwo(x) - log1p(x) - log(x);
  if (x < 1.5) return nearTwo(x - 1) - log(x);
  let product = 1;
  while (x >= 2.5) {
    x -= 1;
    product *= x;
  }
  return nearTwo(x - 2) + log(product);
}

/** gamma(x) for x > 0; relative error <= 1e-14, Infinity beyond 171.62. */
export function gamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : Number.NaN;
  if (x > 172) return Infinity;
  let product = 1;
  while (x < 12) {
    product *= x;
    x += 1;
  }
  const root = pow(x, 0.5 * x - 0.25);
  return (SQRT_TWO_PI * (root * exp(-x) * exp(stirlingTail(x))) * root) / product;
}
