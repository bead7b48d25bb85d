/**
 * Series of stable laws: in powers of x^−a for the heavy tail, of x for the centre of the symmetric law.
 *
 * Tail of |X|, X symmetric α-stable:  P(|X| > x) = (2/π) Σ_{k≥1} Γ(kα)/k! · sin(kπ(2 − α)/2) · x^{−kα};
 * tail of A, positive b-stable:       P(A > x)   = (1/π) Σ_{k≥1} Γ(kb)/k! · sin(kπ(1 − b)) · x^{−kb};
 * centre:  P(|X| < x) = (2/(πα)) Σ_{k≥0} (−1)^k Γ((2k + 1)/α)/(2k + 1)! · x^{2k+1}.
 * The first two converge for index < 1 and are asymptotic for index > 1; the third the other way round. (The sine
 * is written so that no sign alternates and no digit is lost near index 2 and 1.) Zolotarev, One-dimensional
 * Stable Distributions (1986), section 2.4.
 */
import { pow, sin } from '../math/elementary.ts';
import { gamma } from '../math/gamma.ts';
import { createTruncatedSeries } from './truncatedSeries.ts';
import { DENSITY, LOWER, UPPER } from './twoTails.ts';

/** Γ(170) is the last factorial-like value well inside the range of float64. */
const LARGEST_GAMMA_ARGUMENT = 170;

export interface SeriesRegion {
  /** Valid for x ≥ edge (tail) or x ≤ edge (centre). */
  readonly edge: number;
  evaluate(x: number, out: Float64Array): void;
}

/**
 * Heavy upper tail with exponent `index` (α or b), `angle` = 2 − α with factor 2/π for |X|, 2(1 − b) with factor
 * 1/π for A.
 */
export function createTailSeries(index: number, angle: number, factor: number): SeriesRegion {
  const terms = Math.floor(LARGEST_GAMMA_ARGUMENT / Math.max(1, index)) - 1;
  const coefficients = new Float64Array(terms);
  const weights = new Float64Array(terms);
  const envelope = new Float64Array(terms);
  for (let k = 1; k <= terms; k++) {
    envelope[k - 1] = gamma(k * index) / gamma(k + 1);
    const halfTurns = (k * angle) / 2;
    coefficients[k - 1] = envelope[k - 1] * sin(Math.PI * (halfTurns - 2 * Math.floor(halfTurns / 2 + 0.5)));
    weights[k - 1] = k;
  }
  const series = createTruncatedSeries(coefficients, weights, envelope, 16);
  const sums = new Float64Array(2);
  return {
    edge: series.limit > 0 ? pow(series.limit, -1 / index) : Number.POSITIVE_INFINITY,
    evaluate(x, out) {
      const z = pow(x, -index);
      series.sum(z, sums);
      out[UPPER] = factor * z * sums[0];
      out[LOWER] = 1 - out[UPPER];
      out[DENSITY] = (factor * z * index * sums[1]) / x;
    },
  };
}

/** Centre of |X|. */
export function createCentreSeries(alpha: number): SeriesRegion {
  const terms = Math.floor((LARGEST_GAMMA_ARGUMENT * Math.min(1, alpha) - 1) / 2);
  const coefficients = new Float64Array(terms);
  const weights = new Float64Array(terms);
  const envelope = new Float64Array(terms);
  for (let k = 0; k < terms; k++) {
    envelope[k] = gamma((2 * k + 1) / alpha) / gamma(2 * k + 2);
    coefficients[k] = k % 2 === 0 ? envelope[k] : -envelope[k];
    weights[k] = 2 * k + 1;
  }
  const series = createTruncatedSeries(coefficients, weights, envelope, 16);
  const sums = new Float64Array(2);
  const factor = 2 / (Math.PI * alpha);
  return {
    edge: Math.sqrt(series.limit),
    evaluate(x, out) {
      series.sum(x * x, sums);
      out[LOWER] = factor * x * sums[0];
      out[UPPER] = 1 - out[LOWER];
      out[DENSITY] = factor * sums[1];
    },
  };
}
