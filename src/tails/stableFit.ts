/**
 * The symmetric stable law fitted to a whole sample, and whether the sample contradicts it.
 *
 * Location by the median, tail index and scale by maximum likelihood; Kolmogorov–Smirnov and Anderson–Darling statistics of ALL
 * values against the fitted law. As the law was fitted to the same sample, their tables for a known law do not hold: the p-values
 * are calibrated by simulation (parametric bootstrap): `replicas` samples of the fitted law, each fitted and compared in the
 * same way, p = (1 + number with a statistic at least as large)/(1 + replicas). The statistics do not depend on location and
 * scale. Samples of more than MOST values are calibrated at MOST: √n·D + 1/(6√n) (Vrbik's form) and A² have limit laws that are
 * reached long before; only within about 1/MOST of α = 2, where the law of α̂ itself changes with n, that is not exact.
 * Source: Stute, González Manteiga & Presedo Quindimil, Metrika 40 (1993), 243–256 (consistency); D'Agostino & Stephens (1986).
 */
import { exp } from '../math/elementary.ts';
import { andersonDarlingStatistic, kolmogorovStatistic } from '../statistics/goodness.ts';
import { centreOf, medianOf } from './centre.ts';
import { drawStable } from './drawStable.ts';
import { createFittedLaw } from './fittedLaw.ts';
import { bestStableLaw, maximumLikelihood } from './maximumLikelihood.ts';
import type { TailSample } from './tailSample.ts';
import { sampleWarnings } from './warnings.ts';

/** Values of a simulated copy, at most. */
const MOST = 2000;
/** A p-value below is a rejection. With two tests and a true stable law, a false one in about 60 samples. */
const UNLIKELY = 0.01;

/** Options of `stableFit`. */
export interface StableFitOptions {
  /** Coverage of the intervals, in (0, 1); 0.95 unless told. */
  readonly confidence?: number;
  /** Of the simulated copies, below 2^53; 0 unless told. */
  readonly seed?: number;
  /** Simulated copies behind the p-values, which are multiples of 1/(1 + replicas); 199 unless told. */
  readonly replicas?: number;
  /** The location is the median; 0 if false. True unless told. */
  readonly centre?: boolean;
}

/** A test statistic with its p-value by simulated copies. */
export interface CalibratedTest {
  readonly statistic: number;
  readonly pValue: number;
}

/** The symmetric stable law fitted by maximum likelihood, and tests of the fit. */
export interface StableFit {
  readonly method: 'maximum-likelihood';
  readonly alpha: number;
  readonly scale: number;
  readonly location: number;
  readonly intervals: {
    readonly alpha: readonly [number, number];
    readonly scale: readonly [number, number];
  };
  /** D_n of all values. */
  readonly ks: CalibratedTest;
  /** A² of all values. */
  readonly andersonDarling: CalibratedTest;
  /** How the p-values were made: simulated samples, and values in each. */
  readonly calibration: { readonly replicas: number; readonly count: number; readonly seed: number };
  readonly warnings: readonly string[];
}

interface Statistics {
  readonly ks: number;
  readonly andersonDarling: number;
}

function statisticsOf(ascending: Float64Array, alpha: number, location: number, scale: number): Statistics {
  const largest = Math.max(location - ascending[0], ascending[ascending.length - 1] - location);
  const law = createFittedLaw(alpha, location, scale, largest);
  return {
    ks: kolmogorovStatistic(ascending, law.cdf),
    andersonDarling: andersonDarlingStatistic(ascending, law.logCdf, law.logSurvival),
  };
}

/** D of n values on the scale where its law no longer depends on n. */
const scaledKs = (ks: number, n: number) => Math.sqrt(n) * ks + 1 / (6 * Math.sqrt(n));

/** What the statistics of `count` values of the law are, when it is fitted to each sample: one entry a replica. */
function calibrate(
  alpha: number,
  count: number,
  centred: boolean,
  seed: number,
  replicas: number,
): Statistics[] {
  const values = new Float64Array(count);
  return Array.from({ length: replicas }, (_, replica) => {
    drawStable(alpha, { seed, replica }, values);
    values.sort();
    const location = centred ? medianOf(values) : 0;
    const best = bestStableLaw(values, location)!;
    return statisticsOf(values, best.alpha, location, exp(best.logScale));
  });
}

/**
 * @param sample all its values count as one scalar sample, of one law
 * @throws RangeError for options out of their range
 */
export function stableFit(sample: TailSample, options: StableFitOptions = {}): StableFit {
  const { confidence = 0.95, seed = 0, replicas = 199, centre = true } = options;
  if (!(Number.isInteger(replicas) && replicas >= 19))
    throw new RangeError(`replicas is ${replicas}; it must be an integer of at least 19.`);
  const { location, ascending } = centreOf(sample, centre);
  const n = ascending.length;
  const estimate = maximumLikelihood.estimate(sample, { confidence, centre });
  const warnings = [...new Set([...estimate.warnings, ...sampleWarnings(sample)])];
  const calibration = { replicas, count: Math.min(n, MOST), seed };
  if (estimate.scale === undefined) {
    const none = { statistic: Number.NaN, pValue: Number.NaN };
    return {
      method: 'maximum-likelihood',
      alpha: Number.NaN,
      scale: Number.NaN,
      location,
      intervals: { alpha: [Number.NaN, Number.NaN], scale: [Number.NaN, Number.NaN] },
      ks: none,
      andersonDarling: none,
      calibration,
      warnings,
    };
  }
  const { alpha, interval, scale } = estimate;
  const measured = statisticsOf(ascending, alpha, location, scale.estimate);
  const copies = calibrate(alpha, calibration.count, centre, seed, replicas);
  const atLeast = (isLarger: (copy: Statistics) => boolean) =>
    (1 + copies.filter(isLarger).length) / (1 + replicas);
  const reach = scaledKs(measured.ks, n);
  const ks = {
    statistic: measured.ks,
    pValue: atLeast((copy) => scaledKs(copy.ks, calibration.count) >= reach),
  };
  const andersonDarling = {
    statistic: measured.andersonDarling,
    pValue: atLeast((copy) => copy.andersonDarling >= measured.andersonDarling),
  };
  if (Math.min(ks.pValue, andersonDarling.pValue) < UNLIKELY)
    warnings.push(
      `The stable law is rejected (Kolmogorov–Smirnov p = ${ks.pValue}, Anderson–Darling p = ${andersonDarling.pValue}; largest distance of the distribution functions ${ks.statistic.toPrecision(2)}): these estimates are not a tail index.`,
    );
  return {
    method: 'maximum-likelihood',
    alpha,
    scale: scale.estimate,
    location,
    intervals: { alpha: interval, scale: scale.interval },
    ks,
    andersonDarling,
    calibration,
    warnings,
  };
}
