/** The estimators from the largest values: no law is assumed for the rest of the sample. */
import type { ExtremeEstimator } from './extremeEstimator.ts';
import { hill } from './hill.ts';
import { kernel } from './kernelEstimator.ts';
import { moment } from './momentEstimator.ts';
import { paulauskas } from './paulauskas.ts';
import { pickands } from './pickands.ts';
import { ratio } from './ratio.ts';

export const EXTREME_ESTIMATORS: readonly ExtremeEstimator[] = [
  hill,
  pickands,
  moment,
  ratio,
  paulauskas,
  kernel,
];
