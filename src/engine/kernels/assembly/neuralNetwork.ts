/**
 * Network with one hidden layer (src/models/neuralNetwork.ts), four particles by four data points at a time:
 * eight sums in registers, each in the order of its own index.
 *
 * Data lie twice, packed: `rows` for ⟨θ, x_b⟩, [four points][coordinate][4]; `columns` for the drift,
 * [four coordinates][point][4], then what is left over, [point][1 … 3].
 */
import { mulAdd } from './arithmetic';
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
} from './memory';
import { constant } from './memory';
import { softplus } from './softplus';
import { TanhConstant, tanh } from './tanh';

/** Stored per tile: act′ of every point and particle, [point][4]. */
@inline
export function networkStored(): usize {
  return fieldArea() << 5;
}

/** out[c][4] = Σ_r rows[r][4]·data[r][c] over `count` rows, for c < width ≤ 4; data are packed [row][width]. */
@inline
export function products(width: i32, rows: usize, count: i32, data: usize, out: usize): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const size = <usize>width << 3;
  for (const end = rows + (<usize>count << 5); rows < end; rows += 32, data += size) {
    const u = v128.load(rows);
    const v = v128.load(rows, 16);
    let x = v128.load64_splat(data);
    a0 = mulAdd(u, x, a0);
    a1 = mulAdd(v, x, a1);
    if (width > 1) {
      x = v128.load64_splat(data, 8);
      b0 = mulAdd(u, x, b0);
      b1 = mulAdd(v, x, b1);
    }
    if (width > 2) {
      x = v128.load64_splat(data, 16);
      c0 = mulAdd(u, x, c0);
      c1 = mulAdd(v, x, c1);
    }
    if (width > 3) {
      x = v128.load64_splat(data, 24);
      d0 = mulAdd(u, x, d0);
      d1 = mulAdd(v, x, d1);
    }
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  if (width > 1) {
    v128.store(out, b0, 32);
    v128.store(out, b1, 48);
  }
  if (width > 2) {
    v128.store(out, c0, 64);
    v128.store(out, c1, 80);
  }
  if (width > 3) {
    v128.store(out, d0, 96);
    v128.store(out, d1, 112);
  }
}

/** out[point][4] = ⟨θ, x_b⟩ of the tile. */
function preactivate(tile: usize, out: usize): void {
  const dim = header(Header.dim);
  let data = address(Header.rows);
  for (const end = out + (fieldArea() << 5); out < end; out += 128, data += <usize>dim << 5) {
    products(4, tile, dim, data, out);
  }
}

@inline
export function value(activation: Activation, s: v128, middle: usize): v128 {
  if (activation == Activation.tanh) return tanh(s, middle);
  if (activation == Activation.sigmoid) {
    const half = constant(TanhConstant.half);
    return mulAdd(half, tanh(f64x2.mul(half, s), middle), half);
  }
  if (activation == Activation.relu) return v128.andnot(s, f64x2.lt(s, f64x2.splat(0)));
  return f64x2.replace_lane(f64x2.splat(softplus(f64x2.extract_lane(s, 0))), 1, softplus(f64x2.extract_lane(s, 1)));
}

/** act′(s) from s and act(s). */
@inline
export function slope(activation: Activation, s: v128, y: v128, middle: usize): v128 {
  const one = constant(TanhConstant.one);
  if (activation == Activation.tanh) return f64x2.sub(one, f64x2.mul(y, y));
  if (activation == Activation.sigmoid) return f64x2.mul(y, f64x2.sub(one, y));
  if (activation == Activation.relu) {
    const zero = f64x2.splat(0);
    return v128.bitselect(one, v128.andnot(s, f64x2.le(s, zero)), f64x2.gt(s, zero));
  }
  return value(Activation.sigmoid, s, middle);
}

@inline
function activate(activation: Activation, pre: usize, stored: usize, first: v128, second: v128): void {
  const middle = address(Header.tanh);
  let sums = laneSums();
  const end = pre + (<usize>header(Header.fieldDim) << 5);
  for (; pre < end; pre += 32, stored += 32, sums += 16) {
    const s0 = v128.load(pre);
    const s1 = v128.load(pre, 16);
    const y0 = value(activation, s0, middle);
    const y1 = value(activation, s1, middle);
    v128.store(stored, slope(activation, s0, y0, middle));
    v128.store(stored, slope(activation, s1, y1, middle), 16);
    v128.store(sums, f64x2.add(f64x2.add(v128.load(sums), v128.and(y0, first)), v128.and(y1, second)));
  }
}

/** Adds the tile's activations, lanes of `first` and `second` only, to the lane sums, and stores act′. */
export function gatherNetwork(tile: usize, stored: usize, first: v128, second: v128): void {
  const pre = tilePre();
  preactivate(tile, pre);
  const activation = header(Header.activation);
  if (activation == Activation.tanh) activate(Activation.tanh, pre, stored, first, second);
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
    v128.store(out, f64x2.mul(factor, f64x2.splat(load<f64>(field) - load<f64>(targets))));
  }
}

export function driftNetwork(stored: usize, drift: usize): void {
  const points = header(Header.fieldDim);
  const gradients = tileGradients();
  let c = coefficients();
  let out = gradients;
  for (const end = c + (<usize>points << 4); c < end; c += 16, stored += 32, out += 32) {
    const coefficient = v128.load(c);
    v128.store(out, f64x2.mul(coefficient, v128.load(stored)));
    v128.store(out, f64x2.mul(coefficient, v128.load(stored, 16)), 16);
  }
  let data = address(Header.columns);
  let left = header(Header.dim);
  for (; left >= 4; left -= 4, data += <usize>points << 5, drift += 128) {
    products(4, gradients, points, data, drift);
  }
  if (left == 3) products(3, gradients, points, data, drift);
  else if (left == 2) products(2, gradients, points, data, drift);
  else if (left == 1) products(1, gradients, points, data, drift);
}
