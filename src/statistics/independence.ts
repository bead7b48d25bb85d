/**
 * Are particles independent? Propagation of chaos says: asymptotically, as N → ∞.
 *
 * - `spearman`: rank correlation of independent pairs, blind to tails. Source: Kendall & Stuart, ch. 31.
 * - `pairDependence`: φ₁₂(u, v) − φ₁(u)φ₂(v) of two particles of one exchangeable system, from all ordered
 *   pairs: mean over i ≠ j of e^{iux_i + ivx_j} = (N·S_u·S_v − S_{u+v})/(N − 1), S_u = mean_i e^{iux_i}. It is
 *   O(1/N) under propagation of chaos. Replicas are the unit: intervals by the jackknife over systems.
 */
import { pow, sincos } from '../math/elementary.ts';
import type { TestResult } from './goodness.ts';
import { meanAndError } from './interval.ts';
import { twoSidedPValue } from './studentT.ts';

/** ρ of the ranks (ties share their mean rank), p-value from t = ρ√((n−2)/(1−ρ²)); n ≥ 4, good above n = 10. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): TestResult {
  if (a.length !== b.length || a.length < 4) {
    throw new RangeError(
      `Spearman's ρ needs two samples of the same length, at least 4; ${a.length} and ${b.length} given.`,
    );
  }
  const n = a.length;
  const x = ranks(a);
  const y = ranks(b);
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[i] - (n + 1) / 2;
    const dy = y[i] - (n + 1) / 2;
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const statistic = xy / Math.sqrt(xx * yy);
  const t = statistic * Math.sqrt((n - 2) / Math.max(0, 1 - statistic * statistic));
  return { statistic, pValue: twoSidedPValue(t, n - 2) };
}

function ranks(values: ArrayLike<number>): Float64Array {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i).sort(
    (i, j) => values[i] - values[j],
  );
  const out = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let k = from; k < to; k++) out[order[k]] = (from + to + 1) / 2;
    from = to;
  }
  return out;
}

/** How far the joint characteristic function of two coordinates is from the product of theirs. */
export interface PairDependence {
  /** Re and Im of φ₁₂ − φ₁φ₂. */
  readonly estimate: readonly [number, number];
  /** Jackknife standard errors of the two. */
  readonly standardError: readonly [number, number];
  readonly modulus: number;
  /** Covers |φ₁₂ − φ₁φ₂| with at least the confidence asked for (Hotelling ellipse inside its circle). */
  readonly interval: readonly [number, number];
  /** Against independence; conservative for the same reason. */
  readonly pValue: number;
  readonly replicas: number;
}

/** `systems[r]`: the N ≥ 2 positions of replica r (one coordinate), R ≥ 4 replicas; u, v ≠ 0. */
export function pairDependence(
  systems: readonly ArrayLike<number>[],
  u: number,
  v: number,
  confidence = 0.95,
): PairDependence {
  const replicas = systems.length;
  if (replicas < 4) throw new RangeError(`pairDependence needs at least 4 replicas, ${replicas} given.`);
  const rows = systems.map((x) => pairMeans(x, u, v));
  const sums = rows.reduce((total, row) => total.map((s, k) => s + row[k]));
  const [re, im] = covariance(sums, replicas);
  const deleted = rows.map((row) =>
    covariance(
      sums.map((s, k) => s - row[k]),
      replicas - 1,
    ),
  );
  const scale = replicas - 1;
  const reError = scale * meanAndError(deleted.map((d) => d[0])).standardError;
  const imError = scale * meanAndError(deleted.map((d) => d[1])).standardError;
  const sumError = scale * meanAndError(deleted.map((d) => d[0] + d[1])).standardError;
  const cross = (sumError * sumError - reError * reError - imError * imError) / 2;
  const middle = (reError * reError + imError * imError) / 2;
  const spread = (reError * reError - imError * imError) / 2;
  const widest = middle + Math.sqrt(spread * spread + cross * cross);
  // Hotelling: |d|²/widest ≤ T², T²·m/(2(R−1)) ~ F(2, m), m = R − 2, P(F > f) = (1 + 2f/m)^{−m/2}.
  const m = replicas - 2;
  const radius = Math.sqrt(widest * (replicas - 1) * (pow(1 - confidence, -2 / m) - 1));
  const modulus = Math.sqrt(re * re + im * im);
  const t2 = modulus === 0 ? 0 : (modulus * modulus) / widest;
  return {
    estimate: [re, im],
    standardError: [reError, imError],
    modulus,
    interval: [Math.max(0, modulus - radius), modulus + radius],
    pValue: pow(1 + t2 / (replicas - 1), -m / 2),
    replicas,
  };
}

/** [Re, Im] of the pair mean, of S_u and of S_v for one system. */
function pairMeans(x: ArrayLike<number>, u: number, v: number): number[] {
  const n = x.length;
  if (n < 2) throw new RangeError(`A pair needs at least 2 particles, ${n} given.`);
  const [a, b] = meanExp(x, u);
  const [c, d] = meanExp(x, v);
  const [e, f] = meanExp(x, u + v);
  return [(n * (a * c - b * d) - e) / (n - 1), (n * (a * d + b * c) - f) / (n - 1), a, b, c, d];
}

function meanExp(x: ArrayLike<number>, u: number): [number, number] {
  const pair = new Float64Array(2);
  let re = 0;
  let im = 0;
  for (let i = 0; i < x.length; i++) {
    sincos(u * x[i], pair);
    im += pair[0];
    re += pair[1];
  }
  return [re / x.length, im / x.length];
}

function covariance(sums: readonly number[], replicas: number): [number, number] {
  const [pairRe, pairIm, a, b, c, d] = sums.map((s) => s / replicas);
  return [pairRe - (a * c - b * d), pairIm - (a * d + b * c)];
}
