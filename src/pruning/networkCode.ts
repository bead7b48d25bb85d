/**
 * A prefix-free code for networks whose weights are multiples of powers of two, fixed before any data: its length |h| in
 * bits. Layer by layer, the decoder knowing shapes and what it has read:
 *   1. e of the layer's unit 2^e: Elias gamma of its zigzag number;
 *   2. which rows are not all zero: their number among 0 … n, then which of the C(n, k) sets;
 *   3. one bit: all numbers of these rows follow, or first which of them are not zero (as 2);
 *   4. five bits: the order j of the Exp-Golomb code (H.264, §9.1; Teuhola, Inf. Proc. Lett. 7 (1978)) of the integers.
 * Where act(0) = 0, weights that come from rows that are all zero change nothing: the code leaves them out and the network
 * that it describes has zeros there. Lengths of 2 are ideal (log₂, not rounded up): what the bound needs is Σ_h 2^{−|h|} ≤ 1.
 * Exp-Golomb lengths grow like 2 log₂|m|, as suits heavy tails. Integers below 2^51 in size.
 */
import { log2 } from '../math/log2.ts';
import { logChoose } from '../statistics/binomialBound.ts';

/** Weights of one layer as integer multiples of 2^exponent, rows × stride; what is past fanIn in a row is its bias. */
export interface IntegerLayer {
  readonly rows: number;
  readonly fanIn: number;
  readonly stride: number;
  readonly exponent: number;
  readonly integers: Float64Array;
}

const LOG2_E = 1.4426950408889634;
/** Orders 0 … 31 of the Exp-Golomb code. */
const ORDERS = 32;
const ORDER_BITS = 5;

/** 0, −1, 1, −2, 2, … are 0, 1, 2, 3, 4, … */
export function zigzag(m: number): number {
  return m > 0 ? 2 * m : -2 * m - (m < 0 ? 1 : 0);
}

/** Binary digits of a whole number from 1 to 2^53. */
export function binaryDigits(v: number): number {
  const high = Math.floor(v / 2 ** 32);
  return high > 0 ? 64 - Math.clz32(high) : 32 - Math.clz32(v);
}

/** Elias gamma code of u + 1, u ≥ 0. */
export function gammaBits(u: number): number {
  return 2 * binaryDigits(u + 1) - 1;
}

/** Exp-Golomb code of order j of u ≥ 0: u + 2^j in binary, after as many zeros as it has digits beyond j + 1. */
export function expGolombBits(u: number, j: number): number {
  return 2 * binaryDigits(u + 2 ** j) - 1 - j;
}

/** Which k of n: log₂(n + 1) + log₂ C(n, k). */
export function subsetBits(n: number, k: number): number {
  return log2(n + 1) + LOG2_E * logChoose(n, k);
}

/** W as the nearest multiples of 2^exponent. */
export function toIntegers(weights: Float64Array, exponent: number): Float64Array {
  const unit = 2 ** exponent;
  return weights.map((w) => Math.round(w / unit));
}

/** Zeros in place of the weights that come from rows of the layer before that are all zero. */
export function withoutDeadInputs(layers: readonly IntegerLayer[]): IntegerLayer[] {
  const kept: IntegerLayer[] = [];
  for (const layer of layers) {
    const before = kept.at(-1);
    if (before === undefined) {
      kept.push(layer);
      continue;
    }
    const integers = layer.integers.slice();
    const live = liveRows(before);
    for (let i = 0; i < layer.rows; i++)
      for (let c = 0; c < layer.fanIn; c++) if (live[c] === 0) integers[i * layer.stride + c] = 0;
    kept.push({ ...layer, integers });
  }
  return kept;
}

/**
 * |h| in bits.
 * @param deadInputs whether act(0) = 0, so that the layers are those of `withoutDeadInputs`
 */
export function networkBits(layers: readonly IntegerLayer[], deadInputs: boolean): number {
  let bits = 0;
  let inputs: Uint8Array | undefined;
  for (const layer of layers) {
    const live = liveRows(layer);
    bits += layerBits(layer, live, inputs);
    inputs = deadInputs ? live : undefined;
  }
  return bits;
}

/** 1 for every row that is not all zero. */
function liveRows({ rows, stride, integers }: IntegerLayer): Uint8Array {
  return Uint8Array.from({ length: rows }, (_, i) => {
    for (let c = 0; c < stride; c++) if (integers[i * stride + c] !== 0) return 1;
    return 0;
  });
}

function layerBits(layer: IntegerLayer, live: Uint8Array, inputs: Uint8Array | undefined): number {
  const { rows, fanIn, stride, exponent, integers } = layer;
  const kept = live.reduce((sum, one) => sum + one, 0);
  const all = new Float64Array(kept * stride);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    if (live[i] === 0) continue;
    for (let c = 0; c < stride; c++)
      if (c >= fanIn || inputs === undefined || inputs[c] === 1)
        all[count++] = zigzag(integers[i * stride + c]);
  }
  const dense = all.subarray(0, count);
  const sparse = dense.filter((u) => u !== 0).map((u) => u - 1);
  const rest = Math.min(expGolombTotal(dense), subsetBits(count, sparse.length) + expGolombTotal(sparse));
  return gammaBits(zigzag(exponent)) + subsetBits(rows, kept) + 1 + ORDER_BITS + rest;
}

/** With the best order: one with more digits than the largest number only adds to every length. */
function expGolombTotal(numbers: Float64Array): number {
  let largest = 0;
  for (const u of numbers) largest = Math.max(largest, u);
  let best = Infinity;
  for (let j = 0; j < Math.min(ORDERS, binaryDigits(largest + 1) + 1); j++) {
    let total = 0;
    for (const u of numbers) total += expGolombBits(u, j);
    best = Math.min(best, total);
  }
  return best;
}
