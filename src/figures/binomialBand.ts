/**
 * Where a binomial count falls with a given probability: the pointwise band of an empirical survival function.
 *
 * If n independent samples have P(|X| > x) = p, their number above x is Binomial(n, p). The interval is the
 * equal-tailed one: P(K < low) ≤ (1 − confidence)/2 and P(K > high) ≤ (1 − confidence)/2, both as large as they
 * can be. Computed by summing the probabilities outwards from the mode with the ratio
 * p(k+1)/p(k) = (n − k)/(k + 1) · p/(1 − p), so that no gamma function is needed; relative error about 1e−12.
 */

/** @param n number of trials, a positive integer. @param p in [0, 1]. @param confidence in (0, 1). */
export function binomialInterval(n: number, p: number, confidence: number): { low: number; high: number } {
  if (!(Number.isSafeInteger(n) && n > 0)) throw new RangeError(`n must be a positive integer, not ${n}.`);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must lie in [0, 1], not ${p}.`);
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`confidence must lie in (0, 1), not ${confidence}.`);
  }
  if (p === 0 || p === 1) return { low: n * p, high: n * p };
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  const above: number[] = [1];
  for (let k = mode, weight = 1; k < n && weight > 1e-18; k++) {
    weight *= ((n - k) / (k + 1)) * odds;
    above.push(weight);
  }
  const below: number[] = [];
  for (let k = mode, weight = 1; k > 0 && weight > 1e-18; k--) {
    weight *= k / (n - k + 1) / odds;
    below.push(weight);
  }
  const weights = [...below.reverse(), ...above];
  const first = mode - below.length;
  const tail = ((1 - confidence) / 2) * weights.reduce((sum, weight) => sum + weight, 0);
  return {
    low: first + countWithin(weights, tail),
    high: first + weights.length - 1 - countWithin(weights.reverse(), tail),
  };
}

/** How many leading weights add up to at most `limit`. */
function countWithin(weights: readonly number[], limit: number): number {
  let sum = 0;
  let count = 0;
  while (count < weights.length && sum + weights[count]! <= limit) sum += weights[count++]!;
  return count;
}

/**
 * Where the k-th largest of n independent samples lies, by its tail probability: [t₁, t₂] with P(|X| > x_(k)) < t₁ and
 * > t₂ of probability at most (1 − confidence)/2 each. x_(k) lies beyond the point of tail probability t where more than k of the
 * samples do, so that the ends are those t whose binomial intervals just reach k; found to 1e−3 of their distance.
 */
export function rankInterval(n: number, k: number, confidence: number): { low: number; high: number } {
  const spread = 8 * Math.sqrt(k) + 8;
  const end = (from: number, to: number, beyond: (t: number) => boolean) => {
    let [inside, outside] = [from, to];
    while (Math.abs(outside - inside) > 1e-3 * Math.abs(outside - k / n)) {
      const middle = (inside + outside) / 2;
      if (beyond(middle)) outside = middle;
      else inside = middle;
    }
    return outside;
  };
  return {
    low: end(k / n, Math.max(0, (k - spread) / n), (t) => binomialInterval(n, t, confidence).high < k),
    high: end(k / n, Math.min(1, (k + spread) / n), (t) => binomialInterval(n, t, confidence).low > k - 1),
  };
}
