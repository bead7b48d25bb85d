/**
 * Cosine network (src/models/cosineNetwork.ts) and Kuramoto (kuramoto.ts, with another w): a tile's sines and cosines,
 * and the drift made of them.
 */
import { mulSub } from './arithmetic';
import { address, coefficients, Header, header, laneSums, Numbers, number } from './memory';
import { constant } from './memory';
import { sincos, TrigConstant } from './trig';

/** Stored per tile: for each coordinate sin, cos of the first two particles, sin, cos of the others. */
@inline
export function cosineStored(): usize {
  return <usize>header(Header.dim) << 6;
}

/** Adds the tile's cosines and sines, lanes of `first` and `second` only, to the lane sums. */
export function gatherCosine(tile: usize, stored: usize, first: v128, second: v128): void {
  let sums = laneSums();
  const end = tile + (<usize>header(Header.dim) << 5);
  for (; tile < end; tile += 32, stored += 64, sums += 32) {
    sincos(v128.load(tile), stored);
    sincos(v128.load(tile, 16), stored + 32);
    const cosines = f64x2.add(v128.load(sums), v128.and(v128.load(stored, 16), first));
    v128.store(sums, f64x2.add(cosines, v128.and(v128.load(stored, 48), second)));
    const sines = f64x2.add(v128.load(sums, 16), v128.and(v128.load(stored), first));
    v128.store(sums, f64x2.add(sines, v128.and(v128.load(stored, 32), second)), 16);
  }
}

/** wRe, wIm = target − field for every coordinate, in two lanes. */
export function prepareCosine(field: usize): void {
  let targets = address(Header.targets);
  let out = coefficients();
  for (const end = field + (<usize>header(Header.fieldDim) << 3); field < end; field += 8, targets += 8, out += 16) {
    v128.store(out, f64x2.splat(load<f64>(targets) - load<f64>(field)));
  }
}

/** wRe, wIm = coupling·field. */
export function prepareKuramoto(field: usize): void {
  const coupling = number(Numbers.coupling);
  const out = coefficients();
  v128.store(out, f64x2.splat(coupling * load<f64>(field)));
  v128.store(out, f64x2.splat(coupling * load<f64>(field, 8)), 16);
}

/** drift = ½ (wIm cos − wRe sin). */
export function driftCosine(stored: usize, drift: usize): void {
  let w = coefficients();
  const half = constant(TrigConstant.half);
  for (const end = drift + (<usize>header(Header.dim) << 5); drift < end; drift += 32, stored += 64, w += 32) {
    const re = v128.load(w);
    const im = v128.load(w, 16);
    const first = mulSub(re, v128.load(stored), f64x2.mul(im, v128.load(stored, 16)));
    v128.store(drift, f64x2.mul(half, first));
    const second = mulSub(re, v128.load(stored, 32), f64x2.mul(im, v128.load(stored, 48)));
    v128.store(drift, f64x2.mul(half, second), 16);
  }
}
