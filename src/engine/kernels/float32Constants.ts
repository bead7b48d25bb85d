/**
 * Coefficients of the float32 kernels, in the order of assembly/float32/arithmetic.ts. Made by
 * test/fixtures/make_float32_coefficients.py, which gives their errors.
 *
 *   tanh x = x P(x²) / Q(x²), |x| ≤ 7.75          exp r = 1 + r + r² E(r), |r| ≤ ln 2 / 2
 *   sin(π/2 f) = f S(f²), cos(π/2 f) = 1 + f² C(f²), |f| ≤ 1/2
 *   log((1 + t)/(1 − t)) = t (2 + t² L(t²)), 0 ≤ t ≤ 1/3
 */
const TANH_LIMIT = 7.75;
const P = [3932031, 509097.59375, 11696.16015625, 45.95694351196289];
/** Without the last, which is 1. */
const Q = [3932031, 1819771.125, 94020.6796875, 951.6531372070312];
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
  0.4999999403953552, 0.1666652113199234, 0.04166838899254799, 0.008368726819753647, 0.0013814577832818031,
];
const L = [0.666664183139801, 0.4002152681350708, 0.28001806139945984, 0.2801198661327362];

export const FLOAT32_CONSTANTS: readonly number[] = [
  ...[1, 0.5],
  ...[TANH_LIMIT, -TANH_LIMIT, ...P, ...Q],
  ...[...S, ...C],
  ...[EXP_LIMIT, Math.LOG2E, ROUND, LN2_HI, LN2_LO, ...E],
  ...[2, ...L],
];

/**
 * Bit patterns that split a word and put its parts together to float64 and float32: low half; 2^52 + 1, 2^84 and
 * 2^84 + 2^52 in float64, low word first; row and side of the table; fraction, 2 and 3 in float32; sign.
 */
export const FLOAT32_PATTERNS: readonly number[] = [
  ...[0xffffffff, 0, 1, 0x43300000, 0, 0x45300000, 0x00100000, 0x45300000],
  ...[0x7ff0, 0x8000, 0x7fffff, 0x40000000, 0x40400000, 0x80000000],
];
