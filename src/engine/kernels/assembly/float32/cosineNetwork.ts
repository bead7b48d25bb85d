/** Cosine network (src/models/cosineNetwork.ts): a tile's sines and cosines, and the drift made of them. */
import { address, coefficients, Header, header, laneSums } from '../memory';
import { sincos } from './trig';

/** Stored per tile: for each coordinate the sines, then the cosines, of its eight particles. */
@inline
export function cosineStored(): usize {
  return <usize>header(Header.dim) << 6;
}

/** Adds the tile's cosines and sines, lanes of `first` and `second` only, to the lane sums. */
export function gatherCosine(wide: usize, stored: usize, first: v128, second: v128): void {
  let sums = laneSums();
  const end = wide + (<usize>header(Header.dim) << 6);
  for (; wide < end; wide += 64, stored += 64, sums += 32) {
    sincos(wide, stored);
    sincos(wide + 32, stored + 16);
    const cosines = f32x4.add(v128.and(v128.load(stored, 32), first), v128.and(v128.load(stored, 48), second));
    v128.store(sums, f32x4.add(v128.load(sums), cosines));
    const sines = f32x4.add(v128.and(v128.load(stored), first), v128.and(v128.load(stored, 16), second));
    v128.store(sums, f32x4.add(v128.load(sums, 16), sines), 16);
  }
}

/** ½ wRe, ½ wIm with w = target − field for every coordinate, in four lanes. */
export function prepareCosine(field: usize): void {
  let targets = address(Header.targets);
  let out = coefficients();
  for (const end = field + (<usize>header(Header.fieldDim) << 3); field < end; field += 8, targets += 8, out += 16) {
    v128.store(out, f32x4.splat(<f32>(0.5 * (load<f64>(targets) - load<f64>(field)))));
  }
}

/** drift = ½ wIm cos − ½ wRe sin. */
export function driftCosine(stored: usize, drift: usize): void {
  let w = coefficients();
  for (const end = drift + (<usize>header(Header.dim) << 5); drift < end; drift += 32, stored += 64, w += 32) {
    const re = v128.load(w);
    const im = v128.load(w, 16);
    const first = f32x4.mul(im, v128.load(stored, 32));
    v128.store(drift, f32x4.sub(first, f32x4.mul(re, v128.load(stored))));
    const second = f32x4.mul(im, v128.load(stored, 48));
    v128.store(drift, f32x4.sub(second, f32x4.mul(re, v128.load(stored, 16))), 16);
  }
}
