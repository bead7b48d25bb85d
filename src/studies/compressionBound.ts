/**
 * A bound on the error probability of a pruned and quantised network, from the training points alone: with probability at
 * least 1 − δ over n independent points, for all networks h of the shape at once,
 *   R(h) ≤ p̄(n R̂(h), n, δ 2^{−|h|}),
 * |h| its length in the code of pruning/networkCode.ts and p̄ the binomial inversion of statistics/binomialBound.ts. Source:
 * the Occam's razor bound of Langford, JMLR 6 (2005), section 4; compressed networks in it: Zhou et al., ICLR 2019. Proof and
 * assumptions: docs/bounds.md. It is not the bound of Barsbey et al. (NeurIPS 2021), and it holds for the quantised network.
 *
 * Holding for all h at once, it may be minimised over the precision, the pruning and the runs of a training file.
 */
import type { Scores } from '../engine/training.ts';
import { expm1, log } from '../math/elementary.ts';
import { log2 } from '../math/log2.ts';
import { createNetworkActivation } from '../models/networkActivation.ts';
import { type IntegerLayer, networkBits, toIntegers, withoutDeadInputs } from '../pruning/networkCode.ts';
import { binomialUpperExponent } from '../statistics/binomialBound.ts';
import type { Training } from './readTraining.ts';

/** The generalisation bound of a pruned and quantised network: docs/bounds.md. */
export interface CompressionBound {
  /** Upper bound of the probability of a wrong class; 1 where it is nearer to 1 than a float64 can say. */
  readonly value: number;
  readonly delta: number;
  /** |h|. */
  readonly bits: number;
  /** Share of training points that the quantised network gets wrong. */
  readonly trainError: number;
  /** n. */
  readonly points: number;
}

/** Units 2^e are so many halvings below the mean size of a layer's weights that are not zero; the coarsest first. */
const PRECISIONS = [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8];

/**
 * The least bound over the precisions; undefined where labels are numbers.
 * @param weights pruned, one array per layer as in `Training.layers`
 * @param outputsDrawn whether the outputs are what the seed drew for them: then they cost no bits
 */
export async function compressionBound(
  training: Training,
  weights: readonly Float64Array[],
  delta: number,
  outputsDrawn: boolean,
  score: (weights: readonly Float64Array[]) => Promise<Scores>,
): Promise<CompressionBound | undefined> {
  const { data, shape, spec } = training;
  const points = data.train.count;
  if (data.train.classes === undefined) return undefined;
  const own = outputsDrawn ? weights.length - 1 : weights.length;
  const rest = weights.slice(own);
  const seedBits = outputsDrawn ? log2(spec.seeds.length) : 0;
  const zero = new Float64Array(1);
  createNetworkActivation(shape.activation, shape.formulas, 1).values(new Float64Array(1), 1, zero);
  const deadInputs = zero[0] === 0;

  let best: (CompressionBound & { exponent: number }) | undefined;
  for (const precision of PRECISIONS) {
    const layers = quantised(training, weights.slice(0, own), precision, deadInputs);
    const bits = networkBits(layers, deadInputs) + seedBits;
    const logDelta = log(delta) - bits * log(2);
    // Finer units cost more bits: once a network without errors would do no better, none of the rest will.
    if (best !== undefined && binomialUpperExponent(0, points, logDelta) >= best.exponent) break;
    const decoded = layers.map(({ integers, exponent }) => integers.map((m) => m * 2 ** exponent));
    const { trainAccuracy } = await score([...decoded, ...rest]);
    const errors = Math.round((1 - trainAccuracy) * points);
    const exponent = binomialUpperExponent(errors, points, logDelta);
    if (best === undefined || exponent < best.exponent)
      best = { value: -expm1(-exponent), delta, bits, trainError: errors / points, points, exponent };
  }
  if (best === undefined) return undefined;
  const { exponent, ...bound } = best;
  return bound;
}

function quantised(
  { layers }: Training,
  weights: readonly Float64Array[],
  precision: number,
  deadInputs: boolean,
): IntegerLayer[] {
  const integer = weights.map((w, l): IntegerLayer => {
    const exponent = unitOf(w) - precision;
    return { ...layers[l], exponent, integers: toIntegers(w, exponent) };
  });
  return deadInputs ? withoutDeadInputs(integer) : integer;
}

/** log₂ of the mean |w| of the weights that are not zero, to the nearest whole number; 0 where all are. */
function unitOf(weights: Float64Array): number {
  let largest = 0;
  for (const w of weights) largest = Math.max(largest, Math.abs(w));
  if (largest === 0) return 0;
  let sum = 0;
  let count = 0;
  for (const w of weights) {
    if (w === 0) continue;
    sum += Math.abs(w) / largest;
    count++;
  }
  return Math.round(log2(sum / count) + log2(largest));
}
