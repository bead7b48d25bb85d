/**
 * x = q pi/2 + r with |r| <= pi/4, for any finite x, r as a pair hi + lo good to 2^-70: Payne and Hanek's reduction.
 *
 * x = m 2^e, m an integer of 53 bits. Bits of 2/pi that would only add multiples of 4 to x 2/pi are skipped;
 * from the next 240 the product with m is formed modulo 1 (of a whole turn) in words of 24 bits, each sum exact.
 * No float64 comes closer than 2^-62 to a multiple of pi/2, and the product is cut at 2^-139.
 * Source: M. Payne, R. Hanek, SIGNUM Newsletter 18 (1983) 19-24. Used where the short reduction in trig.ts is too
 * coarse: |x| > 1.6e6, or very near a multiple of pi/2. Bits assume a little-endian machine.
 */
import { productError } from './productError.ts';

/** 2/pi in words of 24 bits, three zero words first. From test/fixtures/make_coefficients.py. */
const TWO_OVER_PI = new Int32Array([
  0x000000, 0x000000, 0x000000, 0xa2f983, 0x6e4e44, 0x1529fc, 0x2757d1, 0xf534dd, 0xc0db62, 0x95993c,
  0x439041, 0xfe5163, 0xabdebb, 0xc561b7, 0x246e3a, 0x424dd2, 0xe00649, 0x2eea09, 0xd1921c, 0xfe1deb,
  0x1cb129, 0xa73ee8, 0x8235f5, 0x2ebb44, 0x84e99c, 0x7026b4, 0x5f7e41, 0x3991d6, 0x398353, 0x39f49c,
  0x845f8b, 0xbdf928, 0x3b1ff8, 0x97ffde, 0x05980f, 0xef2f11, 0x8b5a0a, 0x6d1f6d, 0x367ecf, 0x27cb09,
  0xb74f46, 0x3f669e, 0x5fea2d, 0x7527ba, 0xc7ebe5, 0xf17b3d, 0x0739f7, 0x8a5292, 0xea6bfb, 0x5fb11f,
  0x8d5d08, 0x560330, 0x46fc7b, 0x6babf0, 0xcfbc20,
]);
const HALF_PI = 1.5707963267948966;
const HALF_PI_REST = 6.123233995736766e-17;
const WORD = 16777216;
const WORDS = 8;

const f64 = new Float64Array(1);
const i32 = new Int32Array(f64.buffer);
const window = new Float64Array(WORDS + 2);
const turn = new Float64Array(WORDS);

/**
 * Writes r as out[0] + out[1] and returns q modulo 4, for |x| >= 0.5; exactly odd (q and r change sign with x).
 * A non-finite x gives r = NaN.
 */
export function reduceByHalfPi(x: number, out: Float64Array): number {
  out[0] = Number.NaN;
  out[1] = Number.NaN;
  if (!(Math.abs(x) < Infinity)) return 0;
  f64[0] = x;
  const low = i32[0];
  const high = i32[1];
  const m0 = low & 0xffffff;
  const m1 = ((low >>> 24) | (high << 8)) & 0xffffff;
  const m2 = ((high & 0xfffff) | 0x100000) >>> 16;
  const start = ((high >>> 20) & 0x7ff) - 1075 + 70;
  const first = (start / 24) | 0;
  const shift = start - 24 * first;
  for (let i = 0; i < WORDS + 2; i++) {
    window[i] =
      ((TWO_OVER_PI[first + i] << shift) | (TWO_OVER_PI[first + i + 1] >>> (24 - shift))) & 0xffffff;
  }
  let carry = 0;
  for (let i = WORDS - 1; i >= 0; i--) {
    const sum = m0 * window[i] + m1 * window[i + 1] + m2 * window[i + 2] + carry;
    carry = Math.floor(sum / WORD);
    turn[i] = sum - carry * WORD;
  }
  // The turn's first two bits are the quadrant; what remains is taken to the nearer end of the quadrant.
  const quarter = turn[0] >> 22;
  const rest = turn[0] & 0x3fffff;
  const up = rest >> 21;
  turn[0] = up ? 0x3fffff - rest : rest;
  if (up) for (let i = 1; i < WORDS; i++) turn[i] = WORD - 1 - turn[i];
  let i = 0;
  let unit = 1 / (4194304 * WORD);
  for (; turn[i] === 0; i++) unit /= WORD;
  const a = (turn[i] * WORD + turn[i + 1]) * unit;
  const b = ((turn[i + 2] * WORD + turn[i + 3]) / (WORD * WORD)) * unit;
  const p = a * HALF_PI;
  const e = productError(a, HALF_PI, p) + (a * HALF_PI_REST + b * HALF_PI);
  const r = p + e;
  const sign = (high < 0 ? -1 : 1) * (up ? -1 : 1);
  out[0] = sign * r;
  out[1] = sign * (p - r + e);
  return (high < 0 ? -(quarter + up) : quarter + up) & 3;
}
