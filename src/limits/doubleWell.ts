/**
 * The McKean–Vlasov limit of the double well in continuous time under Gaussian noise (α = 2), or none: the nonlinear
 * Fokker–Planck equation
 *   ∂_t p = ∂_x((x³ − x + κ(x − m))p) + σ²∂_x²p,  m = ∫ x p dx,
 * by extrapolation. The moments of its Euler scheme's exact law (doubleWellEuler.ts) have an expansion in powers of the
 * step (Talay and Tubaro, Stoch. Anal. Appl. 8 (1990) 483–509), so that polynomial extrapolation of a few step sizes to
 * 0 gains an order with each. The last two extrapolations must agree to 1e−9.
 * Source of the equation: Dawson, J. Stat. Phys. 31 (1983) 29–85.
 */
import { type DoubleWellLaw, differ, momentPath, Overshoot } from './doubleWellEuler.ts';

/** Step sizes: the coarsest over these. */
const DIVISORS: readonly number[] = [1, 2, 3, 4, 6, 8, 12, 16];
/** Steps per unit of time of the coarsest one; doubled until no Euler step overshoots. */
const COARSEST: readonly number[] = [8, 16, 32, 64];
const AGREEMENT = 1e-9;
/** Resolution of every Euler law: spacing s/2.5, 1e−27 by the rule's error. */
const LEVEL = 3;

/**
 * E X and E X² at time t > 0.
 * @throws Error when the accuracy cannot be met
 */
export function doubleWellLimit(law: DoubleWellLaw, t: number): Float64Array {
  for (const perUnit of COARSEST) {
    const coarsest = Math.ceil(t * perUnit);
    const limit = extrapolate(law, t, coarsest);
    if (limit) return limit;
  }
  throw new Error(
    'The limit of the double well does not settle to 9 digits: start nearer the wells, give the noise more scale, or shorten the horizon.',
  );
}

/** Neville's scheme at step 0; undefined where two orders disagree or a step overshoots. */
function extrapolate(law: DoubleWellLaw, t: number, coarsest: number): Float64Array | undefined {
  let row: Float64Array[] = [];
  for (const [i, divisor] of DIVISORS.entries()) {
    const steps = coarsest * divisor;
    let here: Float64Array;
    try {
      here = momentPath(law, t / steps, steps, LEVEL).slice(-2);
    } catch (error) {
      if (error instanceof Overshoot) return undefined;
      throw error;
    }
    const next = [here];
    for (let j = 1; j <= i; j++) {
      const ratio = divisor / DIVISORS[i - j];
      const [fine, coarse] = [next[j - 1], row[j - 1]];
      next.push(fine.map((v, c) => v + (v - coarse[c]) / (ratio - 1)));
    }
    if (i > 3 && differ(next[i], row[i - 1]) <= 1e-3 * AGREEMENT) return next[i];
    if (i === DIVISORS.length - 1 && differ(next[i], row[i - 1]) <= AGREEMENT) return next[i];
    row = next;
  }
  return undefined;
}
