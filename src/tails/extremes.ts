/** The estimators from the largest values: no law is assumed for the rest of the sample. */
import type { Estimator } from './estimate.ts';

export const EXTREME_ESTIMATORS: readonly Estimator[] = [];
