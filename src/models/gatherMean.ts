/** φ = x of one-dimensional particles, summed in two lanes (model.ts): sum[0] += Σ x_i over lo ≤ i < hi. */
export function gatherMean(x: Float64Array, lo: number, hi: number, sum: Float64Array): void {
  let even = 0;
  let odd = 0;
  for (let i = lo; i < hi; i += 2) even += x[i];
  for (let i = lo + 1; i < hi; i += 2) odd += x[i];
  sum[0] += even + odd;
}
