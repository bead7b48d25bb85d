/**
 * Mean-field Ornstein–Uhlenbeck (src/models/meanFieldOu.ts), one coordinate: sums and drift in float64, which cost
 * nothing beside the noise; the drift is then rounded.
 */
import { coefficients, laneSums, Numbers, number } from '../memory';
import { narrow } from './arithmetic';

/** Adds the first `count` positions of the tile to the sum. */
export function gatherOu(tile: usize, count: u32): void {
  const sums = laneSums();
  let sum = load<f64>(sums);
  for (const end = tile + (<usize>count << 3); tile < end; tile += 8) sum += load<f64>(tile);
  store<f64>(sums, sum);
}

export function prepareOu(field: usize): void {
  v128.store(coefficients(), v128.load64_splat(field));
}

@inline
function drift(x: v128): v128 {
  const k = f64x2.splat(number(Numbers.k));
  const pull = f64x2.mul(k, f64x2.sub(v128.load(coefficients()), x));
  return f64x2.sub(pull, f64x2.mul(f64x2.splat(number(Numbers.a)), x));
}

export function driftOu(tile: usize, out: usize): void {
  v128.store(out, narrow(drift(v128.load(tile)), drift(v128.load(tile, 16))));
  v128.store(out, narrow(drift(v128.load(tile, 32)), drift(v128.load(tile, 48))), 16);
}
