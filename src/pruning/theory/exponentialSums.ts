/** Sums of e^{zY} over the nodes of a law split at thresholds: for one real z, or along a line of complex z. */
import { exp, expm1, sincos } from '../../math/elementary.ts';
import type { SplitNodes } from './splitNodes.ts';

/** Σ w·(e^{sY} − 1) on one side of each threshold. */
export function realSums(nodes: SplitNodes, s: number, out: Float64Array): void {
  const groups = new Float64Array(nodes.start.length - 1);
  for (let g = 0; g < groups.length; g++)
    for (let j = nodes.start[g]; j < nodes.start[g + 1]; j++)
      groups[g] += nodes.weight[j] * expm1(s * nodes.y[j]);
  nodes.collect(groups, out);
}

/** Σ w·Y·e^{sY}. */
export function slopeSums(nodes: SplitNodes, s: number, out: Float64Array): void {
  const groups = new Float64Array(nodes.start.length - 1);
  for (let g = 0; g < groups.length; g++)
    for (let j = nodes.start[g]; j < nodes.start[g + 1]; j++)
      groups[g] += nodes.weight[j] * nodes.y[j] * exp(s * nodes.y[j]);
  nodes.collect(groups, out);
}

export interface Walk {
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Writes the sums at the present point to re and im. */
  sums(): void;
  advance(): void;
}

/**
 * Σ w·(e^{zY} − 1) at z = first, first + i·step, …: each node's E = e^{zY} − 1 is carried along by
 * E ← E + (e^{i·step·Y} − 1)(1 + E), which keeps the digits of a small E.
 */
export function createWalk(nodes: SplitNodes, first: number, step: number, count: number): Walk {
  const size = nodes.y.length;
  const re = nodes.y.map((y) => expm1(first * y));
  const im = new Float64Array(size);
  const stepRe = new Float64Array(size);
  const stepIm = new Float64Array(size);
  const turn = new Float64Array(2);
  for (let j = 0; j < size; j++) {
    sincos((step * nodes.y[j]) / 2, turn);
    stepRe[j] = -2 * turn[0] * turn[0];
    stepIm[j] = 2 * turn[0] * turn[1];
  }
  const groupsRe = new Float64Array(nodes.start.length - 1);
  const groupsIm = new Float64Array(nodes.start.length - 1);
  const out = { re: new Float64Array(count), im: new Float64Array(count) };
  return {
    ...out,
    sums() {
      for (let g = 0; g < groupsRe.length; g++) {
        let a = 0;
        let b = 0;
        for (let j = nodes.start[g]; j < nodes.start[g + 1]; j++) {
          a += nodes.weight[j] * re[j];
          b += nodes.weight[j] * im[j];
        }
        groupsRe[g] = a;
        groupsIm[g] = b;
      }
      nodes.collect(groupsRe, out.re);
      nodes.collect(groupsIm, out.im);
    },
    advance() {
      for (let j = 0; j < size; j++) {
        const a = 1 + re[j];
        const b = im[j];
        re[j] += stepRe[j] * a - stepIm[j] * b;
        im[j] += stepRe[j] * b + stepIm[j] * a;
      }
    },
  };
}
