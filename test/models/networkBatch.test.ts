/**
 * Minibatches: gather and drift of the chosen points alone.
 *
 * Faults planted, each fails here: 1/B in place of 1/|batch|; rows of the first points in place of the chosen ones; the
 * targets of the first points; gather that writes to the first entries; a selection that stays after `undefined`;
 * a point that comes twice added to the field twice.
 */
import { describe, expect, it } from 'vitest';
import { createModel } from '../../src/models/createModel.ts';
import type { ModelData } from '../../src/models/data.ts';
import type { MeanFieldModel } from '../../src/models/model.ts';
import { type NeuralNetworkSpec, neuralNetworkSchema } from '../../src/models/networkSpec.ts';
import { positions } from './contract.ts';

const POINTS = 8;
const FEATURES = 3;
const PARTICLES = 4;

/** Whole numbers, so that every product and sum below is exact. */
const whole = (count: number, top: number) =>
  Float64Array.from({ length: count }, (_, j) => ((7 * j + 3) % (2 * top + 1)) - top);

const data: ModelData = {
  inputs: whole(POINTS * FEATURES, 4),
  targets: whole(POINTS * 2, 3),
  count: POINTS,
  features: FEATURES,
};
const classes: ModelData = { ...data, targets: Float64Array.from({ length: POINTS }, (_, b) => b % 3) };

function spec(more: object): NeuralNetworkSpec {
  return neuralNetworkSchema.parse({
    name: 'neural-network',
    activation: 'identity',
    bias: true,
    outputWeights: { kind: 'trained' },
    outputs: 2,
    data: { file: 'x.csv', target: 'y' },
    ...more,
  });
}

function fieldOf(model: MeanFieldModel, x: Float64Array): Float64Array {
  const sum = new Float64Array(model.fieldDim);
  model.gather(x, 0, PARTICLES, sum);
  return sum.map((s) => s / PARTICLES);
}

function driftOf(model: MeanFieldModel, x: Float64Array, field: Float64Array): Float64Array {
  const out = new Float64Array(x.length);
  model.drift(x, 0, PARTICLES, field, out);
  return out;
}

/** All batches of `size` points. */
function batches(size: number): number[][] {
  const all: number[][] = [];
  const extend = (batch: number[]) => {
    if (batch.length === size) all.push(batch);
    else for (let b = (batch.at(-1) ?? -1) + 1; b < POINTS; b++) extend([...batch, b]);
  };
  extend([]);
  return all;
}

const variants: [string, object, ModelData][] = [
  ['squared, trained', {}, data],
  [
    'softmax, trained, plain, tanh',
    { activation: 'tanh', loss: 'softmax', outputs: 3, scaling: 'plain' },
    classes,
  ],
  [
    'hinge, fixed, sigmoid, confined',
    {
      activation: 'sigmoid',
      loss: 'hinge',
      outputs: 1,
      outputWeights: { kind: 'alternating', value: 2 },
      confinement: 0.5,
    },
    { ...data, targets: Float64Array.from({ length: POINTS }, (_, b) => (b % 3 === 0 ? 1 : -1)) },
  ],
];

describe.each(variants)('minibatches of the network, %s', (_, more, points) => {
  const outputs = (more as { outputs?: number }).outputs ?? 2;
  const make = (of: ModelData = points) => createModel(spec(more), { data: of, particles: PARTICLES });
  const x = positions(PARTICLES * make().dim);
  const batch = Int32Array.of(1, 4, 5);
  const columns = points.targets.length / POINTS;
  const subset: ModelData = {
    inputs: Float64Array.from(
      [...batch].flatMap((b) => [...points.inputs.slice(b * FEATURES, (b + 1) * FEATURES)]),
    ),
    targets: Float64Array.from(
      [...batch].flatMap((b) => [...points.targets.slice(b * columns, (b + 1) * columns)]),
    ),
    count: batch.length,
    features: FEATURES,
  };

  it('are the network on those points alone, to the bit', () => {
    const model = make();
    model.selectPoints?.(batch);
    const small = make(subset);
    const field = fieldOf(model, x);
    const smallField = fieldOf(small, x);
    for (let b = 0, j = 0; b < POINTS; b++) {
      const at = batch.indexOf(b) < 0 ? -1 : j++;
      for (let k = 0; k < outputs; k++)
        expect(field[b * outputs + k]).toBe(at < 0 ? 0 : smallField[at * outputs + k]);
    }
    expect(driftOf(model, x, field)).toEqual(driftOf(small, x, smallField));
    expect(model.describeField(field)).toEqual(small.describeField(smallField));
  });

  it('count a point twice in the drift, not in the field, where it comes twice', () => {
    const model = make();
    const field = fieldOf(model, x);
    const alone = [1, 4].map((b) => {
      model.selectPoints?.(Int32Array.of(b));
      return driftOf(model, x, field);
    });
    model.selectPoints?.(Int32Array.of(1, 4, 4));
    const twice = fieldOf(model, x);
    for (let f = 0; f < field.length; f++)
      expect(twice[f]).toBe([1, 4].includes(Math.floor(f / outputs)) ? field[f] : 0);
    const drift = driftOf(model, x, field);
    for (let j = 0; j < x.length; j++) expect(drift[j]).toBeCloseTo((alone[0][j] + 2 * alone[1][j]) / 3, 12);
  });

  it('do not read the field of other points', () => {
    const model = make();
    model.selectPoints?.(batch);
    const field = fieldOf(model, x);
    const expected = driftOf(model, x, field);
    for (let b = 0; b < POINTS; b++)
      if (!batch.includes(b)) field.fill(Number.NaN, b * outputs, (b + 1) * outputs);
    expect(driftOf(model, x, field)).toEqual(expected);
  });

  it('can be taken back, one after the other', () => {
    const model = make();
    const field = fieldOf(model, x);
    const full = driftOf(model, x, field);
    model.selectPoints?.(batch);
    const first = driftOf(model, x, field);
    model.selectPoints?.(Int32Array.of(0, 2));
    driftOf(model, x, field);
    model.selectPoints?.(batch);
    expect(driftOf(model, x, field)).toEqual(first);
    model.selectPoints?.(undefined);
    expect(fieldOf(model, x)).toEqual(field);
    expect(driftOf(model, x, field)).toEqual(full);
  });

  it('average over all batches of 3 to the full gradient, to rounding', () => {
    const model = make();
    const field = fieldOf(model, x);
    const full = driftOf(model, x, field);
    const mean = new Float64Array(x.length);
    const all = batches(3);
    for (const one of all) {
      model.selectPoints?.(Int32Array.from(one));
      driftOf(model, x, field).forEach((v, j) => {
        mean[j] += v / all.length;
      });
    }
    for (let j = 0; j < x.length; j++)
      expect(Math.abs(mean[j] - full[j])).toBeLessThan(1e-12 * (1 + Math.abs(full[j])));
  });
});

it('minibatch gradients in whole numbers average to the full gradient exactly', () => {
  const model = createModel(spec({}), { data, particles: PARTICLES });
  const x = whole(PARTICLES * model.dim, 5);
  const field = fieldOf(model, x);
  const full = driftOf(model, x, field);
  const sum = new Float64Array(x.length);
  const all = batches(2);
  for (const one of all) {
    model.selectPoints?.(Int32Array.from(one));
    driftOf(model, x, field).forEach((v, j) => {
      sum[j] += v;
    });
  }
  expect(sum).toEqual(full.map((v) => v * all.length));
});
