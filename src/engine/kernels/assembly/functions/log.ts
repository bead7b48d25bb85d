/**
 * log and log1p of two lanes, operation by operation those of src/math/log.ts. Zeros, subnormal and negative numbers,
 * Infinity and NaN are computed one by one.
 */
import { areNormal, exponentOf, FRACTION, fractionOf, LEAST_NORMAL, mantissaOf, TO_ROOT, upOf } from './mantissa';
import { LN2_HI, LN2_LO, times } from './powers';

const L0: f64 = 0.6666666666666734;
const L1: f64 = 0.3999999999941469;
const L2: f64 = 0.28571428742385657;
const L3: f64 = 0.22222198573258725;
const L4: f64 = 0.18183564328266622;
const L5: f64 = 0.15314050353995912;
const L6: f64 = 0.1479595301092943;

@inline
function logOfParts(k: v128, f: v128): v128 {
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s);
  const z2 = f64x2.mul(z, z);
  const last = f64x2.add(f64x2.add(f64x2.splat(L4), times(z, L5)), times(z2, L6));
  const middle = f64x2.add(f64x2.add(f64x2.splat(L2), times(z, L3)), f64x2.mul(z2, last));
  const tail = f64x2.mul(z, f64x2.add(f64x2.add(f64x2.splat(L0), times(z, L1)), f64x2.mul(z2, middle)));
  const h = f64x2.mul(times(f, 0.5), f);
  const inner = f64x2.add(f64x2.mul(s, f64x2.add(h, tail)), times(k, LN2_LO));
  return f64x2.sub(times(k, LN2_HI), f64x2.sub(f64x2.sub(h, inner), f));
}

function scalarOfParts(k: f64, f: f64): f64 {
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const tail = z * (L0 + z * L1 + z2 * (L2 + z * L3 + z2 * (L4 + z * L5 + z2 * L6)));
  const h = 0.5 * f * f;
  return k * LN2_HI - (h - (s * (h + tail) + k * LN2_LO) - f);
}

function scalarLog(x: f64): f64 {
  if (!(x >= LEAST_NORMAL && x < Infinity)) {
    if (x > 0 && x < Infinity) return scalarLog(x * 18014398509481984) - 54 * LN2_LO - 54 * LN2_HI;
    return x == 0 ? -Infinity : x > 0 ? x : NaN;
  }
  const bits = reinterpret<u64>(x);
  const fraction = bits & FRACTION;
  const up = (fraction + TO_ROOT) >> 52;
  const m = reinterpret<f64>(fraction | ((1023 - up) << 52));
  return scalarOfParts(<f64>(<i32>(bits >> 52) - 1023 + <i32>up), m - 1);
}

function scalarLog1p(x: f64): f64 {
  if (Math.abs(x) < 1e-17 || x == Infinity) return x;
  if (x > -0.29 && x < 0.41) return scalarOfParts(0, x);
  const u = 1 + x;
  if (!(u > 0)) return scalarLog(u);
  return scalarLog(u) + (x < 1 ? x - (u - 1) : 1 - (u - x)) / u;
}

function slowLog(x: v128): v128 {
  const first = f64x2.splat(scalarLog(f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, scalarLog(f64x2.extract_lane(x, 1)));
}

function slowLog1p(x: v128): v128 {
  const first = f64x2.splat(scalarLog1p(f64x2.extract_lane(x, 0)));
  return f64x2.replace_lane(first, 1, scalarLog1p(f64x2.extract_lane(x, 1)));
}

export function log(x: v128): v128 {
  if (!areNormal(x)) return slowLog(x);
  const fraction = fractionOf(x);
  const up = upOf(fraction);
  return logOfParts(exponentOf(x, up), f64x2.sub(mantissaOf(fraction, up), f64x2.splat(1)));
}

export function log1p(x: v128): v128 {
  const u = f64x2.add(f64x2.splat(1), x);
  if (!areNormal(u)) return slowLog1p(x);
  const near = v128.and(f64x2.gt(x, f64x2.splat(-0.29)), f64x2.lt(x, f64x2.splat(0.41)));
  const fraction = fractionOf(u);
  const up = upOf(fraction);
  const y = logOfParts(
    v128.andnot(exponentOf(u, up), near),
    v128.bitselect(x, f64x2.sub(mantissaOf(fraction, up), f64x2.splat(1)), near),
  );
  const low = f64x2.sub(x, f64x2.sub(u, f64x2.splat(1)));
  const high = f64x2.sub(f64x2.splat(1), f64x2.sub(u, x));
  const lost = f64x2.div(v128.bitselect(low, high, f64x2.lt(x, f64x2.splat(1))), u);
  const tiny = f64x2.lt(f64x2.abs(x), f64x2.splat(1e-17));
  return v128.bitselect(x, v128.bitselect(y, f64x2.add(y, lost), near), tiny);
}
