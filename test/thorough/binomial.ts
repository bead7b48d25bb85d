/** Exact bounds of a binomial count, by summing its probabilities from far out in each tail. */

/** log n! by Stirling's series, exact to 1e−15 of itself from n = 16 on; below by its product. */
function logFactorial(n: number): number {
  if (n < 16) {
    let product = 1;
    for (let k = 2; k <= n; k++) product *= k;
    return Math.log(product);
  }
  const inverse = 1 / n;
  const series = inverse * (1 / 12 - inverse * inverse * (1 / 360 - inverse * inverse * (1 / 1260)));
  return (n + 0.5) * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI) + series;
}

/**
 * The counts least ≤ K ≤ most that K ~ Binomial(n, p) leaves with probability at most `falseAlarm`, half of it on each
 * side. Sums start 16 standard deviations, and 60 counts, from the mean: what lies farther out is below 1e−40.
 */
export function binomialBounds(n: number, p: number, falseAlarm: number): { least: number; most: number } {
  const mean = n * p;
  const reach = 16 * Math.sqrt(mean * (1 - p)) + 60;
  const probability = (k: number) =>
    Math.exp(
      logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p),
    );
  const odds = p / (1 - p);
  let least = Math.max(0, Math.floor(mean - reach));
  let term = probability(least);
  for (let sum = term; sum <= falseAlarm / 2; sum += term) {
    term *= ((n - least) / (least + 1)) * odds;
    least++;
  }
  let most = Math.min(n, Math.ceil(mean + reach));
  term = probability(most);
  for (let sum = term; sum <= falseAlarm / 2; sum += term) {
    term *= most / (n - most + 1) / odds;
    most--;
  }
  return { least, most };
}
