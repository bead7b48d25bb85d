/**
 * Tail indices of a user's arrays: every estimator on every layer, and the fitted stable law.
 *
 * A layer is one sample of all its entries; or, by rows, a sample of vectors (one neuron's weights each): then the
 * multivariate estimator takes the rows, the estimators from the largest values take the norms of the rows (which have the
 * tail index of the rows), and no scalar stable law is fitted. Entries of trained weights are not independent: the intervals are
 * those of a sample that is, and the warnings tell what contradicts it.
 */
import { rowNorms } from '../pruning/nodePruning.ts';
import type { WeightLayer } from '../results/weights.ts';
import type { EstimatorName, EstimatorOptions, TailEstimate } from '../tails/estimate.ts';
import { ESTIMATORS } from '../tails/estimators.ts';
import { EXTREME_ESTIMATORS } from '../tails/extremes.ts';
import { type StableFit, stableFit } from '../tails/stableFit.ts';
import { createTailSample, type TailSample } from '../tails/tailSample.ts';

/** Options of `weightTails`. */
export interface WeightTailsOptions extends EstimatorOptions {
  /** All that suit the sample unless told, in their own order. */
  readonly estimators?: readonly EstimatorName[];
  /** Whether a row is one vector; false unless told. */
  readonly rows?: boolean;
}

/** Tail indices of one layer, with the stable law fitted to it. */
export interface LayerTails {
  readonly name: string;
  readonly shape: readonly number[];
  /** Values, or rows. */
  readonly n: number;
  readonly estimates: readonly TailEstimate[];
  /** Undefined by rows. */
  readonly stableFit?: StableFit;
  /** Of the entries; by rows, of the norms of the rows. */
  readonly sample: TailSample;
}

const isExtreme = (name: EstimatorName) => EXTREME_ESTIMATORS.some((estimator) => estimator.name === name);
const isMultivariate = (name: EstimatorName) => name.endsWith('multivariate');

/** Names of the estimators that suit entries, or rows. */
export function estimatorsFor(rows: boolean): EstimatorName[] {
  return ESTIMATORS.map(({ name }) => name).filter((name) =>
    rows ? isMultivariate(name) || isExtreme(name) : !isMultivariate(name),
  );
}

/** @throws RangeError for rows of one number, or an estimator that does not suit */
export function weightTails(layer: WeightLayer, options: WeightTailsOptions = {}): LayerTails {
  const { estimators, rows = false, ...own } = options;
  const suited = estimatorsFor(rows);
  const unsuited = estimators?.find((name) => !suited.includes(name));
  if (unsuited !== undefined)
    throw new RangeError(
      `The estimator ${unsuited} does not suit ${rows ? 'rows' : 'single values'}; it must be one of ${suited.join(', ')}.`,
    );
  const { data, shape } = layer.weights;
  const width = shape[1];
  if (rows && width < 2)
    throw new RangeError(`${layer.name} has one number in a row; rows must have at least two.`);
  const scalar = createTailSample(rows ? rowNorms(layer.weights) : data);
  const vectors = rows ? createTailSample(data, width) : scalar;
  const names = estimators ?? suited;
  const estimates = ESTIMATORS.filter(({ name }) => names.includes(name)).map((estimator) =>
    estimator.estimate(isMultivariate(estimator.name) ? vectors : scalar, own),
  );
  return {
    name: layer.name,
    shape: layer.shape,
    n: scalar.count,
    estimates,
    ...(rows ? {} : { stableFit: stableFit(scalar, own) }),
    sample: scalar,
  };
}
