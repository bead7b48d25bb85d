/**
 * Network with one hidden layer (src/models/neuralNetwork.ts), eight particles by four data points at a time, as
 * ../neuralNetwork.ts with four lanes for two: data packed in the same way, as float32.
 */
import {
  Activation,
  address,
  coefficients,
  fieldArea,
  Header,
  header,
  laneSums,
  Numbers,
  number,
  tileGradients,
  tilePre,
} from '../memory';
import { Constant, constant, mulAdd, narrow } from './arithmetic';
import { softplus } from './softplus';
import { tanh, tanhPair } from './tanh';

/** Stored per tile: act′ of every point and particle, [point][8]. */
@inline
export function networkStored(): usize {
  return fieldArea() << 5;
}

/** out[point][8] = ⟨θ, x_b⟩ of the tile. */
function preactivate(tile: usize, out: usize): void {
  const row = <usize>header(Header.dim) << 4;
  let data = address(Header.rows);
  for (const last = out + (fieldArea() << 5); out < last; out += 128) {
    let u = v128.load(tile);
    let v = v128.load(tile, 16);
    let x = v128.load32_splat(data);
    let a0 = f32x4.mul(u, x);
    let a1 = f32x4.mul(v, x);
    x = v128.load32_splat(data, 4);
    let b0 = f32x4.mul(u, x);
    let b1 = f32x4.mul(v, x);
    x = v128.load32_splat(data, 8);
    let c0 = f32x4.mul(u, x);
    let c1 = f32x4.mul(v, x);
    x = v128.load32_splat(data, 12);
    let d0 = f32x4.mul(u, x);
    let d1 = f32x4.mul(v, x);
    const end = data + row;
    data += 16;
    for (let theta = tile + 32; data < end; data += 16, theta += 32) {
      u = v128.load(theta);
      v = v128.load(theta, 16);
      x = v128.load32_splat(data);
      a0 = mulAdd(u, x, a0);
      a1 = mulAdd(v, x, a1);
      x = v128.load32_splat(data, 4);
      b0 = mulAdd(u, x, b0);
      b1 = mulAdd(v, x, b1);
      x = v128.load32_splat(data, 8);
      c0 = mulAdd(u, x, c0);
      c1 = mulAdd(v, x, c1);
      x = v128.load32_splat(data, 12);
      d0 = mulAdd(u, x, d0);
      d1 = mulAdd(v, x, d1);
    }
    v128.store(out, a0);
    v128.store(out, a1, 16);
    v128.store(out, b0, 32);
    v128.store(out, b1, 48);
    v128.store(out, c0, 64);
    v128.store(out, c1, 80);
    v128.store(out, d0, 96);
    v128.store(out, d1, 112);
  }
}

@inline
function value(activation: Activation, s: v128): v128 {
  if (activation == Activation.tanh) return tanh(s);
  if (activation == Activation.sigmoid) {
    const half = constant(Constant.half);
    return mulAdd(half, tanh(f32x4.mul(half, s)), half);
  }
  if (activation == Activation.relu) return v128.andnot(s, f32x4.lt(s, f32x4.splat(0)));
  return softplus(s);
}

/** act′(s) from s and act(s). */
@inline
function slope(activation: Activation, s: v128, y: v128): v128 {
  const one = constant(Constant.one);
  if (activation == Activation.tanh) return f32x4.sub(one, f32x4.mul(y, y));
  if (activation == Activation.sigmoid) return f32x4.mul(y, f32x4.sub(one, y));
  if (activation == Activation.relu) {
    const zero = f32x4.splat(0);
    return v128.bitselect(one, v128.andnot(s, f32x4.le(s, zero)), f32x4.gt(s, zero));
  }
  return value(Activation.sigmoid, s);
}

/** `activate` for tanh; lanes without a particle have s = 0 and add tanh 0 = 0. */
function activateTanh(pre: usize, stored: usize): void {
  let sums = laneSums();
  const end = pre + (<usize>header(Header.fieldDim) << 5);
  for (; pre < end; pre += 32, stored += 32, sums += 16) tanhPair(pre, stored, sums);
}

@inline
function activate(activation: Activation, pre: usize, stored: usize, first: v128, second: v128): void {
  let sums = laneSums();
  const end = pre + (<usize>header(Header.fieldDim) << 5);
  for (; pre < end; pre += 32, stored += 32, sums += 16) {
    const s0 = v128.load(pre);
    const s1 = v128.load(pre, 16);
    const y0 = value(activation, s0);
    const y1 = value(activation, s1);
    v128.store(stored, slope(activation, s0, y0));
    v128.store(stored, slope(activation, s1, y1), 16);
    const sum = f32x4.add(v128.and(y0, first), v128.and(y1, second));
    v128.store(sums, f32x4.add(v128.load(sums), sum));
  }
}

/** Adds the tile's activations, lanes of `first` and `second` only, to the lane sums, and stores act′. */
export function gatherNetwork(tile: usize, stored: usize, first: v128, second: v128): void {
  const pre = tilePre();
  preactivate(tile, pre);
  const activation = header(Header.activation);
  if (activation == Activation.tanh) activateTanh(pre, stored);
  else if (activation == Activation.sigmoid) activate(Activation.sigmoid, pre, stored, first, second);
  else if (activation == Activation.relu) activate(Activation.relu, pre, stored, first, second);
  else activate(Activation.softplus, pre, stored, first, second);
}

/** Coefficient of point b: −(output weight / points)·(m_b − y_b), for even and odd particles. */
export function prepareNetwork(field: usize): void {
  const factor = f64x2.replace_lane(f64x2.splat(number(Numbers.evenFactor)), 1, number(Numbers.oddFactor));
  let targets = address(Header.targets);
  let out = coefficients();
  for (const end = field + (<usize>header(Header.fieldDim) << 3); field < end; field += 8, targets += 8, out += 16) {
    const pair = f64x2.mul(factor, f64x2.splat(load<f64>(field) - load<f64>(targets)));
    v128.store(out, narrow(pair, pair));
  }
}

/**
 * drift[c][8] = Σ_b gradient[b][8]·x_{b,c} for `width` coordinates from the packed columns on. The first columns make
 * the gradients, coefficient times slope.
 */
@inline
function driftColumns(first: bool, width: i32, slopes: usize, points: i32, data: usize, drift: usize): void {
  let gradients = tileGradients();
  let coefficient = coefficients();
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const size = <usize>width << 2;
  for (const end = gradients + (<usize>points << 5); gradients < end; gradients += 32, data += size) {
    let u = v128.load(first ? slopes : gradients);
    let v = v128.load(first ? slopes : gradients, 16);
    if (first) {
      const factor = v128.load(coefficient);
      u = f32x4.mul(factor, u);
      v = f32x4.mul(factor, v);
      v128.store(gradients, u);
      v128.store(gradients, v, 16);
      coefficient += 16;
      slopes += 32;
    }
    let x = v128.load32_splat(data);
    a0 = mulAdd(u, x, a0);
    a1 = mulAdd(v, x, a1);
    if (width > 1) {
      x = v128.load32_splat(data, 4);
      b0 = mulAdd(u, x, b0);
      b1 = mulAdd(v, x, b1);
    }
    if (width > 2) {
      x = v128.load32_splat(data, 8);
      c0 = mulAdd(u, x, c0);
      c1 = mulAdd(v, x, c1);
    }
    if (width > 3) {
      x = v128.load32_splat(data, 12);
      d0 = mulAdd(u, x, d0);
      d1 = mulAdd(v, x, d1);
    }
  }
  v128.store(drift, a0);
  v128.store(drift, a1, 16);
  if (width > 1) {
    v128.store(drift, b0, 32);
    v128.store(drift, b1, 48);
  }
  if (width > 2) {
    v128.store(drift, c0, 64);
    v128.store(drift, c1, 80);
  }
  if (width > 3) {
    v128.store(drift, d0, 96);
    v128.store(drift, d1, 112);
  }
}

@inline
function driftFew(first: bool, width: i32, slopes: usize, points: i32, data: usize, drift: usize): void {
  if (width == 3) driftColumns(first, 3, slopes, points, data, drift);
  else if (width == 2) driftColumns(first, 2, slopes, points, data, drift);
  else if (width == 1) driftColumns(first, 1, slopes, points, data, drift);
}

export function driftNetwork(stored: usize, drift: usize): void {
  const points = header(Header.fieldDim);
  let data = address(Header.columns);
  let left = header(Header.dim);
  if (left < 4) {
    driftFew(true, left, stored, points, data, drift);
    return;
  }
  driftColumns(true, 4, stored, points, data, drift);
  while ((left -= 4) >= 4) {
    data += <usize>points << 4;
    drift += 128;
    driftColumns(false, 4, stored, points, data, drift);
  }
  driftFew(false, left, stored, points, data + (<usize>points << 4), drift + 128);
}
