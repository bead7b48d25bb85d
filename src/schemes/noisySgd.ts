/**
 * Noisy SGD of one layer:   W ← W − η(g/B + λW) + η^{1/α}·X,   one vector X per row (neuron), of scale σ.
 * Source: Wan et al. (ICML 2024), the recursion of their experiments; with λ = 0 theirs. Biases (the last number of a row
 * where there are any) are not confined by λ, and receive noise only if X has a coordinate for them.
 */

export interface RowUpdate {
  /** Numbers of one row, and how many of them are weights. */
  readonly stride: number;
  readonly fanIn: number;
  /** Coordinates of X, from the first weight on: 0, fanIn or stride. */
  readonly noisy: number;
}

/**
 * Moves rows lo ≤ i < hi of `w` in place. `gradient` is the sum over the batch, like w; `noise` holds the vectors X of
 * these rows from index 0. Returns NaN when a number became non-finite, else 0.
 */
export function noisySgdStep(
  w: Float64Array,
  lo: number,
  hi: number,
  { stride, fanIn, noisy }: RowUpdate,
  gradient: Float64Array,
  rate: number,
  shrink: number,
  noise: Float64Array,
  noiseFactor: number,
): number {
  let finite = 0;
  for (let i = lo; i < hi; i++) {
    const at = i * stride;
    const from = (i - lo) * noisy;
    for (let c = 0; c < stride; c++) {
      const old = w[at + c];
      let next = old - rate * gradient[at + c];
      if (c < fanIn) next -= shrink * old;
      if (c < noisy) next += noiseFactor * noise[from + c];
      w[at + c] = next;
      finite += next * 0;
    }
  }
  return finite;
}
