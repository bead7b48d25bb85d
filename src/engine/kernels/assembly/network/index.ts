/**
 * Networks of one hidden layer that the kernels' own (../neuralNetwork.ts) does not know: trained output weights, bias,
 * several outputs, any loss, a formula as activation, confinement, plain scaling, minibatches. A module beside the kernels,
 * which call it once a block (../external.ts); operation by operation src/models/neuralNetwork.ts, tile by tile.
 *
 * Data lie as for ../neuralNetwork.ts, with one more column of ones for the bias. Left for the drift of a tile: act of every point in use and particle, [point][4], points rounded up to 4, then act′ likewise. The
 * gradients of the loss are TypeScript's, once a step; a formula as activation is a module of its own
 * (src/engine/kernels/formula/activation.ts).
 */
import { mulAdd } from '../arithmetic';
import {
  Activation,
  address,
  coefficients,
  Header,
  header,
  laneSums,
  RADII,
  scratch,
  TILE,
  tileGradients,
  tilePositions,
  tilePre,
  tileStored,
} from '../memory';
import { products, slope, value } from '../neuralNetwork';
import { loadTile } from '../tiles';
import { sincos } from '../trig';
import { columnProducts, rowProducts } from './batch';

export { setUp } from '../memory';

/** Writes factor·∂ℓ/∂f_k of every point in use for even and odd particles to `out`, [point][output][2]. */
@external('env', 'lossGradients')
declare function lossGradients(field: usize, out: usize): void;

/** Writes act of the numbers from ≤ address < to to `out`, and act′ to `out` + apart. */
@external('env', 'activateFormula')
declare function activateFormula(from: usize, to: usize, out: usize, apart: usize): void;

/** After Activation's. */
const IDENTITY: i32 = 4;
const SIN: i32 = 5;

/** All data points. */
let allPoints: i32 = 0;
/** The points in use, and the address of their numbers, ascending, or 0 where they are all. */
let points: i32 = 0;
let chosen: usize = 0;
/** Which selection that is, and for which one the gradients of the loss stand in `coefficients`. */
let selection: i32 = 0;
let gradientsOf: i32 = -1;
let outputs: i32 = 0;
/** Hidden coordinates: weights and bias. */
let width: i32 = 0;
let trained: bool = false;
let activation: i32 = 0;
/** Factors of the lane sums. */
let evenFactor: f64 = 1;
let oddFactor: f64 = 1;
let confinement: f64 = 0;

/** What the network is, set once when the instance is made. */
export function configure(
  pointCount: i32,
  outputCount: i32,
  hiddenWidth: i32,
  isTrained: bool,
  activationNumber: i32,
  even: f64,
  odd: f64,
  lambda: f64,
): void {
  allPoints = pointCount;
  outputs = outputCount;
  width = hiddenWidth;
  trained = isTrained;
  activation = activationNumber;
  evenFactor = even;
  oddFactor = odd;
  confinement = lambda;
  selectAll();
}

/** From now on all data points are in use. */
export function selectAll(): void {
  selection = 0;
  points = allPoints;
  chosen = 0;
}

/** From now on the points whose numbers, int32, stand at `numbers`. @param number not 0, another one for other points */
export function selectBatch(number: i32, numbers: usize, count: i32): void {
  selection = number;
  points = count;
  chosen = numbers;
}

/** To be called whenever the field of the drift has changed. */
export function prepare(): void {
  gradientsOf = -1;
}

/** Bytes of one number for every point in use and particle of a tile. */
@inline
function tileArea(): usize {
  return ((<usize>points + 3) & ~3) << 5;
}

/** Bytes from what is left for one tile to the next, the same for every batch: tiles of two of them may stand side by side. */
@inline
function storedBytes(): usize {
  return ((<usize>allPoints + 3) & ~3) << 6;
}

/** All ones in the lanes whose particles exist. */
@inline
function lanes(count: i32): v128 {
  return i64x2.gt_s(i64x2.splat(count), i64x2(0, 1));
}

@inline
function activateAs(kind: Activation, pre: usize, out: usize): void {
  const middle = address(Header.tanh);
  const area = tileArea();
  for (const end = pre + (<usize>points << 5); pre < end; pre += 16, out += 16) {
    const s = v128.load(pre);
    const y = value(kind, s, middle);
    v128.store(out, y);
    v128.store(out + area, slope(kind, s, y, middle));
  }
}

function activateIdentity(pre: usize, out: usize): void {
  const area = tileArea();
  for (const end = pre + (<usize>points << 5); pre < end; pre += 16, out += 16) {
    const s = v128.load(pre);
    v128.store(out, s);
    v128.store(out + area, v128.bitselect(f64x2.splat(1), s, f64x2.eq(s, s)));
  }
}

function activateSin(pre: usize, out: usize): void {
  const area = tileArea();
  // radii are of the noise, drawn at other times
  const pair = scratch(RADII);
  for (const end = pre + (<usize>points << 5); pre < end; pre += 16, out += 16) {
    sincos(v128.load(pre), pair);
    v128.store(out, v128.load(pair));
    v128.store(out + area, v128.load(pair, 16));
  }
}

/** out[point][4] = ⟨θ, x_b⟩ of the tile. */
function preactivate(tile: usize, out: usize): void {
  const end = out + tileArea();
  if (chosen != 0) {
    for (let j: usize = 0; out < end; out += 128, j += 4) rowProducts(tile, width, chosen, j, points - 1, out);
    return;
  }
  let data = address(Header.rows);
  for (; out < end; out += 128, data += <usize>width << 5) products(4, tile, width, data, out);
}

/** act and act′ of the tile at every point. */
function activate(tile: usize, out: usize): void {
  const pre = tilePre();
  preactivate(tile, pre);
  if (activation == Activation.tanh) activateAs(Activation.tanh, pre, out);
  else if (activation == Activation.sigmoid) activateAs(Activation.sigmoid, pre, out);
  else if (activation == Activation.relu) activateAs(Activation.relu, pre, out);
  else if (activation == Activation.softplus) activateAs(Activation.softplus, pre, out);
  else if (activation == IDENTITY) activateIdentity(pre, out);
  else if (activation == SIN) activateSin(pre, out);
  else activateFormula(pre, pre + (<usize>points << 5), out, tileArea());
}

/** Adds the tile's φ, lanes of `first` and `second` only, to the lane sums. */
function addTile(tile: usize, values: usize, first: v128, second: v128): void {
  let sums = laneSums();
  const weights = tile + (<usize>width << 5);
  for (const end = values + (<usize>points << 5); values < end; values += 32) {
    const y0 = v128.load(values);
    const y1 = v128.load(values, 16);
    if (!trained) {
      v128.store(sums, f64x2.add(f64x2.add(v128.load(sums), v128.and(y0, first)), v128.and(y1, second)));
      sums += 16;
      continue;
    }
    let a = weights;
    for (const last = a + (<usize>outputs << 5); a < last; a += 32, sums += 16) {
      const p0 = f64x2.mul(v128.load(a), y0);
      const p1 = f64x2.mul(v128.load(a, 16), y1);
      v128.store(sums, f64x2.add(f64x2.add(v128.load(sums), v128.and(p0, first)), v128.and(p1, second)));
    }
  }
}

/** The lane sums become the sums of φ; entries of points that are not in use are 0. A point that comes twice counts once. */
function writeSums(sum: usize): void {
  if (chosen != 0) memory.fill(sum, 0, <usize>header(Header.fieldDim) << 3);
  const size = <usize>outputs << 3;
  let sums = laneSums();
  let last: u32 = u32.MAX_VALUE;
  for (let j: u32 = 0; j < <u32>points; j++, sums += size << 1) {
    const b = chosen == 0 ? j : load<u32>(chosen + (<usize>j << 2));
    if (b == last) continue;
    last = b;
    let lane = sums;
    let out = sum + <usize>b * size;
    for (const end = out + size; out < end; out += 8, lane += 16) {
      store<f64>(out, 0.0 + (evenFactor * load<f64>(lane) + oddFactor * load<f64>(lane, 8)));
    }
  }
}

/** See src/engine/kernels/external.ts. */
export function gather(x: usize, lo: u32, hi: u32, sum: usize, stored: usize): void {
  const dim = header(Header.dim);
  memory.fill(laneSums(), 0, (<usize>points * outputs) << 4);
  for (let i = lo; i < hi; i += TILE) {
    const count = min(TILE, hi - i);
    const tile = loadTile(x + ((<usize>i * dim) << 3), dim, count, tilePositions());
    const left = stored == 0 ? tileStored() : stored + <usize>(i / TILE) * storedBytes();
    activate(tile, left);
    addTile(tile, left, lanes(count), lanes(<i32>count - 2));
  }
  writeSums(sum);
}

/** Weights of the rows, fixed output weights: coefficient·act′. */
function fixedGradients(slopes: usize, out: usize): void {
  let c = coefficients();
  for (const end = c + (<usize>points << 4); c < end; c += 16, slopes += 32, out += 32) {
    const coefficient = v128.load(c);
    v128.store(out, f64x2.mul(coefficient, v128.load(slopes)));
    v128.store(out, f64x2.mul(coefficient, v128.load(slopes, 16)), 16);
  }
}

/** Weights of the rows, act′·Σ_k coefficient_k a_k, and the drift of the output weights to `drift`. */
function trainedGradients(tile: usize, left: usize, out: usize, drift: usize): void {
  const area = tileArea();
  const size = <usize>outputs << 5;
  const weights = tile + (<usize>width << 5);
  memory.fill(drift, 0, size);
  let c = coefficients();
  for (const end = left + (<usize>points << 5); left < end; left += 32, out += 32) {
    const h0 = v128.load(left);
    const h1 = v128.load(left, 16);
    let along0 = f64x2.splat(0);
    let along1 = along0;
    for (let k: usize = 0; k < size; k += 32, c += 16) {
      const coefficient = v128.load(c);
      along0 = mulAdd(coefficient, v128.load(weights + k), along0);
      along1 = mulAdd(coefficient, v128.load(weights + k, 16), along1);
      v128.store(drift + k, mulAdd(coefficient, h0, v128.load(drift + k)));
      v128.store(drift + k, mulAdd(coefficient, h1, v128.load(drift + k, 16)), 16);
    }
    v128.store(out, f64x2.mul(v128.load(left + area), along0));
    v128.store(out, f64x2.mul(v128.load(left + area, 16), along1), 16);
  }
}

/** drift ← drift − λ·tile, and 0 for particles that are none. */
function finish(drift: usize, tile: usize, dim: i32, first: v128, second: v128): void {
  const lambda = f64x2.splat(confinement);
  for (const end = drift + (<usize>dim << 5); drift < end; drift += 32, tile += 32) {
    let a = v128.load(drift);
    let b = v128.load(drift, 16);
    if (confinement != 0) {
      a = f64x2.sub(a, f64x2.mul(lambda, v128.load(tile)));
      b = f64x2.sub(b, f64x2.mul(lambda, v128.load(tile, 16)));
    }
    v128.store(drift, v128.and(a, first));
    v128.store(drift, v128.and(b, second), 16);
  }
}

/** out[c][4] = Σ_b gradients[b][4] x_bc. */
function combineAll(gradients: usize, out: usize): void {
  let data = address(Header.columns);
  let rest = width;
  for (; rest >= 4; rest -= 4, data += <usize>points << 5, out += 128) {
    products(4, gradients, points, data, out);
  }
  if (rest == 3) products(3, gradients, points, data, out);
  else if (rest == 2) products(2, gradients, points, data, out);
  else if (rest == 1) products(1, gradients, points, data, out);
}

/** The same over the points of a batch. */
function combineBatch(gradients: usize, out: usize): void {
  let data = address(Header.columns);
  let rest = width;
  for (; rest >= 4; rest -= 4, data += <usize>allPoints << 5, out += 128) {
    columnProducts(4, gradients, chosen, points, data, out);
  }
  if (rest == 3) columnProducts(3, gradients, chosen, points, data, out);
  else if (rest == 2) columnProducts(2, gradients, chosen, points, data, out);
  else if (rest == 1) columnProducts(1, gradients, chosen, points, data, out);
}

/** See src/engine/kernels/external.ts. */
export function drift(x: usize, lo: u32, hi: u32, field: usize, stored: usize, out: usize): void {
  const dim = header(Header.dim);
  const gradients = tileGradients();
  if (gradientsOf != selection) {
    lossGradients(field, coefficients());
    gradientsOf = selection;
  }
  for (let i = lo; i < hi; i += TILE, out += <usize>dim << 5) {
    const count = min(TILE, hi - i);
    const tile = loadTile(x + ((<usize>i * dim) << 3), dim, count, tilePositions());
    let left = stored + <usize>(i / TILE) * storedBytes();
    if (stored == 0) {
      left = tileStored();
      activate(tile, left);
    }
    if (trained) trainedGradients(tile, left, gradients, out + (<usize>width << 5));
    else fixedGradients(left + tileArea(), gradients);
    if (chosen == 0) combineAll(gradients, out);
    else combineBatch(gradients, out);
    finish(out, tile, dim, lanes(count), lanes(<i32>count - 2));
  }
}
