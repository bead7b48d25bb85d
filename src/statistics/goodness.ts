/**
 * Goodness of fit for independent samples of a continuous law: Kolmogorov–Smirnov (one and two samples) and
 * Anderson–Darling. Rank tests, so heavy tails do no harm; but particles of one N-system are not independent
 * at finite N: test one particle per replica, or a law whose particles are exactly independent.
 */
import { exp, log } from '../math/elementary.ts';
import { kolmogorovPValue, kolmogorovTail } from './kolmogorov.ts';

/** A test statistic with its p-value. */
export interface TestResult {
  readonly statistic: number;
  readonly pValue: number;
}

/** D_n = sup |F_n − cdf| with P(D_n ≥ D); accuracy of the p-value as in kolmogorov.ts, tails included. */
export function kolmogorovSmirnov(sample: ArrayLike<number>, cdf: (x: number) => number): TestResult {
  const sorted = sortedNumbers(sample);
  const statistic = kolmogorovStatistic(sorted, cdf);
  return { statistic, pValue: kolmogorovPValue(statistic, sorted.length) };
}

/** D_n of ascending values. */
export function kolmogorovStatistic(ascending: Float64Array, cdf: (x: number) => number): number {
  const n = ascending.length;
  let statistic = 0;
  for (let i = 0; i < n; i++) {
    const f = cdf(ascending[i]);
    if (!(f >= 0 && f <= 1))
      throw new RangeError(`The cdf is ${f} at ${ascending[i]}; it must lie in [0, 1].`);
    statistic = Math.max(statistic, f - i / n, (i + 1) / n - f);
  }
  return statistic;
}

/** Largest n·m for which the two-sample law is counted exactly. */
const EXACT_CELLS = 4_000_000;

/**
 * Two-sample KS. Exact for continuous laws while n·m ≤ 4e6 (lattice paths, no cancellation, so small
 * p-values are right); above, Kolmogorov's limit at √(nm/(n+m))·D, good to about 1/√min(n, m). With ties the
 * p-value is too large (conservative).
 */
export function kolmogorovSmirnovTwoSample(a: ArrayLike<number>, b: ArrayLike<number>): TestResult {
  const x = sortedNumbers(a);
  const y = sortedNumbers(b);
  const n = x.length;
  const m = y.length;
  let i = 0;
  let j = 0;
  let reach = 0; // D·n·m, an integer
  while (i < n && j < m) {
    const at = Math.min(x[i], y[j]);
    while (i < n && x[i] === at) i++;
    while (j < m && y[j] === at) j++;
    reach = Math.max(reach, Math.abs(i * m - j * n));
  }
  const statistic = reach / n / m;
  if (n * m > EXACT_CELLS)
    return { statistic, pValue: kolmogorovTail(Math.sqrt((n / (n + m)) * m) * statistic) };
  // hit[j]: probability that a random lattice path to (i, j) has met |i·m − j·n| ≥ reach.
  const hit = new Float64Array(m + 1);
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      if (Math.abs(i * m - j * n) >= reach) hit[j] = 1;
      else if (i === 0 || j === 0) hit[j] = j === 0 ? hit[0] : hit[j - 1];
      else hit[j] = (i * hit[j] + j * hit[j - 1]) / (i + j);
    }
  }
  return { statistic, pValue: reach === 0 ? 1 : hit[m] };
}

/**
 * A² = −n − (1/n) Σ (2i − 1)(log F(x_(i)) + log(1 − F(x_(n+1−i)))), more sensitive in the tails than KS.
 * `survival` is 1 − cdf without cancellation. Needs at least 5 values.
 */
export function andersonDarling(
  sample: ArrayLike<number>,
  cdf: (x: number) => number,
  survival: (x: number) => number,
): TestResult {
  const sorted = sortedNumbers(sample);
  const statistic = andersonDarlingStatistic(
    sorted,
    (x) => log(cdf(x)),
    (x) => log(survival(x)),
  );
  return { statistic, pValue: andersonDarlingPValue(statistic, sorted.length) };
}

/** A² of ascending values, from the logarithms of the cdf and of 1 − cdf. */
export function andersonDarlingStatistic(
  ascending: Float64Array,
  logCdf: (x: number) => number,
  logSurvival: (x: number) => number,
): number {
  const n = ascending.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (2 * i + 1) * (logCdf(ascending[i]) + logSurvival(ascending[n - 1 - i]));
  const statistic = -n - sum / n;
  if (Number.isNaN(statistic))
    throw new RangeError('The cdf or survival function is outside [0, 1] on the sample.');
  return statistic;
}

/**
 * P(A² ≥ statistic) for n ≥ 5 values, after Marsaglia & Marsaglia, J. Stat. Softw. 9(2), 2004: within 1e−3
 * absolute at n = 5, 5e−4 from n = 20, 2e−5 in the limit; it says nothing below about 1e−4.
 */
export function andersonDarlingPValue(statistic: number, n: number): number {
  if (!(n >= 5)) throw new RangeError(`Anderson–Darling needs at least 5 values, ${n} given.`);
  const limit = andersonDarlingLimit(statistic);
  return Math.min(1, Math.max(0, 1 - limit - finiteSampleCorrection(n, limit)));
}

/** P(A² < z) for n → ∞ (their adinf). */
function andersonDarlingLimit(z: number): number {
  if (!(z > 0)) return 0;
  if (z === Infinity) return 1;
  if (z < 2) {
    const p = horner([2.00012, 0.247105, -0.0649821, 0.0347962, -0.011672, 0.00168691], z);
    return (exp(-1.2337141 / z) / Math.sqrt(z)) * p;
  }
  return exp(-exp(horner([1.0776, -2.30695, 0.43424, -0.082433, 0.008056, -0.0003146], z)));
}

/** Their errfix: the finite-n correction at limiting probability x. */
function finiteSampleCorrection(n: number, x: number): number {
  if (x > 0.8) return horner([-130.2137, 745.2337, -1705.091, 1950.646, -1116.36, 255.7844], x) / n;
  const c = 0.01265 + 0.1757 / n;
  if (x < c) {
    const t = x / c;
    return (Math.sqrt(t) * (1 - t) * (49 * t - 102) * (0.0037 / (n * n) + 0.00078 / n + 0.00006)) / n;
  }
  const t = (x - c) / (0.8 - c);
  const shape = horner([-0.00022633, 6.54034, -14.6538, 14.458, -8.259, 1.91864], t);
  return (shape * (0.04213 + 0.01365 / n)) / n;
}

function horner(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let c = coefficients.length - 1; c >= 0; c--) value = value * x + coefficients[c];
  return value;
}

function sortedNumbers(sample: ArrayLike<number>): Float64Array {
  const sorted = Float64Array.from(sample).sort();
  if (sorted.length === 0) throw new RangeError('A goodness-of-fit test needs at least 1 value, 0 given.');
  if (Number.isNaN(sorted[sorted.length - 1]))
    throw new RangeError('A goodness-of-fit test needs numbers, NaN given.');
  return sorted;
}
