/**
 * mckean: heavy-tailed mean-field particle systems. The public surface, one screen.
 *
 * A plan is plain data (`readPlan` checks it); `simulate` runs it; `limitOf` gives its exact limit; a study
 * (`readStudy`, `runStudy`) measures a rate and meets its claim; `verify` measures every claim.
 */
export { BadInput } from './engine/badInput.ts';
export { MODES, type Mode } from './engine/mode.ts';
export { noiseVectors } from './engine/noiseVectors.ts';
export { type Observed, observeRun } from './engine/observe.ts';
export { type Plan, type Problem, readPlan } from './engine/plan.ts';
export { Interrupted, RunFailure } from './engine/runFailure.ts';
export { type SimulateOptions, type Simulation, simulate } from './engine/simulate.ts';
export { fieldsView, positionsView } from './engine/views.ts';
export { criticalScale, stationaryMean } from './limits/doubleWellStationary.ts';
export { criticalCoupling } from './limits/kuramoto.ts';
export { type Limit, limitOf } from './limits/limit.ts';
export type { CodeLimitPlan, CodeModelSource, PortableMath } from './models/codeModel.ts';
export type { MeanFieldModel } from './models/model.ts';
export { createNoise } from './noise/createNoise.ts';
export type { NoiseConvention, NoiseLaw, NoiseSpec, NoiseType } from './noise/noiseLaw.ts';
export { createPositiveStable } from './noise/positiveStable.ts';
export { createSymmetricStable } from './noise/symmetricStable.ts';
export { absoluteMoment } from './observables/absoluteMoment.ts';
export { characteristic } from './observables/characteristic.ts';
export { extremes } from './observables/extremes.ts';
export { histogram, histogramQuantile } from './observables/histogram.ts';
export { logAbs } from './observables/logAbs.ts';
export type { Observable } from './observables/observable.ts';
export { observe } from './observables/observe.ts';
export type { PathAddress } from './random/address.ts';
export { readNpy, toNdarray, writeNpy } from './results/npy.ts';
export { characteristicTest } from './statistics/characteristicTest.ts';
export { energyDistance, wasserstein1, wasserstein1ToLaw } from './statistics/distances.ts';
export { andersonDarling, kolmogorovSmirnov, kolmogorovSmirnovTwoSample } from './statistics/goodness.ts';
export { pairDependence, spearman } from './statistics/independence.ts';
export { jackknifeInterval, meanInterval, powerMeanInterval } from './statistics/interval.ts';
export { medianInterval, quantileInterval } from './statistics/quantileInterval.ts';
export type { RateClaim, RateFit, Verdict } from './statistics/rate.ts';
export { fitRate } from './statistics/rateFit.ts';
export { judge } from './statistics/verdict.ts';
export { type Explanation, explain } from './studies/explain.ts';
export type { MeasuredRate } from './studies/measureRate.ts';
export { memoryTable, type ReplicaTable, type StudyContext } from './studies/replicas.ts';
export { runStudy } from './studies/runStudy.ts';
export { readStudy, type Study, type StudyInput } from './studies/study.ts';
export {
  type HistoryRow,
  readTraining,
  type TrainedRun,
  type Training,
  type TrainOptions,
  train,
} from './studies/training.ts';
export { type Verification, type VerifyOptions, verify } from './studies/verify.ts';
