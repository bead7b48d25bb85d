/**
 * Coefficients of the float32 kernels, in the order of assembly/float32/arithmetic.ts. Made by
 * test/fixtures/make_float32_coefficients.py, which gives their errors.
 *
 *   tanh x = x P(x²) / Q(x²), |x| ≤ 7.75          exp r = 1 + r + r² E(r), |r| ≤ ln 2 / 2
 *   sin(π/2 f) = f S(f²), cos(π/2 f) = 1 + f² C(f²), |f| ≤ 1/2
 *   log((1 + t)/(1 − t)) = t (2 + t² L(t²)), 0 ≤ t ≤ 1/3
 */
const TANH_LIMIT = 7.75;
const P = [1147607.375, 154464.78125, 4119.9169921875, 25.495195388793945, 0.018049098551273346];
/** Without the last, which is 1. */
const Q = [1147607.375, 537000.5, 30105.857421875, 395.018310546875];
const S = [1.5707963705062866, -0.6459634900093079, 0.07968003302812576, -0.00460165785625577];
const C = [-1.2336976528167725, 0.2536032199859619, -0.020417282357811928];
/** Beyond it e^−x is no normal float32. */
const EXP_LIMIT = 87;
/** 1.5·2^23: adding and subtracting it rounds to the nearest whole number. */
const ROUND = 12582912;
/** ln 2 in 16 bits, so that k·LN2_HI is exact, and the rest. */
const LN2_HI = 0.693145751953125;
const LN2_LO = 1.428606765330187e-6;
const E = [
  0.4999999403953552, 0.16666431725025177, 0.04166800156235695, 0.008374175056815147, 0.0013843630440533161,
];
const L = [0.6666631698608398, 0.40024909377098083, 0.27960601449012756, 0.2817833423614502];

export const FLOAT32_CONSTANTS: readonly number[] = [
  ...[1, 0.5],
  ...[TANH_LIMIT, -TANH_LIMIT, ...P, ...Q],
  ...[...S, ...C],
  ...[EXP_LIMIT, Math.LOG2E, ROUND, LN2_HI, LN2_LO, ...E],
  ...[2, ...L],
];
