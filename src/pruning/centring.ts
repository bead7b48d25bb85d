/**
 * Medians that the 2021 paper's code takes off the weights before it prunes, and puts back afterwards.
 *
 * Magnitude pruning: the median of all entries of the layer. Node and singular-value pruning: the median of each
 * column, which is a median neuron. An even count has the mean of its two middle values, as in NumPy.
 * Source: Barsbey et al. (NeurIPS 2021), github.com/mbarsbey/sgd_comp_gen, exp_utils.py: magnitude_pruning, nb_pruning, get_svd.
 */

/** Median of one or more finite numbers. */
export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >>> 1;
  // Halved before they are added, so that two large numbers do not overflow.
  return sorted.length % 2 === 1 ? sorted[middle] : sorted[middle - 1] / 2 + sorted[middle] / 2;
}

/** The median of every column of `columns` numbers a row. */
export function medianRow(values: Float64Array, columns: number): Float64Array {
  const column = new Float64Array(values.length / columns);
  return Float64Array.from({ length: columns }, (_, j) => {
    for (let i = 0; i < column.length; i++) column[i] = values[i * columns + j];
    return median(column);
  });
}

/** Takes `row` off every row of `values`, in place. */
export function subtractRow(values: Float64Array, row: Float64Array): void {
  for (let at = 0; at < values.length; at += row.length)
    for (let j = 0; j < row.length; j++) values[at + j] -= row[j];
}

/** Adds `row` to every row of `values`, in place. */
export function addRow(values: Float64Array, row: Float64Array): void {
  for (let at = 0; at < values.length; at += row.length)
    for (let j = 0; j < row.length; j++) values[at + j] += row[j];
}
