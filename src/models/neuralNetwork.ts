/**
 * One hidden layer on data: f(x) = (1/N) Σ_i a_i act(⟨θ_i, x⟩), a_i fixed, loss R = (1/2B) Σ_b (f(x_b) − y_b)².
 * Field: m_b = f(x_b), the outputs at all B data points (full batch). Drift, = −N ∂_{θ_i} R:
 *   b(θ_i, m) = −(1/B) Σ_b (m_b − y_b) a_i act′(⟨θ_i, x_b⟩) x_b.
 * relu has derivative 0 at its kink. alternating: a_i = +v for even particle numbers, −v for odd ones, so
 * that the network can represent both signs and particle i keeps its weight for every N.
 *
 * Loops take four data points at a time: four sums that do not wait for each other, each in the order of
 * its own index, so the bits are those of the plain double loop.
 */
import { exp, log1p, tanh } from '../math/elementary.ts';
import type { ModelData } from './data.ts';
import type { MeanFieldModel } from './model.ts';
import type { Activation, NeuralNetworkSpec } from './spec.ts';

/** act and its derivative. */
const ACTIVATIONS: Record<Activation, { value(s: number): number; slope(s: number): number }> = {
  tanh: {
    value: tanh,
    slope(s) {
      const t = tanh(s);
      return 1 - t * t;
    },
  },
  sigmoid: {
    value: logistic,
    slope(s) {
      const p = logistic(s);
      return p * (1 - p);
    },
  },
  relu: { value: (s) => (s < 0 ? 0 : s), slope: (s) => (s > 0 ? 1 : s <= 0 ? 0 : s) },
  softplus: {
    value: (s) => (s > 0 ? s + log1p(exp(-s)) : log1p(exp(s))),
    slope: logistic,
  },
};

/** 1/(1 + e^{−s}) by the tanh form: no overflow, and one elementary function. */
function logistic(s: number): number {
  return 0.5 + 0.5 * tanh(0.5 * s);
}

export function createNeuralNetwork(spec: NeuralNetworkSpec, data: ModelData): MeanFieldModel {
  const { inputs, targets, count: points, features: dim } = data;
  const { value, slope } = ACTIVATIONS[spec.activation];
  const even = spec.outputWeights.value;
  const odd = spec.outputWeights.kind === 'alternating' ? -even : even;
  const signed = targets.every((y) => y === 1 || y === -1);
  const pre = new Float64Array(points);

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

  return {
    name: spec.name,
    dim,
    fieldDim: points,
    gather(x, lo, hi, sum) {
      for (let i = lo; i < hi; i++) {
        const weight = i % 2 === 0 ? even : odd;
        preactivations(x, i);
        for (let b = 0; b < points; b++) sum[b] += weight * value(pre[b]);
      }
    },
    drift(x, lo, hi, field, out) {
      for (let i = lo; i < hi; i++) {
        const factor = -(i % 2 === 0 ? even : odd) / points;
        preactivations(x, i);
        for (let b = 0; b < points; b++) pre[b] = factor * ((field[b] - targets[b]) * slope(pre[b]));
        const at = (i - lo) * dim;
        for (let c = 0; c < dim; c++) out[at + c] = 0;
        let b = 0;
        for (; b + 4 <= points; b += 4) {
          const r0 = b * dim;
          const r1 = r0 + dim;
          const r2 = r1 + dim;
          const r3 = r2 + dim;
          const g0 = pre[b];
          const g1 = pre[b + 1];
          const g2 = pre[b + 2];
          const g3 = pre[b + 3];
          for (let c = 0; c < dim; c++) {
            const before = out[at + c] + g0 * inputs[r0 + c] + g1 * inputs[r1 + c];
            out[at + c] = before + g2 * inputs[r2 + c] + g3 * inputs[r3 + c];
          }
        }
        for (; b < points; b++) {
          for (let c = 0; c < dim; c++) out[at + c] += pre[b] * inputs[b * dim + c];
        }
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
