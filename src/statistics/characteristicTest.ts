/**
 * Does a sample have the symmetric law with characteristic function φ(u) = exp(logCF(u))? The empirical
 * mean of e^{i⟨u, X⟩} at given u against φ(u), as z-scores and as one χ².
 *
 * cos and sin are bounded, so their means are normal whatever the tails of X, and φ itself gives their exact
 * covariances: Cov(cos u, cos v) = ½(φ(u+v) + φ(u−v)) − φ(u)φ(v), Cov(sin u, sin v) = ½(φ(u−v) − φ(u+v)),
 * Cov(cos, sin) = 0. Directions without variance (Type I noise at u = (1, −1)) must be met exactly.
 * Source: Epps, Biometrika 64 (1977); Feuerverger & Mureika, Ann. Statist. 5 (1977).
 * Valid for some hundred independent vectors or more (central limit theorem).
 */
import { exp, sincos } from '../math/elementary.ts';
import { chiSquareTail } from './chiSquare.ts';

export interface CharacteristicPoint {
  readonly u: readonly number[];
  /** φ(u); the imaginary part of a symmetric law is 0. */
  readonly expected: number;
  /** Mean of cos⟨u, X⟩ and of sin⟨u, X⟩. */
  readonly measured: readonly [number, number];
  /** The same as deviations over their exact standard errors. */
  readonly z: readonly [number, number];
}

/** Whether vectors have a given characteristic function: a χ² test over several u at once. */
export interface CharacteristicTest {
  readonly points: readonly CharacteristicPoint[];
  /** n·dᵀΣ⁻¹d over all cosines and sines, Σ exact. */
  readonly statistic: number;
  /** Rank of Σ: 2 per u, less what the law makes dependent or constant. */
  readonly degrees: number;
  readonly pValue: number;
}

/** Part of a variance that must remain for a statistic not to count as determined by the earlier ones. */
const DEPENDENT = 1e-10;

/** `samples` holds independent vectors, row i at i·dim; every u has length dim and differs from 0. */
export function characteristicTest(
  samples: ArrayLike<number>,
  dim: number,
  us: readonly (readonly number[])[],
  logCF: (u: Float64Array) => number,
): CharacteristicTest {
  const n = samples.length / dim;
  if (!(Number.isInteger(n) && n > 0)) {
    throw new RangeError(
      `samples has length ${samples.length}, which is not a positive multiple of dim ${dim}.`,
    );
  }
  for (const u of us) {
    if (u.length !== dim || u.every((v) => v === 0)) {
      throw new RangeError(`u is [${u}]; it needs ${dim} coordinates, not all 0.`);
    }
  }
  const phi = (u: readonly number[], v: readonly number[], sign: number) =>
    exp(logCF(Float64Array.from(u, (uj, j) => uj + sign * v[j])));
  const measured = us.map((u) => empirical(samples, dim, n, u));
  const expected = us.map((u) => phi(u, u, 0));
  const cosines = us.map((u, a) =>
    us.map((v, b) => (phi(u, v, 1) + phi(u, v, -1)) / 2 - expected[a] * expected[b]),
  );
  const sines = us.map((u) => us.map((v) => (phi(u, v, -1) - phi(u, v, 1)) / 2));
  const points = us.map((u, a): CharacteristicPoint => {
    const [re, im] = measured[a];
    const z = [deviation(re - expected[a], cosines[a][a], n), deviation(im, sines[a][a], n)] as const;
    return { u, expected: expected[a], measured: measured[a], z };
  });
  const even = mahalanobis(
    measured.map(([re], a) => re - expected[a]),
    cosines,
    n,
  );
  const odd = mahalanobis(
    measured.map(([, im]) => im),
    sines,
    n,
  );
  const statistic = even.statistic + odd.statistic;
  const degrees = even.degrees + odd.degrees;
  const pValue = degrees === 0 ? (statistic === 0 ? 1 : 0) : chiSquareTail(statistic, degrees);
  return { points, statistic, degrees, pValue };
}

function empirical(
  samples: ArrayLike<number>,
  dim: number,
  n: number,
  u: readonly number[],
): [number, number] {
  const pair = new Float64Array(2);
  let re = 0;
  let im = 0;
  for (let i = 0; i < n; i++) {
    let angle = 0;
    for (let c = 0; c < dim; c++) angle += u[c] * samples[i * dim + c];
    sincos(angle, pair);
    im += pair[0];
    re += pair[1];
  }
  return [re / n, im / n];
}

function deviation(difference: number, variance: number, n: number): number {
  if (variance > 1e-13) return difference / Math.sqrt(variance / n);
  return Math.abs(difference) < 1e-9 ? 0 : Infinity;
}

/**
 * n·dᵀΣ⁻¹d by Cholesky, one term at a time: each d_a is reduced to its part that the earlier ones do not
 * explain, in units of that part's deviation. A term that the earlier ones determine must agree with them.
 */
function mahalanobis(
  d: readonly number[],
  sigma: readonly (readonly number[])[],
  n: number,
): { statistic: number; degrees: number } {
  const terms: { index: number; row: number[]; deviation: number; score: number }[] = [];
  let statistic = 0;
  for (let a = 0; a < d.length; a++) {
    const row: number[] = [];
    let variance = sigma[a][a];
    let rest = d[a];
    for (const [t, term] of terms.entries()) {
      let entry = sigma[a][term.index];
      for (let s = 0; s < t; s++) entry -= row[s] * term.row[s];
      entry /= term.deviation;
      row.push(entry);
      variance -= entry * entry;
      rest -= entry * term.score;
    }
    if (variance > DEPENDENT * Math.max(sigma[a][a], 1e-3)) {
      const deviation = Math.sqrt(variance);
      terms.push({ index: a, row, deviation, score: rest / deviation });
      statistic += n * (rest / deviation) * (rest / deviation);
    } else if (Math.abs(rest) > 1e-4 * Math.sqrt(Math.max(sigma[a][a], 1e-3) / n)) {
      statistic = Infinity;
    }
  }
  return { statistic, degrees: terms.length };
}
