/**
 * Values in descending order, all of them or only those at some ranks: what a figure of n values draws and its record keeps,
 * whatever n is. Ranks are 1, …, n from the largest down.
 */

export interface OrderStatistics {
  /** n, of which only some are here. */
  readonly count: number;
  /** How many of the n values are zero. */
  readonly zeros: number;
  /** Ascending. */
  readonly ranks: readonly number[];
  /** The values at these ranks. */
  readonly values: readonly number[];
}

/** The largest first. */
export type Descending = ArrayLike<number> | OrderStatistics;

export interface Ordered {
  readonly count: number;
  readonly zeros: number;
  /** The value of a rank. @throws RangeError for a rank that is not here */
  at(rank: number): number;
}

export function ordered(values: Descending): Ordered {
  if ('ranks' in values) {
    const { count, zeros } = values;
    const byRank = new Map(values.ranks.map((rank, i) => [rank, values.values[i]!]));
    const at = (rank: number) => {
      const value = byRank.get(rank);
      if (value === undefined) throw new RangeError(`The value of rank ${rank} of ${count} was not kept.`);
      return value;
    };
    return { count, zeros, at };
  }
  const { length } = values;
  return { count: length, zeros: zerosOf(values), at: (rank) => values[rank - 1]! };
}

/** Only the values at those of these ranks that there are. */
export function atRanks(values: Descending, ranks: readonly number[]): OrderStatistics {
  const { count, zeros, at } = ordered(values);
  const kept = [...new Set(ranks)].filter((rank) => rank >= 1 && rank <= count).sort((a, b) => a - b);
  return { count, zeros, ranks: kept, values: kept.map(at) };
}

function zerosOf(values: ArrayLike<number>): number {
  let zeros = 0;
  for (let i = 0; i < values.length; i++) if (values[i] === 0) zeros++;
  return zeros;
}
