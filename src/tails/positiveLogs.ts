/** Logarithms of the magnitudes that have one: computed once a sample, since every estimator from the largest values reads them. */
import { log } from '../math/elementary.ts';
import type { TailSample } from './tailSample.ts';

const known = new WeakMap<TailSample, Float64Array>();

/** log |x| of the values that are not zero, the largest first; zeros have none, and `zerosWarning` says so. */
export function positiveLogs(sample: TailSample): Float64Array {
  let logs = known.get(sample);
  if (logs === undefined) {
    const { magnitudes } = sample;
    let positive = magnitudes.length;
    while (positive > 0 && magnitudes[positive - 1] === 0) positive--;
    logs = magnitudes.subarray(0, positive).map(log);
    known.set(sample, logs);
  }
  return logs;
}
