/** All estimators of the tail index, in the order in which they are reported. */
import type { Estimator } from './estimate.ts';
import { EXTREME_ESTIMATORS } from './extremes.ts';
import { STABLE_ESTIMATORS } from './stableEstimators.ts';

/** Every estimator of the tail index, in the order in which they are reported. */
export const ESTIMATORS: readonly Estimator[] = [...STABLE_ESTIMATORS, ...EXTREME_ESTIMATORS];
