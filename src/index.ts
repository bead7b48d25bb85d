/**
 * mckean: heavy-tailed mean-field particle systems. The public surface.
 *
 * For notebooks, REPLs and scripts (docs/interactive.md): `simulate`, `limit`, `explain`, `study`, `together`, `sample`, `tails`, `prune`,
 * `train` and `verify` take plain objects and give tables, arrays and figures (`figure`). Under them, plain data in and out: `readPlan`,
 * `limitOf`, `readStudy` and `runStudy`, `readTraining`, `readWeights`, `weightTails`, `createPruning`; laws, estimators and statistics.
 */
export { BadInput } from './engine/badInput.ts';
export { MODES, type Mode } from './engine/mode.ts';
export { noiseVectors } from './engine/noiseVectors.ts';
export { type Plan, type Problem, readPlan } from './engine/plan.ts';
export { Interrupted, RunFailure } from './engine/runFailure.ts';
export { createFigure, type Figure } from './figures/figure.ts';
export { FIGURE_KINDS, type FigureData, type FigureKind } from './figures/kinds.ts';
export type { Drawable, Source } from './interactive/drawable.ts';
export { explain } from './interactive/explain.ts';
export {
  type FigureLook,
  type FigureOptions,
  figure,
  figures,
  type ShownFigure,
} from './interactive/figure.ts';
export type { WeightsInput } from './interactive/layersOf.ts';
export { limit, type PlanLimit } from './interactive/limit.ts';
export type { NamedArray } from './interactive/namedArray.ts';
export type { PlanInput } from './interactive/problemOf.ts';
export { type PruneCall, type PrunedWeights, prune } from './interactive/prune.ts';
export { type Sample, type SampleInput, sample } from './interactive/sample.ts';
export { type SimulateCall, type SimulatedRun, simulate } from './interactive/simulate.ts';
export {
  type CompressibilityRun,
  type RateStudy,
  type StudyCall,
  study,
  type TailsStudyRun,
} from './interactive/study.ts';
export { type Tails, type TailsCall, tails } from './interactive/tails.ts';
export { type RatesTogether, together } from './interactive/together.ts';
export { type TrainCall, type TrainedRuns, train } from './interactive/train.ts';
export { type VerifiedClaims, type VerifyCall, verify } from './interactive/verify.ts';
export type { CallOptions } from './interactive/work.ts';
export { criticalScale, stationaryMean } from './limits/doubleWellStationary.ts';
export { criticalCoupling } from './limits/kuramoto.ts';
export { type Limit, limitOf } from './limits/limit.ts';
export { type ParticleLawOptions, particleLaw } from './limits/particleLaw.ts';
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
export { createErrorCurve, type ErrorCurve } from './pruning/errorCurve.ts';
export { errorCurves, type SampledCurve, sampleCurve } from './pruning/errorCurves.ts';
export type { Layer, WeightMatrix } from './pruning/layer.ts';
export { nodeCurve, rowNorms } from './pruning/nodePruning.ts';
export {
  createPruning,
  PRUNING_METHODS,
  type Pruned,
  type Pruning,
  type PruningMethod,
  type PruningOptions,
} from './pruning/prune.ts';
export type { PrunedLayer } from './pruning/prunedLayer.ts';
export type { PruningTarget } from './pruning/pruningTarget.ts';
export { asymptoticError } from './pruning/theory/asymptoticError.ts';
export { chiMagnitude, columnNorm } from './pruning/theory/columns.ts';
export type { ErrorLaw } from './pruning/theory/errorLaw.ts';
export { exactError } from './pruning/theory/exactError.ts';
export {
  gaussianMagnitude,
  laplaceMagnitude,
  paretoMagnitude,
  stableMagnitude,
  studentMagnitude,
} from './pruning/theory/laws.ts';
export { limitErrorPower } from './pruning/theory/limitError.ts';
export type { MagnitudeLaw } from './pruning/theory/magnitudeLaw.ts';
export { type NeuronsNeeded, neuronsNeeded } from './pruning/theory/neuronsNeeded.ts';
export { prunableFraction, prunableQuantile } from './pruning/theory/prunable.ts';
export type { PathAddress } from './random/address.ts';
export { type Displayed, displayed } from './results/display.ts';
export { readNpy, toNdarray, writeNpy } from './results/npy.ts';
export { type Column, columnsOf, Table } from './results/table.ts';
export { readWeights, type WeightLayer, type WeightOptions, type Weights } from './results/weights.ts';
export { binomialUpperBound } from './statistics/binomialBound.ts';
export { characteristicTest } from './statistics/characteristicTest.ts';
export { energyDistance, wasserstein1, wasserstein1ToLaw } from './statistics/distances.ts';
export { andersonDarling, kolmogorovSmirnov, kolmogorovSmirnovTwoSample } from './statistics/goodness.ts';
export { pairDependence, spearman } from './statistics/independence.ts';
export { jackknifeInterval, meanInterval, powerMeanInterval } from './statistics/interval.ts';
export { proportionInterval } from './statistics/proportionInterval.ts';
export { medianInterval, quantileInterval } from './statistics/quantileInterval.ts';
export type { RateClaim, RateFit, Verdict } from './statistics/rate.ts';
export { fitRate } from './statistics/rateFit.ts';
export { judge } from './statistics/verdict.ts';
export { type CompressedReplica, runCompressibility } from './studies/compressibility.ts';
export { type CompressibilityOutcomes, compressibilityOutcomes } from './studies/compressibilityOutcomes.ts';
export {
  type CompressibilityInput,
  type CompressibilityStudy,
  readCompressibility,
} from './studies/compressibilityStudy.ts';
export { compressibilityTheory, type TheoryCurves } from './studies/compressibilityTheory.ts';
export type { CompressionBound } from './studies/compressionBound.ts';
export type { Explanation } from './studies/explain.ts';
export type { MeasuredRate } from './studies/measureRate.ts';
export { evaluatePruned, type PrunedScores, type PruningResult } from './studies/pruneEvaluation.ts';
export { type PruningSpec, pruningSpecSchema } from './studies/pruningSpec.ts';
export { withoutSteps } from './studies/readTraining.ts';
export { memoryTable, type ReplicaTable, type StudyContext } from './studies/replicas.ts';
export { runStudy } from './studies/runStudy.ts';
export { readStudy, type Study, type StudyInput } from './studies/study.ts';
export { runTails } from './studies/tails.ts';
export { type TailsOutcome, tailsOutcomes } from './studies/tailsOutcomes.ts';
export { readTailsStudy, type TailsInput, type TailsStudy } from './studies/tailsStudy.ts';
export {
  type HistoryRow,
  readTraining,
  type TrainedRun,
  type Training,
} from './studies/training.ts';
export type { TrainingInput } from './studies/trainingSpec.ts';
export type { Verification } from './studies/verify.ts';
export { type MethodPruning, pruneWeights } from './studies/weightPruning.ts';
export { type LayerTails, weightTails } from './studies/weightTails.ts';
export type { Estimator, EstimatorOptions, TailEstimate } from './tails/estimate.ts';
export { ESTIMATORS } from './tails/estimators.ts';
export { type KPlot, kPlot } from './tails/kPlot.ts';
export { type StableFit, stableFit } from './tails/stableFit.ts';
export { createTailSample, type TailSample } from './tails/tailSample.ts';
export type * from './types.ts';
