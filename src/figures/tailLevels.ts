import type { Descending } from './orderStatistics.ts';

/**
 * A few of many order statistics: ranks 1, …, n from the largest down, at equal steps of log rank, every rank below 10.
 * What a figure of n values needs on a logarithmic axis, whatever n is.
 */
export function tailRanks(n: number, perDecade = 16): number[] {
  const ranks: number[] = [];
  for (let i = 0; ; i++) {
    const rank = Math.round(10 ** (i / perDecade));
    if (rank > n) break;
    if (rank !== ranks.at(-1)) ranks.push(rank);
  }
  if (n > 0 && ranks.at(-1) !== n) ranks.push(n);
  return ranks;
}

/** Symmetric α-stable law that was fitted: of location + scale·X, X standard. */
export interface FittedStable {
  readonly alpha: number;
  readonly scale: number;
}

/** What the tail figures of one array show. */
export interface TailFigureData {
  /** Name of the array. */
  readonly name: string;
  /** Distances from the location of the fit (the sample's median), the largest first. */
  readonly magnitudes: Descending;
  /** Undefined where no stable law could be fitted. */
  readonly stable?: FittedStable;
}
