/**
 * One hidden layer on data: outputs f_k(x) = (1/N) Σ_i a_ik act(⟨w_i, x⟩ + v_i), risk R = (1/B) Σ_b ℓ(f(x_b), y_b).
 * A particle is θ = (w, [v], [a_0 … a_{K−1}]): weights, bias, and the output weights where they are trained. The bias is
 * the weight of one more input that is always 1.
 * Field: m = f(x_b), the outputs at all B data points (full batch), point after point. Drift, = −N ∂_{θ_i} R − λθ_i:
 *   w, v:  −(1/B) Σ_b ⟨∂ℓ_b, a_i⟩ act′(s_ib) x_b,   s_ib = ⟨w_i, x_b⟩ + v_i,   ∂ℓ_b = ∂ℓ/∂f at (m_b, y_b)
 *   a_k:   −(1/B) Σ_b ∂ℓ_bk act(s_ib)
 * Scaling `plain`: f = Σ_i a_i act and drift −∂_{θ_i} R − λθ_i, the same formulas; N enters what a particle adds to the field.
 * Fixed output weights, alternating: a_i = +v for even particle numbers, −v for odd ones, so that the network can represent
 * both signs and particle i keeps its weight for every N.
 * Source: Wan et al. (ICML 2024), where a is fixed; Mei, Montanari, Nguyen, *A mean field view of the landscape of two-layer
 * neural networks* (PNAS 2018), where it is trained. Valid for every real θ.
 */
import type { ModelData } from './data.ts';
import { combineRows, preactivate } from './dense.ts';
import { createLoss, type Loss, largest } from './losses.ts';
import type { MeanFieldModel } from './model.ts';
import { createNetworkActivation } from './networkActivation.ts';
import { formulaLoss, type NetworkFormulas } from './networkFormulas.ts';
import {
  type KernelNetworkSpec,
  type NetworkLoss,
  type NeuralNetworkSpec,
  networkOf,
} from './networkSpec.ts';
import { targetsFor } from './networkTargets.ts';

/** a_i of even and of odd particle numbers. */
export function outputWeights({ outputWeights: { kind, value } }: Pick<KernelNetworkSpec, 'outputWeights'>): {
  even: number;
  odd: number;
} {
  return { even: value, odd: kind === 'alternating' ? -value : value };
}

/** Row b is x_b, with a 1 after it where neurons have a bias. */
export function rowsOf({ inputs, count, features }: ModelData, bias: boolean): Float64Array {
  if (!bias) return inputs;
  const rows = new Float64Array(count * (features + 1)).fill(1);
  for (let b = 0; b < count; b++)
    rows.set(inputs.subarray(b * features, (b + 1) * features), b * (features + 1));
  return rows;
}

/**
 * The network's loss, and its targets as that loss reads them.
 * @throws Error where data do not fit, or the loss is a formula that has not been read
 */
export function networkLoss(
  spec: NeuralNetworkSpec,
  data: ModelData,
): { loss: Loss; targets: Float64Array; classes: Float64Array | undefined } {
  const { loss: lossSpec, outputs } = networkOf(spec);
  const loss = lossOf(lossSpec, outputs, data.formulas);
  const { values, classes } = targetsFor(loss, lossSpec.name, outputs, data);
  return { loss, targets: values, classes };
}

function lossOf(spec: NetworkLoss, outputs: number, formulas: NetworkFormulas | undefined): Loss {
  if (spec.name !== 'formula') return createLoss(spec, outputs);
  if (formulas?.loss !== undefined) return formulaLoss(formulas.loss, outputs);
  throw new Error(`model.loss is "${spec.formula}"; a formula must be read first, as readPlan does.`);
}

/**
 * Fixed output weights of even and odd particles (1 where they are trained), and the factor of what a particle adds to the
 * field: N in plain scaling. @throws Error where N is missing
 */
export function networkWeights(
  spec: NeuralNetworkSpec,
  particles: number | undefined,
): { even: number; odd: number; size: number } {
  const plain = networkOf(spec).scaling === 'plain';
  if (plain && particles === undefined)
    throw new Error('particles is missing; model.scaling plain needs the number of particles.');
  const { outputWeights: fixed } = spec;
  const weights = fixed.kind === 'trained' ? { even: 1, odd: 1 } : outputWeights({ outputWeights: fixed });
  return { ...weights, size: plain ? (particles as number) : 1 };
}

/**
 * @param particles N, which the scaling `plain` needs
 * @throws Error one sentence where data or N do not fit the spec
 */
export function createNeuralNetwork(
  spec: NeuralNetworkSpec,
  data: ModelData,
  particles?: number,
): MeanFieldModel {
  const { trained, bias, outputs, confinement, noiseOn } = networkOf(spec);
  const activation = createNetworkActivation(spec.activation, data.formulas, data.count);
  const { loss, targets, classes } = networkLoss(spec, data);
  const { even, odd, size } = networkWeights(spec, particles);
  const signed = targets.every((y) => y === 1 || y === -1);

  /** Coordinates of the hidden part, weights and bias. */
  const width = data.features + (bias ? 1 : 0);
  const dim = width + (trained ? outputs : 0);
  const all = Int32Array.from({ length: data.count }, (_, b) => b);
  const allRows = rowsOf(data, bias);
  /** The points in use, ascending, and their rows. A point may come twice and then counts twice. */
  let chosen: Int32Array = all;
  let rows = allRows;
  let points = data.count;
  let batchRows: Float64Array | undefined;

  /** Preactivations of one particle at the points; in `drift` then its weights of the rows. */
  const pre = new Float64Array(points);
  /** Its activations. */
  const values = new Float64Array(points);
  /** For even, then for odd particle numbers: sums of activations, or (in `drift`) factors of the slopes. */
  const lanes = new Float64Array(2 * points * outputs);
  const gradient = new Float64Array(outputs);

  /** lanes[j·K + k] = factor·∂ℓ_k at point j, from `from` on. */
  function lossGradients(field: Float64Array, factor: number, from: number): void {
    for (let j = 0; j < points; j++) {
      const b = chosen[j];
      loss.gradient(field, b * outputs, targets, b * loss.targetLength, gradient, 0);
      for (let k = 0; k < outputs; k++) lanes[from + j * outputs + k] = factor * gradient[k];
    }
  }

  /** The trained particle at x[at …], its preactivations known: its drift to out[to …]. */
  function driftTrained(x: Float64Array, at: number, out: Float64Array, to: number): void {
    const a = at + width;
    for (let k = 0; k < outputs; k++) out[to + width + k] = 0;
    activation.both(pre, points, values, pre);
    for (let j = 0; j < points; j++) {
      const h = values[j];
      let along = 0;
      for (let k = 0; k < outputs; k++) {
        const factor = lanes[j * outputs + k];
        along += factor * x[a + k];
        out[to + width + k] += factor * h;
      }
      pre[j] *= along;
    }
    combineRows(pre, rows, points, width, out, to);
  }

  return {
    name: spec.name,
    dim,
    fieldDim: data.count * outputs,
    ...(trained && noiseOn === 'hidden' ? { noisy: width } : {}),
    gather(x, lo, hi, sum) {
      const length = points * outputs;
      lanes.fill(0);
      for (let i = lo; i < hi; i++) {
        const lane = (i & 1) * length;
        preactivate(x, i * dim, rows, points, width, pre);
        activation.values(pre, points, values);
        if (!trained) {
          for (let j = 0; j < points; j++) lanes[lane + j] += values[j];
          continue;
        }
        const a = i * dim + width;
        for (let j = 0; j < points; j++) {
          const h = values[j];
          for (let k = 0; k < outputs; k++) lanes[lane + j * outputs + k] += x[a + k] * h;
        }
      }
      const [evenFactor, oddFactor] = [even * size, odd * size];
      for (let j = 0; j < points; j++) {
        if (j > 0 && chosen[j] === chosen[j - 1]) continue;
        for (let k = 0; k < outputs; k++) {
          const at = j * outputs + k;
          sum[chosen[j] * outputs + k] += evenFactor * lanes[at] + oddFactor * lanes[length + at];
        }
      }
    },
    drift(x, lo, hi, field, out) {
      lossGradients(field, -even / points, 0);
      if (!trained) lossGradients(field, -odd / points, points);
      for (let i = lo; i < hi; i++) {
        const to = (i - lo) * dim;
        preactivate(x, i * dim, rows, points, width, pre);
        if (trained) {
          driftTrained(x, i * dim, out, to);
        } else {
          const lane = (i & 1) * points;
          activation.slopes(pre, points, pre);
          for (let j = 0; j < points; j++) pre[j] *= lanes[lane + j];
          combineRows(pre, rows, points, width, out, to);
        }
        if (confinement !== 0) for (let c = 0; c < dim; c++) out[to + c] -= confinement * x[i * dim + c];
      }
    },
    selectPoints(batch) {
      chosen = batch ?? all;
      points = chosen.length;
      rows = allRows;
      if (batch === undefined) return;
      batchRows ??= new Float64Array(allRows.length);
      rows = batchRows;
      for (let j = 0; j < points; j++)
        for (let c = 0; c < width; c++) rows[j * width + c] = allRows[batch[j] * width + c];
    },
    describeField(field) {
      let sum = 0;
      let right = 0;
      for (let j = 0; j < points; j++) {
        const b = chosen[j];
        sum += loss.value(field, b * outputs, targets, b * loss.targetLength);
        if (classes) right += largest(field, b * outputs, outputs) === b * outputs + classes[b] ? outputs : 0;
        else for (let k = b * outputs; k < (b + 1) * outputs; k++) right += field[k] * targets[k] > 0 ? 1 : 0;
      }
      const named: Record<string, number> = { loss: sum / points };
      if (classes || signed) named.accuracy = right / (points * outputs);
      return named;
    },
  };
}
