/**
 * The exact limit of the EULER scheme of the double well under Gaussian noise (α = 2), or none: the law of
 *   X_{k+1} = X_k + η b(X_k, m_k) + N(0, s²),  b(x, m) = x − x³ + κ(m − x),  m_k = E X_k,  s² = 2σ²η.
 * The law is carried as weighted nodes: a node x moves to g = x + ηb(x, m) and is spread over a lattice of spacing h
 * by the Gaussian density, which is the trapezoidal rule for the next law's density. Both factors of its integrand are
 * Gaussian mixtures of width s, for which the rule errs by about exp(−π²(s/h)²) (Trefethen and Weideman, SIAM Rev.
 * 56 (2014) 385–458): 1e−17 at h = s/2. Nodes of weight below 1e−19 are left out. Without noise the nodes only move.
 * Two resolutions must agree to 1e−11. Made of the portable functions: the path drives limit particles.
 */
import { exp } from '../math/elementary.ts';
import type { CoordinateLaw } from '../models/initialSpec.ts';
import { initialNodes } from './initialLaw.ts';

/** The double well in its limit. */
export interface DoubleWellLaw {
  /** κ. */
  readonly coupling: number;
  /** σ²: the noise has variance 2σ²t after time t; 0 without noise. */
  readonly sigma2: number;
  readonly initial: CoordinateLaw;
}

/** Two numbers per grid time: E X, E X². */
export type MomentPath = Float64Array;

/** Two resolutions that differ by less, relative to the size of the moments, are taken for the solution. */
const AGREEMENT = 1e-11;
const NEGLIGIBLE = 1e-19;
/** The Gaussian is cut off where it has fallen to 1e−18. */
const REACH = 9.1;
/** Exponentials of the noise's density, about 10 seconds of them, beyond which no resolution is tried. */
const MOST_WORK = 4e8;
const LEVELS: readonly number[] = [2, 3, 4, 5, 6];

/**
 * E X and E X² at the grid times 0, η, …, Kη, (K + 1) × 2.
 * @throws Error when Euler steps of this size overshoot, or the accuracy cannot be met
 */
export function doubleWellEuler(law: DoubleWellLaw, step: number, steps: number): MomentPath {
  let previous: MomentPath | undefined;
  for (const level of law.initial.law === 'point' && law.sigma2 === 0 ? [0] : LEVELS) {
    const path = momentPath(law, step, steps, level);
    if (law.initial.law === 'point' && law.sigma2 === 0) return path;
    if (previous && differ(path, previous) <= AGREEMENT) return path;
    previous = path;
  }
  throw new Error(
    'The Euler limit of the double well does not settle to 11 digits: give the initial law less width, or the noise more scale.',
  );
}

/** The largest difference relative to the largest moment, at least 1. */
export function differ(a: Float64Array, b: Float64Array): number {
  let size = 1;
  let largest = 0;
  for (let j = 0; j < a.length; j++) {
    size = Math.max(size, Math.abs(a[j]));
    const difference = Math.abs(a[j] - b[j]);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest / size;
}

/** One resolution: the level of the initial nodes, and spacing h = 2s/(level + 2). */
export function momentPath(
  { coupling, sigma2, initial }: DoubleWellLaw,
  step: number,
  steps: number,
  level: number,
): MomentPath {
  let { nodes, weights } = lawNodes(initial, level);
  const width = Math.sqrt(2 * sigma2 * step);
  const path = new Float64Array(2 * (steps + 1));
  let work = 0;
  for (let k = 0; k <= steps; k++) {
    let mean = 0;
    let square = 0;
    for (let j = 0; j < nodes.length; j++) {
      mean += weights[j] * nodes[j];
      square += weights[j] * nodes[j] * nodes[j];
    }
    path[2 * k] = mean;
    path[2 * k + 1] = square;
    if (k === steps) break;
    const moved = nodes.map((x) => {
      if (step * x * x > 2) throw new Overshoot(x, step);
      return x + step * (x - x * x * x + coupling * (mean - x));
    });
    if (width === 0) {
      nodes = moved;
      continue;
    }
    work += moved.length * REACH * (level + 2);
    if (work > MOST_WORK)
      throw new Error(
        'The Euler limit of the double well takes too much work: give the noise more scale, or shorten the horizon.',
      );
    ({ nodes, weights } = spread(moved, weights, width, (2 * width) / (level + 2)));
  }
  return path;
}

/** The law reaches where a plain Euler step of the cubic drift grows in place of falling. */
export class Overshoot extends Error {
  constructor(x: number, step: number) {
    super(
      `The law of the double well reaches |x| = ${Math.abs(x).toPrecision(3)}, where Euler steps of ${step.toPrecision(3)} overshoot (x² must be at most 2/step): take more steps.`,
    );
  }
}

/** A stable start with α = 2 is a normal one; others have tails that no plain Euler step takes. */
function lawNodes(initial: CoordinateLaw, level: number): { nodes: number[]; weights: number[] } {
  if (initial.law !== 'stable') return initialNodes(initial, level);
  if (initial.alpha < 2)
    throw new Error(
      `initial.alpha is ${initial.alpha}; the limit of the double well is computed for normal, point and uniform starts only.`,
    );
  return initialNodes(
    { law: 'normal', mean: initial.location, variance: 2 * initial.scale * initial.scale },
    level,
  );
}

/** Weights on the lattice h·Z of a mixture of Gaussians of the given width. */
function spread(
  centres: readonly number[],
  shares: readonly number[],
  width: number,
  h: number,
): { nodes: number[]; weights: number[] } {
  let low = Infinity;
  let high = -Infinity;
  for (const g of centres) {
    low = Math.min(low, g);
    high = Math.max(high, g);
  }
  const first = Math.ceil((low - REACH * width) / h);
  const last = Math.floor((high + REACH * width) / h);
  const mass = new Float64Array(last - first + 1);
  const peak = h / (width * Math.sqrt(2 * Math.PI));
  const slope = h / width;
  for (let i = 0; i < centres.length; i++) {
    const share = peak * shares[i];
    const at = centres[i] / h;
    const end = Math.min(last, Math.floor(at + REACH / slope));
    for (let j = Math.max(first, Math.ceil(at - REACH / slope)); j <= end; j++) {
      const z = (j - at) * slope;
      mass[j - first] += share * exp(-0.5 * z * z);
    }
  }
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let j = 0; j < mass.length; j++) {
    if (mass[j] < NEGLIGIBLE) continue;
    nodes.push((first + j) * h);
    weights.push(mass[j]);
  }
  return { nodes, weights };
}
