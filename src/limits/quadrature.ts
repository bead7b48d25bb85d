/**
 * Tanh-sinh (double exponential) quadrature on an interval of given length:
 *   s = L/(1 + e^{−π sinh t}), trapezoidal rule in t, step halved until two results agree.
 *
 * It does not mind algebraic behaviour at the ends (s^α with α > −1), and hands the integrand the distance
 * s from the lower end itself, never a difference that has lost its digits.
 * Nodes are made of the portable functions. Source: Takahasi and Mori, Publ. RIMS Kyoto Univ. 9 (1974) 721–741.
 */
import { exp } from '../math/elementary.ts';

/** Nodes x in (0, 1) and weights of one level: step 1/2 at level 0, then only the new, odd nodes. */
interface Level {
  readonly x: Float64Array;
  readonly weight: Float64Array;
}

/** Beyond |t| = 3.5 the distance to the end is below 1e−22 of the length. */
const REACH = 3.5;
const LEVELS = 10;
const AGREEMENT = 1e-14;
const levels: Level[] = [];

function level(n: number): Level {
  for (let i = levels.length; i <= n; i++) {
    const h = 2 ** -(i + 1);
    const x: number[] = [];
    const weight: number[] = [];
    for (let j = Math.ceil(-REACH / h); j * h <= REACH; j++) {
      if (i > 0 && j % 2 === 0) continue;
      const up = exp(j * h);
      const q = exp((-Math.PI * (up - 1 / up)) / 2);
      x.push(1 / (1 + q));
      weight.push((Math.PI * (up + 1 / up) * q) / (2 * (1 + q) * (1 + q)));
    }
    levels.push({ x: Float64Array.from(x), weight: Float64Array.from(weight) });
  }
  return levels[n];
}

/** Nodes and weights on (0, 1) of the rule with step 2^−(n+1); the weights sum to 1. */
export function tanhSinhRule(n: number): { nodes: number[]; weights: number[] } {
  const nodes: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i <= n; i++) {
    const { x, weight } = level(i);
    nodes.push(...x);
    weights.push(...weight);
  }
  const total = weights.reduce((a, b) => a + b, 0);
  return { nodes, weights: weights.map((w) => w / total) };
}

/**
 * ∫₀^length f(s) ds for a non-negative f that is smooth inside.
 * @param f receives the distance s from the lower end, 0 < s ≤ length
 * @throws Error when 3600 points do not settle 13 digits
 */
export function integrate(f: (s: number) => number, length: number): number {
  if (length === 0) return 0;
  let sum = 0;
  let previous = Number.NaN;
  for (let n = 0; n < LEVELS; n++) {
    const { x, weight } = level(n);
    for (let i = 0; i < x.length; i++) sum += weight[i] * f(length * x[i]);
    const value = sum * length * 2 ** -(n + 1);
    if (n > 2 && Math.abs(value - previous) <= AGREEMENT * Math.abs(value)) return value;
    if (n === LEVELS - 1 && Math.abs(value - previous) <= 10 * AGREEMENT * Math.abs(value)) return value;
    previous = value;
  }
  throw new Error(`A quadrature over an interval of length ${length} did not settle to 13 digits.`);
}
