/** A sample as the estimators take it: its values in their order, and their magnitudes sorted once. */

export interface TailSample {
  /** n finite values, or rows of `dimension` values each: in the order given. */
  readonly values: Float64Array;
  /** Values a row: 1 for a scalar sample. */
  readonly dimension: number;
  /** n = values.length / dimension. */
  readonly count: number;
  /** |x| of every value, the largest first. */
  readonly magnitudes: Float64Array;
}

/**
 * @param values finite numbers, row by row
 * @throws RangeError for no values, or one that is not finite
 */
export function createTailSample(values: ArrayLike<number>, dimension: number = 1): TailSample {
  if (values.length === 0) throw new RangeError('The sample is empty.');
  const own = Float64Array.from(values);
  const bad = own.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0)
    throw new RangeError(`Value ${bad} of the sample is ${own[bad]}; it must be a finite number.`);
  if (own.length % dimension !== 0)
    throw new RangeError(`${own.length} values do not make rows of ${dimension}.`);
  return {
    values: own,
    dimension,
    count: own.length / dimension,
    magnitudes: own.map(Math.abs).sort().reverse(),
  };
}
