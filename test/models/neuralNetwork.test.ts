import { describe, expect, it } from 'vitest';
import { exp, log1p, tanh } from '../../src/math/elementary.ts';
import { createModel } from '../../src/models/createModel.ts';
import type { ModelData } from '../../src/models/data.ts';
import type { KernelNetworkSpec } from '../../src/models/networkSpec.ts';
import type { Activation } from '../../src/models/spec.ts';
import { modelContract, positions } from './contract.ts';

const POINTS = 7;
const FEATURES = 3;
const data: ModelData = {
  inputs: positions(POINTS * FEATURES).map((v) => v / 2),
  targets: Float64Array.from({ length: POINTS }, (_, b) => (b % 3 === 0 ? -1 : 1)),
  count: POINTS,
  features: FEATURES,
};

const act: Record<Activation, (s: number) => number> = {
  tanh: Math.tanh,
  sigmoid: (s) => 1 / (1 + Math.exp(-s)),
  relu: (s) => Math.max(0, s),
  softplus: (s) => Math.log1p(Math.exp(-Math.abs(s))) + Math.max(0, s),
};

function spec(activation: Activation, kind: 'alternating' | 'constant', value: number): KernelNetworkSpec {
  const file = { file: 'x.csv', target: 'y' };
  return { name: 'neural-network', activation, outputWeights: { kind, value }, data: file };
}

function loss({ activation, outputWeights }: KernelNetworkSpec, x: Float64Array): number {
  const n = x.length / FEATURES;
  let sum = 0;
  for (let b = 0; b < POINTS; b++) {
    let f = 0;
    for (let i = 0; i < n; i++) {
      let s = 0;
      for (let c = 0; c < FEATURES; c++) s += x[i * FEATURES + c] * data.inputs[b * FEATURES + c];
      const weight =
        outputWeights.kind === 'alternating' && i % 2 === 1 ? -outputWeights.value : outputWeights.value;
      f += (weight * act[activation](s)) / n;
    }
    sum += (f - data.targets[b]) ** 2;
  }
  return sum / (2 * POINTS);
}

for (const activation of ['tanh', 'sigmoid', 'relu', 'softplus'] as const) {
  for (const kind of ['alternating', 'constant'] as const) {
    const one = spec(activation, kind, 1.5);
    const x = positions(8 * FEATURES);
    modelContract(`the ${activation} network with ${kind} output weights`, {
      make: () => createModel(one, { data }),
      x,
      period: kind === 'alternating' ? 2 : 1,
      energy: (at) => (at.length / FEATURES) * loss(one, at),
    });
  }
}

const sigmoid = (s: number): number => 0.5 + 0.5 * tanh(0.5 * s);
/** act and its derivative in portable arithmetic. */
const portable: Record<Activation, [(s: number) => number, (s: number) => number]> = {
  tanh: [tanh, (s) => 1 - tanh(s) * tanh(s)],
  sigmoid: [sigmoid, (s) => sigmoid(s) * (1 - sigmoid(s))],
  relu: [(s) => (s < 0 ? 0 : s), (s) => (s > 0 ? 1 : 0)],
  softplus: [(s) => (s > 0 ? s + log1p(exp(-s)) : log1p(exp(s))), sigmoid],
};

// Faults planted, each fails here: the weight applied to every activation; one lane; lanes not cleared; the last particle
// left out; data points summed from the last to the first; the factor −a/B applied after the slope.
describe('the order of operations, which the WebAssembly kernel shares, to the bit', () => {
  /** 6 features and 11 points: one group of four coordinates or points and a rest. */
  const [points, dim, n] = [11, 6, 9];
  const wide: ModelData = {
    inputs: positions(points * dim).map((v) => v / 2),
    targets: Float64Array.from({ length: points }, (_, b) => (b % 3 === 0 ? -1 : 1)),
    count: points,
    features: dim,
  };
  const x = positions(n * dim);
  const dot = (i: number, b: number): number => {
    let s = 0;
    for (let c = 0; c < dim; c++) s += x[i * dim + c] * wide.inputs[b * dim + c];
    return s;
  };
  for (const activation of ['tanh', 'sigmoid', 'relu', 'softplus'] as const) {
    const [value, slope] = portable[activation];
    for (const kind of ['alternating', 'constant'] as const) {
      const model = createModel(spec(activation, kind, 1.3), { data: wide });
      const weights = [1.3, kind === 'alternating' ? -1.3 : 1.3];

      it(`${activation}, ${kind}: activations in two lanes, each times its weight`, () => {
        const sum = new Float64Array(points);
        model.gather(x, 2, n, sum);
        for (let b = 0; b < points; b++) {
          const lanes = [0, 0];
          for (let i = 2; i < n; i++) lanes[i % 2] += value(dot(i, b));
          expect(sum[b]).toBe(weights[0] * lanes[0] + weights[1] * lanes[1]);
        }
      });

      it(`${activation}, ${kind}: the drift sums the data points one by one`, () => {
        const field = Float64Array.from({ length: points }, (_, b) => Math.fround(0.37 * b - 1));
        const out = new Float64Array(n * dim);
        model.drift(x, 0, n, field, out);
        for (let i = 0; i < n; i++) {
          for (let c = 0; c < dim; c++) {
            let s = 0;
            for (let b = 0; b < points; b++) {
              const coefficient = (-weights[i % 2] / points) * (field[b] - wide.targets[b]);
              s += coefficient * slope(dot(i, b)) * wide.inputs[b * dim + c];
            }
            expect(out[i * dim + c]).toBe(s);
          }
        }
      });
    }
  }
});

describe('the neural network', () => {
  it('describes its field by the loss and by the share of right signs', () => {
    const one = spec('tanh', 'alternating', 1);
    const model = createModel(one, { data });
    const x = positions(8 * FEATURES);
    const sum = new Float64Array(POINTS);
    model.gather(x, 0, 8, sum);
    expect(model.describeField(sum.map((s) => s / 8)).loss).toBeCloseTo(loss(one, x), 13);
    const perfect = model.describeField(data.targets.map((y) => 3 * y));
    expect(perfect).toEqual({ loss: 2, accuracy: 1 });
  });

  it('gives no accuracy where targets are not signs', () => {
    const model = createModel(spec('tanh', 'constant', 1), {
      data: { ...data, targets: data.targets.map((y) => 2 * y) },
    });
    expect(model.describeField(new Float64Array(POINTS))).not.toHaveProperty('accuracy');
  });

  it('has derivative 0 at the kink of relu', () => {
    const model = createModel(spec('relu', 'constant', 1), { data });
    const out = new Float64Array(FEATURES).fill(1);
    model.drift(new Float64Array(FEATURES), 0, 1, new Float64Array(POINTS), out);
    expect([...out].map(Math.abs)).toEqual([0, 0, 0]);
    model.drift(new Float64Array(FEATURES).fill(-0), 0, 1, new Float64Array(POINTS), out);
    expect([...out].map(Math.abs)).toEqual([0, 0, 0]);
  });

  it('keeps softplus and sigmoid finite at large preactivations', () => {
    for (const activation of ['softplus', 'sigmoid'] as const) {
      const model = createModel(spec(activation, 'constant', 1), { data });
      const sum = new Float64Array(POINTS);
      model.gather(Float64Array.of(1e4, -1e4, 1e4), 0, 1, sum);
      expect(sum.every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses to be made without its data', () => {
    expect(() => createModel(spec('tanh', 'constant', 1))).toThrow('model.data is missing');
  });
});
