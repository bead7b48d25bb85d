/**
 * What pruning costs a trained network: its loss and accuracy where the target is reached, at a grid of pruned fractions, and
 * a generalisation bound of what is left at the target. The scores are those of the training history, computed by the same code.
 */
import { BadInput } from '../engine/badInput.ts';
import { type Scores, trainSegment } from '../engine/training.ts';
import { type CompressionBound, compressionBound } from './compressionBound.ts';
import { createNetworkPruner } from './networkPruning.ts';
import type { PruningSpec } from './pruningSpec.ts';
import type { Training } from './readTraining.ts';

/** Losses and accuracies of a network after pruning. */
export interface PrunedScores extends Scores {
  /** Share of the units (neurons, weights, singular values) of the pruned layers that is gone. */
  readonly prunedFraction: number;
  /** Of the pruned layers together, squared where the pruning says so. */
  readonly relativeError: number;
}

/** A network pruned and scored: at the target, and over a curve of fractions. */
export interface PruningResult {
  readonly pruning: PruningSpec;
  /** As much pruned as the target allows. */
  readonly cut: PrunedScores;
  /** One for every number of `pruning.fractions`. */
  readonly curve: readonly PrunedScores[];
  /** Of the network of `cut`; undefined where labels are numbers. */
  readonly bound?: CompressionBound | undefined;
}

/** Options of `evaluatePruned`. */
export interface PruneEvaluationOptions {
  /** Where the scores are computed; in this thread unless told. */
  readonly score?: (weights: readonly Float64Array[]) => Promise<Scores>;
  /** Called after the scores of the cut and of every fraction. */
  readonly onEvaluation?: () => void;
}

/**
 * Prunes `weights` and scores what is left on the data of `training`.
 * @param weights one array per layer, rows × stride of `training.layers`; left as they are. Own weights from files: those of a
 * training file whose `initial` names them, `training.start(seed)`
 * @throws BadInput for weights of other sizes; RunFailure where the loss is not finite
 */
export async function evaluatePruned(
  training: Training,
  weights: readonly Float64Array[],
  pruning: PruningSpec,
  { score = scoreHere(training), onEvaluation }: PruneEvaluationOptions = {},
): Promise<PruningResult> {
  const { layers } = training;
  const sizes = layers.map(({ rows, stride }) => rows * stride);
  if (weights.length !== sizes.length || weights.some((w, l) => w.length !== sizes[l]))
    throw new BadInput(
      `weights have ${weights.map((w) => w.length).join(', ')} numbers; they must have ${sizes.join(', ')}, layer by layer.`,
    );
  const pruner = createNetworkPruner(layers, weights, pruning);
  const scored = async (own: typeof pruned): Promise<PrunedScores> => {
    const { prunedFraction, relativeError } = own;
    const scores = await score(own.weights);
    onEvaluation?.();
    return { prunedFraction, relativeError, ...scores };
  };
  const pruned = pruner.toTarget();
  const cut = await scored(pruned);
  const curve: PrunedScores[] = [];
  for (const fraction of pruning.fractions) curve.push(await scored(pruner.toFraction(fraction)));
  const outputsDrawn = pruning.layers === 'hidden' && hasDrawnOutputs(training, weights);
  const bound = await compressionBound(training, pruned.weights, pruning.delta, outputsDrawn, score);
  return { pruning, cut, curve, bound };
}

/** Whether the outputs are those that one of the file's seeds draws from a law: then naming the seed says them all. */
function hasDrawnOutputs({ spec, start }: Training, weights: readonly Float64Array[]): boolean {
  const { initial, network, seeds } = spec;
  const law = 'law' in initial || (typeof initial.output === 'object' && 'law' in initial.output);
  if (network.output !== 'fixed' || !law) return false;
  const last = weights.length - 1;
  return seeds.some((seed) => {
    const drawn = start(seed)[last];
    return weights[last].every((w, i) => w === drawn[i]);
  });
}

function scoreHere({
  data,
  shape,
  spec,
  stepSizes,
}: Training): (own: readonly Float64Array[]) => Promise<Scores> {
  return async (weights) =>
    trainSegment({
      shape,
      train: data.train,
      test: data.test,
      noise: spec.noise[0],
      stepSizes,
      confinement: 0,
      trainOutputs: false,
      seed: spec.seeds[0],
      weights,
      from: spec.steps,
      to: spec.steps,
    });
}
