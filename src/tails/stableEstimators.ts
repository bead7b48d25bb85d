/** The estimators that assume a symmetric α-stable law for the whole sample, not only its tail. */
import { characteristicEstimator } from './characteristicEstimator.ts';
import type { Estimator } from './estimate.ts';
import { logMoment, logMomentMultivariate } from './logMoment.ts';
import { maximumLikelihood } from './maximumLikelihood.ts';
import { quantileEstimator } from './quantileEstimator.ts';

export const STABLE_ESTIMATORS: readonly Estimator[] = [
  logMoment,
  logMomentMultivariate,
  quantileEstimator,
  characteristicEstimator,
  maximumLikelihood,
];
