/** Networks for the fuzz of kernels: every activation, loss, scaling and kind of output weights, with awkward numbers. */
import fc from 'fast-check';
import { ACTIVATION_NAMES } from '../../../../src/models/activations.ts';
import type { ModelData } from '../../../../src/models/data.ts';
import { LOSS_NAMES } from '../../../../src/models/losses.ts';
import { readNetworkFormulas } from '../../../../src/models/networkFormulas.ts';
import { type NeuralNetworkSpec, neuralNetworkSchema } from '../../../../src/models/networkSpec.ts';

const ROBUST = 'log1p((f - y)^2)';
const ACTIVATIONS = [
  ...ACTIVATION_NAMES,
  ...[
    'tanh(s) + 0.1*s',
    'sin(s)^2',
    'abs(s)',
    's < 0 ? atan(s) : s',
    's*sigmoid(1.7*s)',
    'log1p(s^2)',
    '0.5',
  ],
];
const ordinary = fc.double({ min: -3, max: 3, noNaN: true });
const entry = fc.oneof(
  { weight: 8, arbitrary: ordinary },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1e-300, 30, -400, 1e7) },
);

export interface Case {
  readonly spec: NeuralNetworkSpec;
  readonly data: ModelData;
  readonly particles: number;
  readonly numbers: readonly number[];
}

export const cases: fc.Arbitrary<Case> = fc
  .record({
    activation: fc.constantFrom(...ACTIVATIONS),
    loss: fc.constantFrom(...LOSS_NAMES, ROBUST),
    trained: fc.boolean(),
    bias: fc.boolean(),
    outputs: fc.integer({ min: 2, max: 5 }),
    single: fc.boolean(),
    scaling: fc.constantFrom('mean-field', 'plain'),
    confinement: fc.constantFrom(0, 0.3),
    count: fc.integer({ min: 1, max: 13 }),
    features: fc.integer({ min: 1, max: 9 }),
    particles: fc.integer({ min: 1, max: 64 }),
    numbers: fc.array(entry, { minLength: 97, maxLength: 97 }),
  })
  .map(({ activation, loss, bias, scaling, confinement, count, features, particles, numbers, ...rest }) => {
    const trained = rest.trained || loss === 'softmax';
    const outputs = loss === 'softmax' || (trained && !rest.single) ? rest.outputs : 1;
    const spec = neuralNetworkSchema.parse({
      name: 'neural-network',
      ...{ activation, loss, bias, scaling, confinement, outputs },
      outputWeights: trained ? { kind: 'trained' } : { kind: 'alternating', value: 1.3 },
      data: { file: 'x.csv', target: 'y' },
    });
    const columns = loss === 'softmax' ? 1 : outputs;
    const target = (j: number) =>
      loss === 'softmax'
        ? j % outputs
        : loss === 'logistic' || loss === 'hinge'
          ? 1 - 2 * (j % 2)
          : numbers[j % 89];
    const data = {
      inputs: Float64Array.from({ length: count * features }, (_, j) => numbers[(7 * j) % 97]),
      targets: Float64Array.from({ length: count * columns }, (_, j) => target(j)),
      count,
      features,
      formulas: readNetworkFormulas(spec),
    };
    return { spec, data, particles, numbers };
  });

/** Points of a batch, ascending, some of them twice; undefined for all. */
export const batches = (count: number) =>
  fc.option(
    fc
      .array(fc.integer({ min: 0, max: count - 1 }), { minLength: 1, maxLength: count })
      .map((points) => Int32Array.from(points).sort()),
    { nil: undefined, freq: 4 },
  );
