/**
 * Exact laws of the discretisation errors of the mean-field OU system, paths coupled by the same noise.
 * Let u be the age of a noise increment at the time t of comparison. A limit particle's kernel is e^{−lu}
 * exactly, A^j by Euler for an increment j whole steps before the last grid time (A = 1 − ηl). At t = Kη + τ
 * the piecewise-constant Euler path still has its value of time Kη: increments of the last τ (the lag) are
 * in the exact path only, and one of j steps and v before Kη has kernels e^{−l(jη+v+τ)} and A^j. Hence
 *   scale^α = σ^α [ ∫₀^τ e^{−αlu} du + Σ_{j<K} ∫₀^η |e^{−l(jη+v+τ)} − A^j|^α dv ],
 * and the first term, ~ σ^α τ, makes the off-grid error η^{1/α}. τ = 0 is the error on the grid.
 */

import { exp, expm1, pow } from '../math/elementary.ts';
import { wholePower } from '../math/pow.ts';
import { decayIntegral, logAbs, type OuParameters } from './meanFieldOu.ts';
import { integrate } from './quadrature.ts';

/**
 * Scale of (Euler path − exact solution) of a limit particle at time steps·step + lag, 0 ≤ lag < step.
 * lag = 0: the strong error at a grid time; lag = step/2: half a step later.
 */
export function strongErrorScale(p: OuParameters, step: number, steps: number, lag = 0): number {
  const l = p.a + p.k;
  let sum = decayIntegral(p.alpha * l, lag);
  for (let j = 0; j < steps; j++) sum += cellIntegral(l, p.alpha, step, j, lag);
  return p.sigma * pow(sum, 1 / p.alpha);
}

/**
 * ∫₀^η |e^{−l(jη+v+τ)} − A^j|^α dv. Where A^j > 0 the difference has one root, v₀ = −j log|A|/l − jη − τ, and
 * is A^j·expm1(−l(v − v₀)): exact near the root, inside the cell or beside it.
 */
function cellIntegral(l: number, alpha: number, step: number, j: number, lag: number): number {
  if (l === 0) return 0;
  const euler = wholePower(1 - step * l, j);
  const age = j * step + lag;
  if (euler === 0) return exp(-alpha * l * age) * decayIntegral(alpha * l, step);
  const root = euler > 0 ? (j === 0 ? 0 : -(j * logAbs(step, l)) / l) - age : Number.NaN;
  const power = (v: number, fromRoot: number) => {
    const difference =
      Math.abs(l * fromRoot) < 1 ? euler * expm1(-l * fromRoot) : exp(-l * (age + v)) - euler;
    return pow(Math.abs(difference), alpha);
  };
  if (!(root > 0 && root < step)) {
    const start = root >= step ? step : 0;
    const away = start === 0 ? 1 : -1;
    return integrate((s) => power(start + away * s, start - root + away * s), step);
  }
  return integrate((s) => power(root - s, -s), root) + integrate((s) => power(root + s, s), step - root);
}

export interface EulerPair {
  /** Step δ of the finer Euler path. */
  readonly fineStep: number;
  /** The coarser path has step ratio·δ. */
  readonly ratio: number;
  /** Whole coarse steps before the comparison. */
  readonly coarseSteps: number;
  /** Fine steps after the last coarse grid time, 0 ≤ lag < ratio; ratio/2 is half a coarse step. */
  readonly lag?: number;
  /** N of the two coupled systems; without it, limit particles. */
  readonly particles?: number;
}

/**
 * Scale of (coarser Euler path, piecewise constant − finer Euler path) of one particle at time
 * coarseSteps·ratio·δ + lag·δ. With F = 1 − δl, A = 1 − ratio·δl a fine increment j fine steps before that
 * time has kernel g_j(l) = F^j − A^{⌊(j−lag)/ratio⌋} (g_j = F^j for j < lag), and for limit particles
 *   scale^α = σ^α δ Σ_j |g_j(l)|^α.
 * Among N particles the kernel of the particle's own noise is (1 − 1/N)g_j(l) + g_j(a)/N, and that of each
 * other one's (g_j(a) − g_j(l))/N.
 */
export function eulerDifferenceScale(p: OuParameters, pair: EulerPair): number {
  const { fineStep, ratio, coarseSteps, lag = 0, particles = Number.POSITIVE_INFINITY } = pair;
  const own = kernelGaps(p.a + p.k, fineStep, ratio, coarseSteps, lag);
  const mean = kernelGaps(p.a, fineStep, ratio, coarseSteps, lag);
  const share = 1 / particles;
  let sum = 0;
  for (let j = 0; j < own.length; j++) {
    sum += pow(Math.abs(own[j] + share * (mean[j] - own[j])), p.alpha);
    if (share > 0) sum += (particles - 1) * pow(Math.abs(share * (mean[j] - own[j])), p.alpha);
  }
  return p.sigma * pow(fineStep * sum, 1 / p.alpha);
}

/** g_j for all fine steps j before the time of comparison. */
function kernelGaps(
  rate: number,
  fineStep: number,
  ratio: number,
  coarseSteps: number,
  lag: number,
): Float64Array {
  const gaps = new Float64Array(lag + coarseSteps * ratio);
  const fineFactor = 1 - fineStep * rate;
  const coarseFactor = 1 - ratio * fineStep * rate;
  let fine = 1;
  let coarse = 0;
  for (let j = 0; j < gaps.length; j++) {
    if (j === lag) coarse = 1;
    else if (j > lag && (j - lag) % ratio === 0) coarse *= coarseFactor;
    gaps[j] = fine - coarse;
    fine *= fineFactor;
  }
  return gaps;
}
