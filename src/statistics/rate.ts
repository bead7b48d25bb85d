/**
 * The nouns of a rate measurement: a claim (theory), a fit (measurement), a verdict (their meeting).
 */

/** What a rate is a rate in: the number of particles N, or the step η. */
export type RateAxis = 'particles' | 'step';

/** A rate that theory states: error ~ level^exponent. */
export interface RateClaim {
  readonly id: string;
  /** One sentence, as a paper would state it. */
  readonly statement: string;
  readonly axis: RateAxis;
  /** Signed power of the level: −1/2 for chaos in N, +1 for the strong error in η. */
  readonly exponent: number;
  /** `upper`: the error is at most C·level^exponent; `exact`: it behaves like it. */
  readonly kind: 'upper' | 'exact';
  /**
   * Other powers of the level die out slowly beside this one: a slope at moderate levels that is still moving
   * towards the exponent does not contradict it.
   */
  readonly asymptotic: boolean;
  readonly assumptions: string;
  readonly source: string;
}

/** One point of a rate figure. */
export interface Level {
  /** N or η. */
  readonly level: number;
  /** Estimate of the error, in the units of the metric. */
  readonly estimate: number;
  /** Confidence interval of the estimate from whole-system replicas. */
  readonly interval: readonly [number, number];
  readonly replicas: number;
  /** The exact value where a closed form exists. */
  readonly exact?: number;
}

export interface DroppedLevel extends Level {
  readonly why: string;
}

/** Weighted least squares of log(error) on log(level). */
export interface RateFit {
  readonly axis: RateAxis;
  readonly slope: number;
  readonly interval: readonly [number, number];
  /** 0.95 unless told. */
  readonly confidence: number;
  /** log(error) = intercept + slope·log(level). */
  readonly intercept: number;
  readonly levels: readonly Level[];
  readonly dropped: readonly DroppedLevel[];
  /** Slope between neighbouring levels, with its interval. */
  readonly localSlopes: readonly {
    readonly from: number;
    readonly to: number;
    readonly slope: number;
    readonly interval: readonly [number, number];
  }[];
  /**
   * How the slope changes: c of log(error) = … + c·log(level)², by the same weighted least squares; none below
   * 3 levels. An interval that excludes 0 says that the levels do not lie on one line.
   */
  readonly curvature?: { readonly value: number; readonly interval: readonly [number, number] };
  /** Pointwise confidence band of the fitted line, at the used levels and their ends. */
  readonly band: readonly { readonly level: number; readonly low: number; readonly high: number }[];
}

/** `contradicted`: slower than an upper bound, or an exact rate outside the interval. */
export type Verdict = 'consistent' | 'faster than the bound' | 'contradicted' | 'inconclusive';
