/**
 * Joint modes ρ(m₁, m₂) = E e^{i(m₁θ₁ + m₂θ₂)} of the two-dimensional cosine network's limit:
 *   ρ(m)′ = Σ_c (m_c/4)(w_c ρ(m − e_c) − w̄_c ρ(m + e_c)) − D(m) ρ(m),  w_c = c_c − ρ(e_c),
 * with D(m) = σ^α{|m₁ + m₂|^α; |m₁|^α + |m₂|^α; ‖m‖^α} for noise Types I, II, III: mode (1, −1) tells them
 * apart. Half of the modes are kept, ρ(−m) is the conjugate of ρ(m). Source: docs/theory.md, (27).
 */
import { modulus } from '../math/modulus.ts';
import type { CoordinateLaw } from '../models/initialSpec.ts';
import { settle } from './cosineNetwork.ts';
import { initialModes } from './initialLaw.ts';
import { integrateTaylor, ORDER, type TaylorSystem, taylorWork } from './taylor.ts';

export interface JointLaw {
  /** c₁, c₂ as (re, im, re, im). */
  readonly targets: Float64Array;
  /** Independent coordinates. */
  readonly initial: readonly [CoordinateLaw, CoordinateLaw];
  /** D(m) = −log E e^{i⟨m, L_1⟩}. */
  damping(m1: number, m2: number): number;
}

/** Numbers of modes tried, |m₁|, |m₂| ≤ M. */
export const JOINT_MODES: readonly number[] = [16, 24, 36, 54, 81];

/**
 * ρ(1,0), ρ(0,1), ρ(1,−1), ρ(1,1) at time t, each (re, im).
 * @throws Error when the accuracy cannot be met
 */
export function jointLimit(law: JointLaw, t: number): Float64Array {
  const work = (modes: number) => taylorWork(fastestRate(law, modes), 4 * (modes + 1) ** 2, t);
  const solve = (modes: number) => {
    const grid = jointGrid(modes);
    const system = hierarchy(law, grid);
    integrateTaylor(system, [t], () => {});
    return grid.read(system.re, system.im);
  };
  return settle(JOINT_MODES, work, solve, 'The joint law of the two-dimensional cosine-network limit');
}

/** The largest damping, in a corner of the modes, and transport along both axes. */
function fastestRate({ targets, damping }: JointLaw, modes: number): number {
  const size = modulus(targets[0], targets[1]) + modulus(targets[2], targets[3]);
  return damping(modes, modes) + (modes / 2) * (size + 2);
}

/** Layout of modes 0 ≤ m₁ ≤ M, |m₂| ≤ M, with one ring of zeros around. */
export function jointGrid(modes: number) {
  const width = 2 * modes + 3;
  const at = (m1: number, m2: number): number => m1 * width + m2 + modes + 1;
  return {
    modes,
    width,
    size: (modes + 2) * width,
    at,
    /** ρ(1,0), ρ(0,1), ρ(1,−1), ρ(1,1). */
    read(re: Float64Array, im: Float64Array): Float64Array {
      const places = [at(1, 0), at(0, 1), at(1, -1), at(1, 1)];
      return Float64Array.from(places.flatMap((j) => [re[j], im[j]]));
    },
  };
}

export type JointGrid = ReturnType<typeof jointGrid>;

/** Products of the coordinates' modes, into re and im at the grid's places. */
export function jointStart({ initial }: JointLaw, grid: JointGrid, re: Float64Array, im: Float64Array): void {
  const { modes, at } = grid;
  const [first, second] = initial.map((law) => {
    const one = { re: new Float64Array(modes + 1), im: new Float64Array(modes + 1) };
    initialModes(law, one.re, one.im);
    return one;
  });
  for (let m1 = 0; m1 <= modes; m1++) {
    for (let m2 = -modes; m2 <= modes; m2++) {
      const b = second.re[Math.abs(m2)];
      const d = m2 < 0 ? -second.im[-m2] : second.im[m2];
      re[at(m1, m2)] = first.re[m1] * b - first.im[m1] * d;
      im[at(m1, m2)] = first.re[m1] * d + first.im[m1] * b;
    }
  }
}

function hierarchy(law: JointLaw, grid: JointGrid): TaylorSystem {
  const { modes, width, size, at } = grid;
  const re = new Float64Array((ORDER + 1) * size);
  const im = new Float64Array((ORDER + 1) * size);
  jointStart(law, grid, re, im);
  const damp = new Float64Array(size);
  for (let m1 = 0; m1 <= modes; m1++)
    for (let m2 = -modes; m2 <= modes; m2++) damp[at(m1, m2)] = law.damping(m1, m2);
  const w = new Float64Array(4 * (ORDER + 1));
  return {
    size,
    re,
    im,
    fastest: fastestRate(law, modes),
    next(k) {
      const e1 = k * size + at(1, 0);
      const e2 = k * size + at(0, 1);
      w.set([-re[e1], -im[e1], -re[e2], -im[e2]], 4 * k);
      if (k === 0) for (let c = 0; c < 4; c++) w[c] += law.targets[c];
      const to = (k + 1) * size;
      re.fill(0, to, to + size);
      im.fill(0, to, to + size);
      for (let i = 0; i <= k; i++) {
        const [a1, b1, a2, b2] = w.subarray(4 * i, 4 * i + 4);
        const from = (k - i) * size;
        for (let m1 = 0; m1 <= modes; m1++) {
          // Row m₁ = 0 has no neighbour below, and its factor m₁ is 0.
          const f1 = m1 / 4;
          const below = m1 === 0 ? 0 : width;
          for (let m2 = -modes; m2 <= modes; m2++) {
            const here = at(m1, m2);
            const j = from + here;
            const f2 = m2 / 4;
            const sRe = re[j - below] - re[j + width];
            const tIm = im[j - below] + im[j + width];
            const sIm = im[j - below] - im[j + width];
            const tRe = re[j - below] + re[j + width];
            const uRe = re[j - 1] - re[j + 1];
            const vIm = im[j - 1] + im[j + 1];
            const uIm = im[j - 1] - im[j + 1];
            const vRe = re[j - 1] + re[j + 1];
            re[to + here] += f1 * (a1 * sRe - b1 * tIm) + f2 * (a2 * uRe - b2 * vIm);
            im[to + here] += f1 * (a1 * sIm + b1 * tRe) + f2 * (a2 * uIm + b2 * vRe);
          }
        }
      }
      for (let j = 0; j < size; j++) {
        re[to + j] = (re[to + j] - damp[j] * re[k * size + j]) / (k + 1);
        im[to + j] = (im[to + j] - damp[j] * im[k * size + j]) / (k + 1);
      }
    },
  };
}
