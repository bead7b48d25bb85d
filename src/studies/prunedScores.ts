/**
 * Risk or loss of a system whose smallest neurons are pruned.
 *
 * A pruned neuron is a particle whose weights are 0, as in Wan et al. (ICML 2024), where Θ^{(κn)} has zeros for the other
 * columns. It stays one of the n particles, so that the field is (1/n)(Σ_{kept} φ(θ_i) + Σ_{pruned} φ(0)): φ(0) = 0 for tanh
 * and ReLU without bias, 1 for the cosine network. Trained output weights stay as they are.
 */
import type { MeanFieldModel } from '../models/model.ts';

const SCORES = ['risk', 'loss', 'accuracy'] as const;

export type Score = (typeof SCORES)[number];

/** The scores that a model reads off its field; none for models that are no networks. */
export function scoresOf(model: MeanFieldModel): Score[] {
  const named = model.describeField(new Float64Array(model.fieldDim));
  return SCORES.filter((score) => typeof named[score] === 'number');
}

export interface Pruned {
  /** n × dim, particle-major. */
  readonly positions: Float64Array;
  readonly particles: number;
  /** Only the first so many coordinates of a pruned particle become 0. */
  readonly width: number;
  /** Particle numbers, those that are kept longest first. */
  readonly order: Uint32Array;
}

/**
 * Scores when the `kept` first particles of the order are kept, one array per entry of `kept`.
 * @param kept ascending, from 0 to n
 */
export function prunedScores(
  model: MeanFieldModel,
  scores: readonly Score[],
  { positions, particles, width, order }: Pruned,
  kept: readonly number[],
): number[][] {
  const { fieldDim } = model;
  const sum = new Float64Array(fieldDim);
  const all = positions.slice();
  zeroWeights(all, particles, model.dim, width);
  model.gather(all, 0, particles, sum);
  const [before, after, field] = [sum.slice(), sum.slice(), sum.slice()];
  let restored = 0;
  return kept.map((count) => {
    const rows = inLanes(positions, model.dim, order.subarray(restored, count));
    restored = count;
    const places = rows.length / model.dim;
    after.fill(0);
    model.gather(rows, 0, places, after);
    zeroWeights(rows, places, model.dim, width);
    before.fill(0);
    model.gather(rows, 0, places, before);
    for (let f = 0; f < fieldDim; f++) {
      sum[f] += after[f] - before[f];
      field[f] = sum[f] / particles;
    }
    const named = model.describeField(field);
    return scores.map((score) => named[score] as number);
  });
}

function zeroWeights(x: Float64Array, particles: number, dim: number, width: number): void {
  for (let i = 0; i < particles; i++) x.fill(0, i * dim, i * dim + width);
}

/**
 * The particles of the given numbers, even ones on even places and odd ones on odd places, since a model may add the two
 * differently. Places that are left over hold zeros.
 */
function inLanes(positions: Float64Array, dim: number, numbers: Uint32Array): Float64Array {
  const used = [0, 0];
  for (const number of numbers) used[number & 1]++;
  const rows = new Float64Array(2 * Math.max(...used) * dim);
  used.fill(0);
  for (const number of numbers) {
    const to = (2 * used[number & 1]++ + (number & 1)) * dim;
    for (let c = 0; c < dim; c++) rows[to + c] = positions[number * dim + c];
  }
  return rows;
}
