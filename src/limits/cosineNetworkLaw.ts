/**
 * The law on the real line of one particle of the cosine network's limit in one dimension, at the horizon.
 *
 * The equation of its Fourier modes (cosineNetwork.ts) holds at every real u, in chains u, u ± 1, u ± 2, …:
 *   ρ_u′ = (u/4)(w ρ_{u−1} − w̄ ρ_{u+1}) − σ^α|u|^α ρ_u,
 * with the same w(t) = c − ρ_1, known from the whole numbers; and one Euler step of the scheme is, by Jacobi and Anger,
 *   ρ_u ← e^{−ησ^α|u|^α} Σ_n J_n(us) e^{inψ} ρ_{u−n},   s = η|w|/2, ψ = arg w.
 * The drift is bounded: what is far out was brought there by the noise, P(|θ| > r) ~ C_α σ^α T r^{−α} (lawFromModes.ts).
 */
import { exp, sincos } from '../math/elementary.ts';
import { modulus } from '../math/modulus.ts';
import type { CoordinateLaw } from '../models/initialSpec.ts';
import { besselFunctions, rotations } from './eulerPush.ts';
import { modeOf } from './initialLaw.ts';
import type { FrequencyRule, Modes } from './lawFromModes.ts';
import { integrateTaylor, ORDER, type TaylorSystem } from './taylor.ts';

/** ρ_{k + v} for |k| ≤ size, in place k + size. */
interface Chain {
  readonly v: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

export interface PhaseLaw {
  readonly target: readonly [number, number];
  readonly initial: CoordinateLaw;
  /** σ^α|u|^α for any real u. */
  damping(u: number): number;
}

/** Modes beyond the last of a chain must be below this. */
const NEGLIGIBLE = 1e-13;
const SIZES = [16, 32, 64, 128, 256, 512];

/** Chains of half the rule's nodes; ρ_{−u} is the conjugate of ρ_u and gives the others. */
function startChains(rule: FrequencyRule, law: PhaseLaw, size: number): Chain[] {
  const turn = new Float64Array(2);
  return Array.from({ length: rule.v.length / 2 }, (_, j) => {
    const v = rule.v[j];
    const re = new Float64Array(2 * size + 1);
    const im = new Float64Array(2 * size + 1);
    for (let k = -size; k <= size; k++) {
      const mode = modeOf(law.initial, k + v);
      sincos((k + v) * mode.centre, turn);
      re[k + size] = mode.size * turn[1];
      im[k + size] = mode.size * turn[0];
    }
    return { v, re, im };
  });
}

function modesOf(chains: Chain[], rule: FrequencyRule, size: number, reach: number): Modes {
  const count = size;
  const all = rule.v.length;
  const re = new Float64Array(all * count);
  chains.forEach((chain, j) => {
    for (let m = 0; m < count; m++) {
      re[j * count + m] = chain.re[m + size];
      // u = m + 1 − v_j is −(k + v_j) with k = −m − 1
      re[(all - 1 - j) * count + m] = chain.re[size - m - 1];
    }
  });
  return { rule, re, count, reach };
}

function died(chains: Chain[]): boolean {
  return chains.every(({ re, im }) => [0, re.length - 1].every((at) => modulus(re[at], im[at]) < NEGLIGIBLE));
}

function settled(solve: (size: number) => Chain[], rule: FrequencyRule, reach: number): Modes {
  for (const size of SIZES) {
    const chains = solve(size);
    if (died(chains)) return modesOf(chains, rule, size, reach);
  }
  throw new Error(
    'The law of one particle does not settle to 13 digits: give the initial law more variance, the noise more scale, or lengthen the horizon.',
  );
}

/**
 * Of the Euler scheme.
 * @param field (Re ρ_1, Im ρ_1) of the scheme's limit at the times before each step, steps × 2 or longer
 */
export function cosineModesEuler(
  law: PhaseLaw,
  field: Float64Array,
  step: number,
  steps: number,
  rule: FrequencyRule,
  reach: number,
): Modes {
  const solve = (size: number): Chain[] => {
    const chains = startChains(rule, law, size);
    const decays = chains.map(({ v, re }) =>
      re.map((_, at) => exp(-step * law.damping(Math.abs(at - size + v)))),
    );
    for (let k = 0; k < steps; k++) {
      const wRe = law.target[0] - field[2 * k];
      const wIm = law.target[1] - field[2 * k + 1];
      chains.forEach((chain, j) => {
        push(chain, size, wRe, wIm, step);
        for (let at = 0; at < chain.re.length; at++) {
          chain.re[at] *= decays[j][at];
          chain.im[at] *= decays[j][at];
        }
      });
    }
    return chains;
  };
  return settled(solve, rule, reach);
}

/** One chain through θ → θ + (η/2) Im(w e^{−iθ}); modes beyond its ends count as 0. */
function push({ v, re, im }: Chain, size: number, wRe: number, wIm: number, step: number): void {
  const pull = modulus(wRe, wIm);
  if (pull === 0) return;
  const turn = rotations(wRe / pull, wIm / pull, size);
  const length = re.length;
  const lineRe = new Float64Array(length);
  const lineIm = new Float64Array(length);
  for (let at = 0; at < length; at++) {
    const k = Math.abs(at - size);
    const sine = at < size ? -turn.im[k] : turn.im[k];
    lineRe[at] = re[at] * turn.re[k] + im[at] * sine;
    lineIm[at] = im[at] * turn.re[k] - re[at] * sine;
  }
  for (let at = 0; at < length; at++) {
    const u = at - size + v;
    const bessel = besselFunctions((Math.abs(u) * step * pull) / 2);
    // J_n(−z) = J_{−n}(z) = (−1)^n J_n(z)
    const side = u < 0 ? -1 : 1;
    let a = bessel[0] * lineRe[at];
    let b = bessel[0] * lineIm[at];
    for (let n = 1; n < bessel.length; n++) {
      const below = at - side * n;
      const above = at + side * n;
      const sign = n % 2 === 0 ? bessel[n] : -bessel[n];
      if (below >= 0 && below < length) {
        a += bessel[n] * lineRe[below];
        b += bessel[n] * lineIm[below];
      }
      if (above >= 0 && above < length) {
        a += sign * lineRe[above];
        b += sign * lineIm[above];
      }
    }
    const k = Math.abs(at - size);
    const sine = at < size ? -turn.im[k] : turn.im[k];
    re[at] = a * turn.re[k] - b * sine;
    im[at] = a * sine + b * turn.re[k];
  }
}

/** In continuous time: the chain of the whole numbers, which gives w, and those of the rule in one Taylor system. */
export function cosineModes(law: PhaseLaw, horizon: number, rule: FrequencyRule, reach: number): Modes {
  const solve = (size: number): Chain[] => {
    const whole = startChains({ v: new Float64Array(2), weight: rule.weight }, law, size);
    const chains = [...whole, ...startChains(rule, law, size)];
    const width = 2 * size + 1;
    const system = chainSystem(law, chains, size);
    integrateTaylor(system, [horizon], () => {});
    return chains.slice(1).map(({ v }, j) => {
      const from = (j + 1) * width;
      return { v, re: system.re.slice(from, from + width), im: system.im.slice(from, from + width) };
    });
  };
  return settled(solve, rule, reach);
}

/** Chain 0 is that of the whole numbers. */
function chainSystem(law: PhaseLaw, chains: Chain[], size: number): TaylorSystem {
  const { target, damping } = law;
  const width = 2 * size + 1;
  const total = chains.length * width;
  const re = new Float64Array((ORDER + 1) * total);
  const im = new Float64Array((ORDER + 1) * total);
  const u = new Float64Array(total);
  chains.forEach((chain, j) => {
    re.set(chain.re, j * width);
    im.set(chain.im, j * width);
    for (let at = 0; at < width; at++) u[j * width + at] = at - size + chain.v;
  });
  const damp = u.map((value) => damping(Math.abs(value)));
  const wRe = new Float64Array(ORDER + 1);
  const wIm = new Float64Array(ORDER + 1);
  const one = size + 1;
  return {
    size: total,
    re,
    im,
    fastest: damping(size + 1) + ((size + 1) / 2) * (modulus(target[0], target[1]) + 1),
    next(k) {
      wRe[k] = (k === 0 ? target[0] : 0) - re[k * total + one];
      wIm[k] = (k === 0 ? target[1] : 0) - im[k * total + one];
      const to = (k + 1) * total;
      for (let at = 0; at < total; at++) {
        const place = at % width;
        const low = place > 0;
        const high = place < width - 1;
        let a = 0;
        let b = 0;
        for (let i = 0; i <= k; i++) {
          const from = (k - i) * total + at;
          const belowRe = low ? re[from - 1] : 0;
          const belowIm = low ? im[from - 1] : 0;
          const aboveRe = high ? re[from + 1] : 0;
          const aboveIm = high ? im[from + 1] : 0;
          a += wRe[i] * (belowRe - aboveRe) - wIm[i] * (belowIm + aboveIm);
          b += wRe[i] * (belowIm - aboveIm) + wIm[i] * (belowRe + aboveRe);
        }
        const here = k * total + at;
        re[to + at] = ((u[at] / 4) * a - damp[at] * re[here]) / (k + 1);
        im[to + at] = ((u[at] / 4) * b - damp[at] * im[here]) / (k + 1);
      }
    },
  };
}
