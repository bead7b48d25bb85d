/**
 * Distribution-free intervals for a quantile, from order statistics: the number of values below the q-quantile
 * is Binomial(n, q) for every continuous law, so X_(j) ≤ ξ_q ≤ X_(k) has an exact coverage, whatever the
 * tails. Independent values only. Source: David & Nagaraja, Order Statistics, 3rd ed., §7.1.
 */

export interface QuantileEstimate {
  readonly estimate: number;
  /** An end is infinite where n is too small for an order statistic to bound that side. */
  readonly interval: readonly [number, number];
  /** Exact coverage of the interval, at least the confidence asked for. */
  readonly coverage: number;
  readonly replicas: number;
}

/** q-quantile (0 < q < 1) of independent values: the order statistic ⌈nq⌉, median: mean of the middle two. */
export function quantileInterval(values: ArrayLike<number>, q: number, confidence = 0.95): QuantileEstimate {
  const n = values.length;
  if (!(q > 0 && q < 1))
    throw new RangeError(`The quantile level is ${q}; it must lie strictly between 0 and 1.`);
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence is ${confidence}; it must lie strictly between 0 and 1.`);
  }
  if (n < 1) throw new RangeError('A quantile needs at least 1 value, 0 given.');
  const sorted = Float64Array.from(values).sort();
  if (Number.isNaN(sorted[n - 1])) throw new RangeError('A quantile needs numbers; NaN is among the values.');
  const mass = binomialMasses(n, q);
  const tail = (1 - confidence) / 2;
  // Lower rank j: the largest with P(B < j) ≤ tail. Upper rank k: the smallest with P(B ≥ k) ≤ tail.
  let below = 0;
  let j = 0;
  while (j <= n && below + mass[j] <= tail) below += mass[j++];
  let above = 0;
  let k = n + 1;
  while (k > 0 && above + mass[k - 1] <= tail) above += mass[--k];
  const rank = Math.ceil(n * q);
  const middle = q === 0.5 && n % 2 === 0;
  return {
    estimate: middle ? sorted[n / 2 - 1] / 2 + sorted[n / 2] / 2 : sorted[Math.max(rank, 1) - 1],
    interval: [j === 0 ? -Infinity : sorted[j - 1], k === n + 1 ? Infinity : sorted[k - 1]],
    coverage: 1 - below - above,
    replicas: n,
  };
}

/**
 * The sample median with its exact interval from order statistics.
 * @param confidence coverage in (0, 1)
 */
export function medianInterval(values: ArrayLike<number>, confidence = 0.95): QuantileEstimate {
  return quantileInterval(values, 0.5, confidence);
}

/** P(B = b), b = 0 … n: ratios outwards from the mode, then normalised, so that nothing underflows early. */
function binomialMasses(n: number, q: number): Float64Array {
  const mass = new Float64Array(n + 1);
  const mode = Math.min(n, Math.floor((n + 1) * q));
  mass[mode] = 1;
  for (let b = mode; b < n; b++) mass[b + 1] = (mass[b] * (n - b) * q) / ((b + 1) * (1 - q));
  for (let b = mode; b > 0; b--) mass[b - 1] = (mass[b] * b * (1 - q)) / ((n - b + 1) * q);
  let total = 0;
  for (let b = 0; b <= n; b++) total += mass[b];
  for (let b = 0; b <= n; b++) mass[b] /= total;
  return mass;
}
