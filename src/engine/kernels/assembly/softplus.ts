/**
 * softplus and its slope, operation by operation those of src/models/neuralNetwork.ts, one number at a time:
 * log(1 + e^s) = s + log1p(e^−s) for s > 0, log1p(e^s) else. exp, log and log1p are those of src/math for the
 * arguments that come up here: exp of s ≤ 0, log1p of 0 ≤ y ≤ 1, NaN.
 */
const INV_LN2: f64 = 1.4426950408889634;
const LN2_HI: f64 = 0.6931471803691238;
const LN2_LO: f64 = 1.9082149292705877e-10;
const ROUND: f64 = 6755399441055744;

/** 2^k for −1022 ≤ k ≤ 1023. */
@inline
function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>(<u64>(k + 1023) << 52);
}

function exp(x: f64): f64 {
  const k = x * INV_LN2 + ROUND - ROUND;
  const r = x - k * LN2_HI - k * LN2_LO;
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = 0.5 + 0.1666666666666667 * r + r2 * (0.041666666666666685 + 0.008333333333326141 * r);
  const high =
    0.0013888888888874404 +
    0.00019841269874802263 * r +
    r2 * (2.4801587347316134e-5 + 2.7557255423845274e-6 * r) +
    r4 * (2.755725293922069e-7 + 2.51052070801962e-8 * r + 2.0921579060767915e-9 * r2);
  const y = 1 + (r + r2 * (low + r4 * high));
  if (Math.abs(x) < 708) return y * powerOfTwo(<i32>k);
  if (!(x >= -746)) return x < -746 ? 0 : x;
  const whole = <i32>k;
  const half = whole >> 1;
  return y * powerOfTwo(half) * powerOfTwo(whole - half);
}

function logOfParts(k: f64, f: f64): f64 {
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const tail =
    z *
    (0.6666666666666734 +
      z * 0.3999999999941469 +
      z2 *
        (0.28571428742385657 +
          z * 0.22222198573258725 +
          z2 * (0.18183564328266622 + z * 0.15314050353995912 + z2 * 0.1479595301092943)));
  const h = 0.5 * f * f;
  return k * LN2_HI - (h - (s * (h + tail) + k * LN2_LO) - f);
}

function log(x: f64): f64 {
  const bits = reinterpret<u64>(x);
  const high = <u32>(bits >> 32);
  const fraction = high & 0xfffff;
  const up = (fraction + 0x95f62) >>> 20;
  const m = 1 + <f64>(<i64>(bits & 0xfffffffffffff)) * 2.220446049250313e-16;
  return logOfParts(<f64>(<i32>(high >>> 20) - 1023 + <i32>up), m * (1 - 0.5 * <f64>up) - 1);
}

function log1p(x: f64): f64 {
  if (Math.abs(x) < 1e-17) return x;
  if (x > -0.29 && x < 0.41) return logOfParts(0, x);
  const u = 1 + x;
  if (!(u > 0)) return u;
  return log(u) + (x < 1 ? x - (u - 1) : 1 - (u - x)) / u;
}

export function softplus(s: f64): f64 {
  return s > 0 ? s + log1p(exp(-s)) : log1p(exp(s));
}
