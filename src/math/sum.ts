/**
 * Sums whose bits do not depend on who computed the terms, or in what order.
 *
 * createTreeSum adds rows in a fixed binary tree: S(n rows) = S(first 2^p rows) + S(the rest), 2^p the largest power of two
 * below n. The shape is a function of the row count alone; the rounding error grows like log2 n, not like n
 * (N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 4.2).
 * sum is Neumaier's compensated sum (ZAMM 54, 1974, 39-51) for statistics: error about one rounding of the result.
 */

/** Rows that come one after the other, summed in the fixed tree. */
export interface TreeSum {
  /** Takes `width` numbers of `values` from `at` on as the next row. @throws RangeError beyond maxCount rows */
  push(values: Float64Array, at: number): void;
  /** Writes out[0 .. width) = the sum of all rows pushed since the last `finish`; no rows give zeros. */
  finish(out: Float64Array): void;
}

/** A tree sum of at most `maxCount` < 2^31 rows of `width` numbers; it owns its scratch, one row per level. */
export function createTreeSum(width: number, maxCount: number): TreeSum {
  const stack = new Float64Array(width * (33 - Math.clz32(maxCount)));
  let depth = 0;
  let count = 0;

  function mergeTop(): void {
    depth--;
    const right = depth * width;
    const left = right - width;
    for (let j = 0; j < width; j++) stack[left + j] += stack[right + j];
  }

  return {
    push(values, at) {
      if (count === maxCount) throw new RangeError(`count must be at most ${maxCount}, but is ${count + 1}.`);
      // A binary counter: after so many rows the stack holds one finished subtree for every bit of their count.
      const top = depth * width;
      for (let j = 0; j < width; j++) stack[top + j] = values[at + j];
      depth++;
      count++;
      for (let finished = count; (finished & 1) === 0; finished >>= 1) mergeTop();
    },
    finish(out) {
      while (depth > 1) mergeTop();
      for (let j = 0; j < width; j++) out[j] = depth === 0 ? 0 : stack[j];
      depth = 0;
      count = 0;
    },
  };
}

/** Compensated sum of all values; 0 for none. A non-finite value gives a non-finite sum. */
export function sum(values: ArrayLike<number>): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < values.length; i++) {
    const v = values[i];
    const next = total + v;
    lost += Math.abs(total) >= Math.abs(v) ? total - next + v : v - next + total;
    total = next;
  }
  return Number.isFinite(total) ? total + lost : total;
}
