/** Mean-field Ornstein–Uhlenbeck (src/models/meanFieldOu.ts), one coordinate: drift = −a x + k (m − x). */
import { mulAdd } from './arithmetic';
import { coefficients, laneSums, Numbers, number } from './memory';

export function gatherOu(tile: usize, first: v128, second: v128): void {
  const sums = laneSums();
  const sum = f64x2.add(v128.load(sums), v128.and(v128.load(tile), first));
  v128.store(sums, f64x2.add(sum, v128.and(v128.load(tile, 16), second)));
}

export function prepareOu(field: usize): void {
  v128.store(coefficients(), v128.load64_splat(field));
}

export function driftOu(tile: usize, drift: usize): void {
  const a = f64x2.splat(-number(Numbers.a));
  const k = f64x2.splat(number(Numbers.k));
  const m = v128.load(coefficients());
  for (let half: usize = 0; half < 32; half += 16) {
    const x = v128.load(tile + half);
    v128.store(drift + half, mulAdd(k, f64x2.sub(m, x), f64x2.mul(a, x)));
  }
}
