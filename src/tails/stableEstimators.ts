/** The estimators that assume a symmetric α-stable law for the whole sample, not only its tail. */
import type { Estimator } from './estimate.ts';
import { logMoment, logMomentMultivariate } from './logMoment.ts';
import { maximumLikelihood } from './maximumLikelihood.ts';

export const STABLE_ESTIMATORS: readonly Estimator[] = [logMoment, logMomentMultivariate, maximumLikelihood];
