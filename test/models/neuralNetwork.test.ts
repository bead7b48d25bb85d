import { describe, expect, it } from 'vitest';
import { createModel } from '../../src/models/createModel.ts';
import type { ModelData } from '../../src/models/data.ts';
import type { Activation, NeuralNetworkSpec } from '../../src/models/spec.ts';
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

function spec(activation: Activation, kind: 'alternating' | 'constant', value: number): NeuralNetworkSpec {
  const file = { file: 'x.csv', target: 'y' };
  return { name: 'neural-network', activation, outputWeights: { kind, value }, data: file };
}

function loss({ activation, outputWeights }: NeuralNetworkSpec, x: Float64Array): number {
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
      make: () => createModel(one, data),
      x,
      period: kind === 'alternating' ? 2 : 1,
      energy: (at) => (at.length / FEATURES) * loss(one, at),
    });
  }
}

describe('the neural network', () => {
  it('describes its field by the loss and by the share of right signs', () => {
    const one = spec('tanh', 'alternating', 1);
    const model = createModel(one, data);
    const x = positions(8 * FEATURES);
    const sum = new Float64Array(POINTS);
    model.gather(x, 0, 8, sum);
    expect(model.describeField(sum.map((s) => s / 8)).loss).toBeCloseTo(loss(one, x), 13);
    const perfect = model.describeField(data.targets.map((y) => 3 * y));
    expect(perfect).toEqual({ loss: 2, accuracy: 1 });
  });

  it('gives no accuracy where targets are not signs', () => {
    const model = createModel(spec('tanh', 'constant', 1), {
      ...data,
      targets: data.targets.map((y) => 2 * y),
    });
    expect(model.describeField(new Float64Array(POINTS))).not.toHaveProperty('accuracy');
  });

  it('has derivative 0 at the kink of relu', () => {
    const model = createModel(spec('relu', 'constant', 1), data);
    const out = new Float64Array(FEATURES).fill(1);
    model.drift(new Float64Array(FEATURES), 0, 1, new Float64Array(POINTS), out);
    expect([...out].map(Math.abs)).toEqual([0, 0, 0]);
  });

  it('keeps softplus and sigmoid finite at large preactivations', () => {
    for (const activation of ['softplus', 'sigmoid'] as const) {
      const model = createModel(spec(activation, 'constant', 1), data);
      const sum = new Float64Array(POINTS);
      model.gather(Float64Array.of(1e4, -1e4, 1e4), 0, 1, sum);
      expect(sum.every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses to be made without its data', () => {
    expect(() => createModel(spec('tanh', 'constant', 1))).toThrow('model.data is missing');
  });
});
