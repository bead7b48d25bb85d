/** What `figure` draws: a result with figures, and what it was made of. */
import type { Figure } from '../figures/figure.ts';

/** What a result was made of. */
export interface Source {
  /** The call, for example `simulate`. */
  readonly call: string;
  /** Plain data that determine every number. */
  readonly plan: unknown;
  readonly seed: number;
}

/** A result that can be drawn. */
export interface Drawable {
  /** What it was made of: a file of its figures carries it. */
  readonly source: Source;
  /** Every figure of the result. */
  figures(): Figure[];
}
