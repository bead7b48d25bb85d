/**
 * Histogram of one coordinate on fixed logarithmic bins, for tails over many decades: every power-of-two
 * octave of |x| is cut into 2^bits equal bins, for either sign. A bin's number is read off the bits of the
 * float64, so bin edges are exact, there is no range to overflow, and merging counts is exact.
 * A quantile is known to within its bin, a relative width of at most 2^{−bits}.
 */
import type { Observable } from './observable.ts';

/** Counts by bin number: −1 − k for the negative numbers of bin k ≥ 0 of |x|. */
export interface HistogramState {
  readonly bins: ReadonlyMap<number, number>;
  readonly nan: number;
}

/** Counts over the bins of a coordinate, each octave of |x| cut into 2^bits of them, for either sign. */
export interface Histogram {
  /** Non-empty bins in increasing order: [from, to) above 0, (from, to] below 0; ±0 is in [0, smallest number). */
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Numbers counted, infinities included (their bin's far edge is infinite), NaN not. */
  readonly count: number;
  readonly nan: number;
}

/** `coordinate` of every particle; `bits` from 0 (one bin per octave) to 20, 5 unless told (32 bins). */
export function histogram(coordinate = 0, bits = 5): Observable<HistogramState, Histogram> {
  if (!(Number.isInteger(bits) && bits >= 0 && bits <= 20)) {
    throw new RangeError(`bits is ${bits}; it must be an integer from 0 to 20.`);
  }
  const number = new Float64Array(1);
  const words = new Int32Array(number.buffer);
  const shift = 20 - bits;
  /** Smallest |x| of bin k; Infinity beyond the last. */
  const edge = (k: number): number => {
    words[0] = 0;
    words[1] = k << shift;
    return k << shift >= 0x7ff00000 ? Infinity : number[0];
  };
  return {
    name: `histogram of coordinate ${coordinate}`,
    empty: () => ({ bins: new Map(), nan: 0 }),
    fold(s, x, dim, lo, hi) {
      if (!(coordinate >= 0 && coordinate < dim)) {
        throw new RangeError(`coordinate is ${coordinate}; particles have coordinates 0 to ${dim - 1}.`);
      }
      const bins = new Map(s.bins);
      let nan = s.nan;
      for (let i = lo; i < hi; i++) {
        const value = x[i * dim + coordinate];
        if (Number.isNaN(value)) {
          nan++;
          continue;
        }
        number[0] = value;
        const k = (words[1] & 0x7fffffff) >> shift;
        const key = value < 0 ? -1 - k : k;
        bins.set(key, (bins.get(key) ?? 0) + 1);
      }
      return { bins, nan };
    },
    merge(a, b) {
      const bins = new Map(a.bins);
      for (const [key, count] of b.bins) bins.set(key, (bins.get(key) ?? 0) + count);
      return { bins, nan: a.nan + b.nan };
    },
    finish(s) {
      const keys = [...s.bins.keys()].sort((a, b) => a - b);
      const bins = keys.map((key) => {
        const count = s.bins.get(key) as number;
        return key < 0
          ? { from: -edge(-key), to: -edge(-1 - key), count }
          : { from: edge(key), to: edge(key + 1), count };
      });
      return { bins, count: bins.reduce((n, bin) => n + bin.count, 0), nan: s.nan };
    },
  };
}

/** Edges of the bin that holds the order statistic ⌈n·q⌉, the empirical q-quantile, 0 < q ≤ 1. */
export function histogramQuantile({ bins, count, nan }: Histogram, q: number): [number, number] {
  if (nan > 0) throw new RangeError(`${nan} of ${count + nan} numbers are NaN; a quantile needs numbers.`);
  if (!(q > 0 && q <= 1) || count === 0) {
    throw new RangeError(
      `A quantile needs a level in (0, 1] and at least 1 number; level ${q}, ${count} numbers.`,
    );
  }
  let below = 0;
  for (const { from, to, count: inBin } of bins) {
    below += inBin;
    if (below >= Math.ceil(count * q)) return [from, to];
  }
  throw new RangeError('The histogram counts fewer numbers in its bins than in total.');
}
