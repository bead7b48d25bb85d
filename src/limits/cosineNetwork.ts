/**
 * The McKean–Vlasov limit of a phase that drifts by ½ Im(w e^{−iθ}): ρ_m = E e^{imθ}, w = c + κρ_1,
 *   ρ_m′ = (m/4)(w ρ_{m−1} − w̄ ρ_{m+1}) − D_m ρ_m,  ρ_0 = 1,
 * D_m the noise's damping. One coordinate of the cosine network has κ = −1, the Kuramoto model c = 0, κ = 2K.
 * Solved to 1e−13 with as many modes as two solutions need to agree. Without noise
 * the law moves along characteristics, z = e^{iθ}: z′ = ¼(w − w̄ z²), exact for every initial law.
 * In d dimensions each coordinate's marginal obeys this equation. Source: docs/theory.md, (25).
 */
import { cos, sin } from '../math/elementary.ts';
import { modulus } from '../math/modulus.ts';
import type { CoordinateLaw } from '../models/initialSpec.ts';
import { initialModes, initialNodes } from './initialLaw.ts';
import { integrateTaylor, ORDER, type TaylorSystem, taylorWork } from './taylor.ts';

/** One coordinate of a cosine network, or a Kuramoto oscillator. */
export interface Marginal {
  /** c; of the cosine network A e^{iφ₀}. */
  readonly target: readonly [number, number];
  /** κ; −1 unless told. */
  readonly feedback?: number;
  readonly initial: CoordinateLaw;
  /** D_m = −log E e^{imL_1} ≥ 0, one coordinate of the noise; 0 for all m > 0 or for none. */
  damping(m: number): number;
}

/** Four numbers per time: ρ_1 (re, im), ρ_2 (re, im). */
export type ModePath = Float64Array;

/** Two solutions that differ by less are taken for the solution. */
const AGREEMENT = 1e-13;

/** Levels of `initialNodes` that are tried; 9000 nodes at the last. */
export const NODE_LEVELS: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7];

/** Multiplications, about 5 seconds of them, beyond which a size is not tried. */
const MOST_WORK = 2e9;

/**
 * `solve` with more and more modes (or nodes) until two results agree.
 * @param work multiplications of a size; far beyond seconds of work no size is tried
 * @throws Error when no two agree
 */
export function settle(
  sizes: readonly number[],
  work: (size: number) => number,
  solve: (size: number) => Float64Array,
  what: string,
): Float64Array {
  // A long run may take long; more modes than usual may not make it sixteen times longer.
  const most = Math.max(MOST_WORK, 16 * work(sizes[1]));
  let previous: Float64Array | undefined;
  for (const size of sizes) {
    if (work(size) > most) break;
    const result = solve(size);
    if (previous && largestDifference(result, previous) <= AGREEMENT) return result;
    previous = result;
  }
  throw new Error(
    `${what} does not settle to 13 digits: give the initial law more variance, the noise more scale, or shorten the horizon.`,
  );
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let j = 0; j < a.length; j++) {
    const difference = Math.abs(a[j] - b[j]);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  }
  return largest;
}

/**
 * ρ_1 and ρ_2 of the continuous-time limit at the given times (ascending, from 0 on), times × 4.
 * @throws Error when the accuracy cannot be met
 */
export function marginalLimit(marginal: Marginal, times: ArrayLike<number>): ModePath {
  const path = (system: TaylorSystem, read: (row: Float64Array) => void): ModePath => {
    const out = new Float64Array(4 * times.length);
    integrateTaylor(system, times, (index) => read(out.subarray(4 * index, 4 * index + 4)));
    return out;
  };
  if (followsNodes(marginal)) {
    const solve = (level: number) => {
      const { system, read } = characteristics(marginal, level);
      return path(system, read);
    };
    return settle(NODE_LEVELS, () => 0, solve, 'The noiseless limit of the phase law');
  }
  const horizon = times[times.length - 1];
  const work = (modes: number) => taylorWork(fastestRate(marginal, modes), modes, horizon);
  const solve = (modes: number) => {
    const system = hierarchy(marginal, modes);
    return path(system, (row) => row.set([system.re[1], system.im[1], system.re[2], system.im[2]]));
  };
  return settle([8, 16, 32, 64, 128, 256, 512, 1024, 2048], work, solve, 'The limit of the phase law');
}

/** Without noise nodes of the initial law are followed; a stable law has none, but modes that fall by themselves. */
export function followsNodes({ initial, damping }: Marginal): boolean {
  return damping(1) === 0 && initial.law !== 'stable';
}

/** A bound on |w|. */
export function largestPull({ target, feedback = -1 }: Marginal): number {
  return modulus(target[0], target[1]) + Math.abs(feedback);
}

/** Damping of the highest mode, and transport between neighbouring modes. */
function fastestRate(marginal: Marginal, modes: number): number {
  return marginal.damping(modes) + (modes / 2) * largestPull(marginal);
}

/** The hierarchy with modes 0 … M, ρ_{M+1} = 0. */
function hierarchy(marginal: Marginal, modes: number): TaylorSystem {
  const { target, feedback = -1, initial, damping } = marginal;
  const size = modes + 2;
  const re = new Float64Array((ORDER + 1) * size);
  const im = new Float64Array((ORDER + 1) * size);
  initialModes(initial, re.subarray(0, modes + 1), im.subarray(0, modes + 1));
  const damp = Float64Array.from({ length: size }, (_, m) => damping(m));
  const wRe = new Float64Array(ORDER + 1);
  const wIm = new Float64Array(ORDER + 1);
  return {
    size,
    re,
    im,
    fastest: fastestRate(marginal, modes),
    next(k) {
      wRe[k] = (k === 0 ? target[0] : 0) + feedback * re[k * size + 1];
      wIm[k] = (k === 0 ? target[1] : 0) + feedback * im[k * size + 1];
      const to = (k + 1) * size;
      re.fill(0, to, to + size);
      im.fill(0, to, to + size);
      for (let i = 0; i <= k; i++) {
        const a = wRe[i];
        const b = wIm[i];
        const from = (k - i) * size;
        for (let m = 1; m <= modes; m++) {
          const j = from + m;
          re[to + m] += a * (re[j - 1] - re[j + 1]) - b * (im[j - 1] + im[j + 1]);
          im[to + m] += a * (im[j - 1] - im[j + 1]) + b * (re[j - 1] + re[j + 1]);
        }
      }
      for (let m = 1; m <= modes; m++) {
        const j = k * size + m;
        re[to + m] = ((m / 4) * re[to + m] - damp[m] * re[j]) / (k + 1);
        im[to + m] = ((m / 4) * im[to + m] - damp[m] * im[j]) / (k + 1);
      }
    },
  };
}

/** Nodes of the initial law carried along z′ = ¼(w − w̄ z²). */
function characteristics(marginal: Marginal, level: number) {
  const { target, feedback = -1, initial } = marginal;
  const { nodes, weights } = initialNodes(initial, level);
  const size = nodes.length;
  const re = new Float64Array((ORDER + 1) * size);
  const im = new Float64Array((ORDER + 1) * size);
  for (let j = 0; j < size; j++) {
    re[j] = cos(nodes[j]);
    im[j] = sin(nodes[j]);
  }
  const squareRe = new Float64Array((ORDER + 1) * size);
  const squareIm = new Float64Array((ORDER + 1) * size);
  const wRe = new Float64Array(ORDER + 1);
  const wIm = new Float64Array(ORDER + 1);
  const system: TaylorSystem = {
    size,
    re,
    im,
    fastest: largestPull(marginal),
    next(k) {
      wRe[k] = k === 0 ? target[0] : 0;
      wIm[k] = k === 0 ? target[1] : 0;
      for (let j = 0; j < size; j++) {
        wRe[k] += feedback * (weights[j] * re[k * size + j]);
        wIm[k] += feedback * (weights[j] * im[k * size + j]);
      }
      for (let j = 0; j < size; j++) {
        let sRe = 0;
        let sIm = 0;
        for (let i = 0; i <= k; i++) {
          const p = i * size + j;
          const q = (k - i) * size + j;
          sRe += re[p] * re[q] - im[p] * im[q];
          sIm += re[p] * im[q] + im[p] * re[q];
        }
        squareRe[k * size + j] = sRe;
        squareIm[k * size + j] = sIm;
        let nextRe = wRe[k];
        let nextIm = wIm[k];
        for (let i = 0; i <= k; i++) {
          const q = (k - i) * size + j;
          nextRe -= wRe[i] * squareRe[q] + wIm[i] * squareIm[q];
          nextIm -= wRe[i] * squareIm[q] - wIm[i] * squareRe[q];
        }
        re[(k + 1) * size + j] = nextRe / (4 * (k + 1));
        im[(k + 1) * size + j] = nextIm / (4 * (k + 1));
      }
    },
  };
  const read = (row: Float64Array) => {
    row.fill(0);
    for (let j = 0; j < size; j++) {
      row[0] += weights[j] * re[j];
      row[1] += weights[j] * im[j];
      row[2] += weights[j] * (re[j] * re[j] - im[j] * im[j]);
      row[3] += weights[j] * 2 * re[j] * im[j];
    }
  };
  return { system, read };
}
