/**
 * Where a sample is centred, for estimators of laws that are symmetric about 0.
 *
 * Weights are not centred in general, so the sample median is taken off unless the caller says that the law is known
 * to be centred. For a symmetric law that costs nothing to first order: log|x − m|, cos u(x − m) and log f(x − m) are
 * even in x, so the mean of their slopes in m is 0, and the error of the median, O(n^{−1/2}), enters squared. With n odd one value
 * is its own median and becomes 0.
 */
import type { TailSample } from './tailSample.ts';

export interface Centre {
  /** Taken off every value; 0 where the sample is used as it is. */
  readonly location: number;
  /** All values as given (not centred), ascending. */
  readonly ascending: Float64Array;
}

/** Estimators share one sample; its order is made once and goes with it. */
const ascendingOf = new WeakMap<TailSample, Float64Array>();

/** Median of ascending values: the mean of the middle two where their number is even. */
export function medianOf(ascending: Float64Array): number {
  const half = ascending.length >>> 1;
  return ascending.length % 2 === 1 ? ascending[half] : ascending[half - 1] / 2 + ascending[half] / 2;
}

/** One location for all values of the sample, vectors included. */
export function centreOf(sample: TailSample, centred: boolean = true): Centre {
  let ascending = ascendingOf.get(sample);
  if (ascending === undefined) {
    ascending = Float64Array.from(sample.values).sort();
    ascendingOf.set(sample, ascending);
  }
  return { location: centred ? medianOf(ascending) : 0, ascending };
}

/** The median of every column of a sample of vectors, or zeros. */
export function columnCentres(sample: TailSample, centred: boolean = true): Float64Array {
  const { values, dimension, count } = sample;
  const centres = new Float64Array(dimension);
  if (!centred) return centres;
  const column = new Float64Array(count);
  for (let c = 0; c < dimension; c++) {
    for (let row = 0; row < count; row++) column[row] = values[row * dimension + c];
    centres[c] = medianOf(column.sort());
  }
  return centres;
}
