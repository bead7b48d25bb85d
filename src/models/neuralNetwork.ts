/**
 * One hidden layer on data: f(x) = (1/N) Σ_i a_i act(⟨θ_i, x⟩), a_i fixed, loss R = (1/2B) Σ_b (f(x_b) − y_b)².
 * Field: m_b = f(x_b), the outputs at all B data points (full batch). Drift, = −N ∂_{θ_i} R:
 *   b(θ_i, m) = −(1/B) Σ_b (m_b − y_b) a_i act′(⟨θ_i, x_b⟩) x_b.
 * alternating: a_i = +v for even particle numbers, −v for odd ones, so that the network can represent both
 * signs and particle i keeps its weight for every N.
 *
 * Every sum starts from 0 and goes in increasing order of its index, b or c. Loops take four data points or four
 * coordinates at a time: four sums that do not wait for each other, so the bits are those of the plain double loop.
 */
import { ACTIVATIONS } from './activations.ts';
import type { ModelData } from './data.ts';
import type { MeanFieldModel } from './model.ts';
import type { NeuralNetworkSpec } from './spec.ts';

/** a_i of even and of odd particle numbers. */
export function outputWeights({ outputWeights: { kind, value } }: NeuralNetworkSpec): {
  even: number;
  odd: number;
} {
  return { even: value, odd: kind === 'alternating' ? -value : value };
}

export function createNeuralNetwork(spec: NeuralNetworkSpec, data: ModelData): MeanFieldModel {
  const { inputs, targets, count: points, features: dim } = data;
  const { value, slope } = ACTIVATIONS[spec.activation];
  const { even, odd } = outputWeights(spec);
  const signed = targets.every((y) => y === 1 || y === -1);
  /** Preactivations of one particle at all points; in `drift` then its weights of the inputs. */
  const pre = new Float64Array(points);
  /** For even, then for odd particle numbers: sums of activations, or (in `drift`) factors of the slopes. */
  const lanes = new Float64Array(2 * points);

  /** pre[b] = ⟨θ_i, x_b⟩ for all b. */
  function preactivations(x: Float64Array, i: number): void {
    const at = i * dim;
    let b = 0;
    for (; b + 4 <= points; b += 4) {
      const r0 = b * dim;
      const r1 = r0 + dim;
      const r2 = r1 + dim;
      const r3 = r2 + dim;
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let c = 0; c < dim; c++) {
        const theta = x[at + c];
        s0 += theta * inputs[r0 + c];
        s1 += theta * inputs[r1 + c];
        s2 += theta * inputs[r2 + c];
        s3 += theta * inputs[r3 + c];
      }
      pre[b] = s0;
      pre[b + 1] = s1;
      pre[b + 2] = s2;
      pre[b + 3] = s3;
    }
    for (; b < points; b++) {
      let s = 0;
      for (let c = 0; c < dim; c++) s += x[at + c] * inputs[b * dim + c];
      pre[b] = s;
    }
  }

  /** out[at + c] = Σ_b pre[b] x_bc for all c. */
  function combineInputs(out: Float64Array, at: number): void {
    let c = 0;
    for (; c + 4 <= dim; c += 4) {
      let s0 = 0;
      let s1 = 0;
      let s2 = 0;
      let s3 = 0;
      for (let b = 0; b < points; b++) {
        const g = pre[b];
        const row = b * dim + c;
        s0 += g * inputs[row];
        s1 += g * inputs[row + 1];
        s2 += g * inputs[row + 2];
        s3 += g * inputs[row + 3];
      }
      out[at + c] = s0;
      out[at + c + 1] = s1;
      out[at + c + 2] = s2;
      out[at + c + 3] = s3;
    }
    for (; c < dim; c++) {
      let s = 0;
      for (let b = 0; b < points; b++) s += pre[b] * inputs[b * dim + c];
      out[at + c] = s;
    }
  }

  return {
    name: spec.name,
    dim,
    fieldDim: points,
    gather(x, lo, hi, sum) {
      lanes.fill(0);
      for (let i = lo; i < hi; i++) {
        const lane = (i & 1) * points;
        preactivations(x, i);
        for (let b = 0; b < points; b++) lanes[lane + b] += value(pre[b]);
      }
      for (let b = 0; b < points; b++) sum[b] += even * lanes[b] + odd * lanes[points + b];
    },
    drift(x, lo, hi, field, out) {
      for (let b = 0; b < points; b++) {
        lanes[b] = (-even / points) * (field[b] - targets[b]);
        lanes[points + b] = (-odd / points) * (field[b] - targets[b]);
      }
      for (let i = lo; i < hi; i++) {
        const lane = (i & 1) * points;
        preactivations(x, i);
        for (let b = 0; b < points; b++) pre[b] = lanes[lane + b] * slope(pre[b]);
        combineInputs(out, (i - lo) * dim);
      }
    },
    describeField(field) {
      let squares = 0;
      let right = 0;
      for (let b = 0; b < points; b++) {
        squares += (field[b] - targets[b]) ** 2;
        if (field[b] * targets[b] > 0) right++;
      }
      const named: Record<string, number> = { loss: squares / (2 * points) };
      if (signed) named.accuracy = right / points;
      return named;
    },
  };
}
