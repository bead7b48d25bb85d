/**
 * Networks as plans write them: what is accepted and what it means, what is refused, in one sentence each, and which specs
 * the compiled kernel serves.
 *
 * Faults planted, each fails here: a kernel that serves a confined network, or the activation sin; one-hot targets for
 * signs; class numbers beyond the outputs let through; the bias counted among PyTorch's inputs; output weights with the
 * inputs as fan-in; a comparison in a formula not seen as a kink.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPlan } from '../../src/engine/plan.ts';
import { createModel } from '../../src/models/createModel.ts';
import { fieldGrowth } from '../../src/models/fieldGrowth.ts';
import { coordinateLaws } from '../../src/models/initialSpec.ts';
import { createLoss } from '../../src/models/losses.ts';
import { networkWords } from '../../src/models/networkKind.ts';
import { networkOf, neuralNetworkSchema, servedByKernel } from '../../src/models/networkSpec.ts';
import { networkStart } from '../../src/models/networkStart.ts';
import { targetsFor } from '../../src/models/networkTargets.ts';
import { chaosClaim, discretisationClaim } from '../../src/studies/claims.ts';

const digits = (...classes: number[]) => ({ builtin: 'digits', classes, points: 12 });
const base = { name: 'neural-network', activation: 'tanh', data: digits(3, 8) };
const trained = { kind: 'trained' };

function planOf(model: object, more: object = {}): Record<string, unknown> {
  return {
    model: { ...base, ...model },
    noise: { alpha: 1.8, scale: 0.1 },
    initial: { law: 'normal', mean: 0, variance: 1 },
    horizon: 1,
    steps: 2,
    particles: 4,
    ...more,
  };
}

describe('a network spec', () => {
  it('means what an earlier version of it meant', () => {
    const spec = neuralNetworkSchema.parse(base);
    expect(spec).toEqual({ ...base, outputWeights: { kind: 'alternating', value: 1 } });
    expect(networkOf(spec)).toEqual({
      trained: false,
      bias: false,
      outputs: 1,
      loss: { name: 'squared' },
      confinement: 0,
      scaling: 'mean-field',
      noiseOn: 'all',
    });
  });

  it('has as many outputs as the data have classes or targets', () => {
    const outputs = (more: object) =>
      networkOf(neuralNetworkSchema.parse({ ...base, outputWeights: trained, ...more })).outputs;
    expect(outputs({})).toBe(1);
    expect(outputs({ loss: 'softmax' })).toBe(2);
    expect(outputs({ data: digits(0, 1, 2) })).toBe(3);
    expect(outputs({ data: { file: 'x.csv', targets: ['a', 'b'] } })).toBe(2);
    expect(outputs({ data: { file: 'x.csv', target: 'y' }, loss: 'softmax', outputs: 4 })).toBe(4);
  });

  it('reads a loss by name, by mapping and by formula, and reads what it made again', () => {
    const loss = (given: unknown) => neuralNetworkSchema.parse({ ...base, loss: given }).loss;
    expect(loss('hinge')).toEqual({ name: 'hinge', width: 1 });
    expect(loss({ name: 'hinge', width: 0.5 })).toEqual({ name: 'hinge', width: 0.5 });
    expect(loss('logistic')).toEqual({ name: 'logistic' });
    expect(loss('(f - y)^2')).toEqual({ name: 'formula', formula: '(f - y)^2' });
    for (const given of ['hinge', 'squared', '(f - y)^4']) expect(loss(loss(given))).toEqual(loss(given));
  });

  it('is served by the kernel unless it has anything new', () => {
    const served = (more: object) => servedByKernel(neuralNetworkSchema.parse({ ...base, ...more }));
    for (const activation of ['tanh', 'sigmoid', 'relu', 'softplus'])
      expect(served({ activation })).toBe(true);
    for (const same of [
      { outputWeights: { kind: 'constant', value: 2 } },
      { loss: 'squared', bias: false, outputs: 1, confinement: 0, scaling: 'mean-field', noiseOn: 'hidden' },
    ])
      expect(served(same)).toBe(true);
    for (const more of [
      { activation: 'sin' },
      { activation: 'identity' },
      { activation: 'tanh(s)' },
      { outputWeights: trained },
      { bias: true },
      { outputWeights: trained, outputs: 2 },
      { loss: 'logistic' },
      { loss: 'hinge' },
      { loss: '(f - y)^2' },
      { confinement: 0.1 },
      { scaling: 'plain' },
    ])
      expect(served(more), JSON.stringify(more)).toBe(false);
  });

  it('can be written as docs/networks.md writes it', () => {
    const page = readFileSync(new URL('../../docs/networks.md', import.meta.url), 'utf8');
    const [, yaml] = page.match(/```yaml\n([\s\S]*?)```/) ?? [];
    const { model, initial } = parse(yaml ?? '');
    const { plan, data } = readPlan(planOf(model, { initial }));
    expect([plan.initial.law, data?.count]).toEqual(['pytorch', 500]);
  });

  it('is told in words', () => {
    expect(networkWords(neuralNetworkSchema.parse(base))).toBe('tanh network');
    const all = {
      ...base,
      ...{
        outputWeights: trained,
        bias: true,
        outputs: 2,
        loss: 'softmax',
        confinement: 0.1,
        scaling: 'plain',
      },
      noiseOn: 'hidden',
    };
    expect(networkWords(neuralNetworkSchema.parse(all))).toBe(
      'tanh network (trained output weights, bias, 2 outputs, softmax loss, confinement 0.1, plain scaling, noise on hidden weights only)',
    );
  });
});

describe('a network is refused in one sentence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mckean-network-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'x.csv'), 'a,y,z\n1,0,1\n2,1,-1\n3,5,1\n');
  const file = (more: object = { target: 'y' }) => ({ file: 'x.csv', ...more });
  const many = { outputWeights: trained, outputs: 2 };

  it.each([
    [
      { loss: 'softmax', data: file(), outputWeights: trained },
      'outputs is missing; it must be the number of classes, 2 or more, with the loss softmax.',
    ],
    [
      { loss: 'softmax' },
      'outputWeights is missing; it must be { kind: trained } with 2 outputs: fixed weights would make them all equal.',
    ],
    [{ ...many, data: digits(1, 2, 3) }, 'model.outputs is 2; it must be 3, the number of data.classes.'],
    [{ outputs: 1, data: digits(1, 2, 3) }, 'model.outputs is 1; it must be 3, the number of data.classes.'],
    [
      { ...many, data: file({ targets: ['a', 'y', 'z'] }) },
      'model.outputs is 2; it must be 3, the number of data.targets.',
    ],
    [
      { ...many, loss: 'softmax', data: file({ targets: ['y', 'z'] }) },
      'must not be softmax with several data.targets',
    ],
    [
      { ...many, loss: 'softmax', data: file() },
      'model.data has the target 5 at point 2 (from 0); 2 outputs take class numbers, whole numbers from 0 to 1.',
    ],
    [
      { loss: 'logistic', data: file() },
      'model.data has the target 0 at point 0 (from 0); the loss logistic takes signs, −1 or 1.',
    ],
    [
      { loss: { name: 'hinge', width: 0 } },
      'model.loss.width is 0; it must be a finite number greater than 0.',
    ],
    [
      { loss: { name: 'squared', width: 1 } },
      'model.loss.width is 1; it must be left out: only hinge has a width.',
    ],
    [{ loss: { name: 'formula' } }, 'model.loss.formula is missing; it must be a formula in f and y.'],
    [
      { loss: { name: 'squared', formula: 'f' } },
      'model.loss.formula is "f"; it must be left out with the loss squared.',
    ],
    [{ loss: 'f - z' }, 'model.loss is "f - z"; character 5: "z" is no known name'],
    [
      { loss: 7 },
      'model.loss is 7; it must be squared, logistic, softmax, hinge, a formula in f and y or a mapping.',
    ],
    [
      { activation: 'gelu' },
      'model.activation is "gelu"; it must be tanh, sigmoid, relu, softplus, identity, sin or a formula in s.',
    ],
    [{ activation: 'gelu(s)' }, 'model.activation is "gelu(s)"; character 1:'],
    [{ activation: 'tanh(s' }, 'model.activation is "tanh(s"; character 5'],
    [
      { activation: 1 },
      'model.activation is 1; it must be tanh, sigmoid, relu, softplus, identity, sin or a formula in s.',
    ],
    [{ outputWeights: { kind: 'trained', value: 1 } }, 'Unknown field "value" in model.outputWeights'],
    [
      { outputWeights: { kind: 'random' } },
      'model.outputWeights.kind is "random"; it must be "alternating" or "constant" or "trained".',
    ],
    [{ bias: 1 }, 'model.bias is 1; it must be'],
    [{ outputs: 0 }, 'model.outputs is 0; it must be a whole number from 1 to 65536.'],
    [{ confinement: -1 }, 'model.confinement is -1; it must be a finite number, 0 or more.'],
    [{ scaling: 'ntk' }, 'model.scaling is "ntk"; it must be "mean-field" or "plain".'],
    [{ noiseOn: 'output' }, 'model.noiseOn is "output"; it must be "all" or "hidden".'],
    [
      { data: file({ target: 'y', targets: ['z'] }) },
      'model.data.target is "y"; it must be left out where targets are given.',
    ],
    [
      { data: file({ targets: ['z', 'z'] }) },
      'model.data.targets is ["z","z"]; it must be different columns.',
    ],
    [
      { ...many, data: file({ targets: ['z', 2] }) },
      'model.data.targets is ["z",2]; it must be different columns of x.csv.',
    ],
    [
      { ...many, data: file({ targets: ['z', 'w'] }) },
      'model.data.targets.1 is "w"; it must be a column of x.csv: a, y, z.',
    ],
    [
      { outputWeights: trained, data: file({ targets: ['a', 'y', 'z'] }) },
      'which has no column but targets; it must have at least one feature.',
    ],
  ])('%j', (model, message) => {
    expect(() => readPlan(planOf(model), folder)).toThrow(message);
  });

  it('in modes and studies that do not know it', () => {
    expect(() => readPlan(planOf({ bias: true }, { mode: 'float32' }))).toThrow(
      'model is a tanh network (bias); mode float32 knows networks with',
    );
    const { plan: plain } = readPlan(planOf({ scaling: 'plain' }));
    expect(() => chaosClaim({ plan: plain })).toThrow(
      'model.scaling is "plain"; such a network has no mean-field limit',
    );
    const { plan: both } = readPlan(planOf({ outputWeights: trained }));
    expect(() => chaosClaim({ plan: both })).toThrow(
      'model.outputWeights is {"kind":"trained"}; its drift is not Lipschitz',
    );
    expect(() => discretisationClaim({ plan: both }, 'horizon')).toThrow(
      'no rate of the Euler scheme is known',
    );
    expect(() => discretisationClaim(readPlan(planOf({ activation: 'relu' })), 'horizon')).toThrow(
      'its drift jumps',
    );
    for (const unseen of ['max(0, s) + s', 's >= 0 ? s : 0.1*s', 's^3', 'exp(s)'])
      expect(() => discretisationClaim(readPlan(planOf({ activation: unseen })), 'horizon')).toThrow(
        'interval arithmetic does not see that it and its derivative are Lipschitz',
      );
    for (const smooth of ['sin', 'tanh(s) + 0.1*s'])
      expect(discretisationClaim(readPlan(planOf({ activation: smooth })), 'horizon').exponent).toBe(1);
  });
});

describe('targets', () => {
  const data = { inputs: Float64Array.of(1, 2, 3), targets: Float64Array.of(2, 0, 1), count: 3, features: 1 };

  it('of classes are numbers for softmax, one-hot for numbers, one against the rest for signs', () => {
    expect(targetsFor(createLoss({ name: 'softmax' }, 3), 'softmax', 3, data).values).toEqual(data.targets);
    const hot = targetsFor(createLoss({ name: 'squared' }, 3), 'squared', 3, data);
    expect([...hot.values]).toEqual([0, 0, 1, 1, 0, 0, 0, 1, 0]);
    expect(hot.classes).toEqual(data.targets);
    const signs = targetsFor(createLoss({ name: 'logistic' }, 3), 'logistic', 3, data);
    expect([...signs.values]).toEqual([-1, -1, 1, 1, -1, -1, -1, 1, -1]);
  });

  it('of columns are what they are', () => {
    const wide = { ...data, targets: Float64Array.of(1, 2, 3, 4, 5, 6) };
    expect(targetsFor(createLoss({ name: 'squared' }, 2), 'squared', 2, wide)).toEqual({
      values: wide.targets,
    });
    expect(() => targetsFor(createLoss({ name: 'squared' }, 3), 'squared', 3, wide)).toThrow(
      'model.outputs is 3; it must be 2, the number of target columns of the data.',
    );
  });
});

// Faults planted: the share of signs for classes; an output of zero counted as right; the last of equal outputs named.
describe('the accuracy of a network', () => {
  const data = { inputs: Float64Array.of(1, 2, 3), targets: Float64Array.of(2, 0, 1), count: 3, features: 1 };
  const describe3 = (loss: string) =>
    createModel(
      neuralNetworkSchema.parse({
        ...base,
        loss,
        outputWeights: trained,
        outputs: 3,
        data: { file: 'x.csv', target: 'y' },
      }),
      { data },
    ).describeField(Float64Array.of(-1, -2, 3, 5, 5, 1, 0, 7, 9));

  it('is the share of points whose class has the largest output, whatever the loss', () => {
    for (const loss of ['softmax', 'squared', 'logistic', 'hinge'])
      expect(describe3(loss).accuracy).toBe(2 / 3);
  });

  it('is the share of right signs where targets are signs, zero being wrong, and none where they are numbers', () => {
    const two = (targets: number[]) =>
      createModel(
        neuralNetworkSchema.parse({
          ...base,
          outputWeights: trained,
          data: { file: 'x.csv', targets: ['y', 'z'] },
        }),
        { data: { ...data, targets: Float64Array.from(targets) } },
      ).describeField(Float64Array.of(1, -1, 2, 0, -3, -4));
    expect(two([1, 1, 1, 1, -1, -1]).accuracy).toBe(4 / 6);
    expect(two([1, 2, 1, 1, -1, -1])).not.toHaveProperty('accuracy');
  });
});

// Faults planted: sin among the unbounded; a product with a trained weight as bounded; logistic loss as linear.
it('the field of a network grows like its activation, and with trained weights like a product', () => {
  const growth = (more: object) => fieldGrowth(neuralNetworkSchema.parse({ ...base, ...more }), undefined);
  for (const activation of ['tanh', 'sigmoid', 'sin', 'tanh(s)'])
    expect(growth({ activation })).toBe('bounded');
  for (const activation of ['relu', 'softplus', 's*tanh(s)'])
    expect(growth({ activation })).toBe('nonlinear');
  expect(growth({ activation: 'identity' })).toBe('linear');
  expect(growth({ activation: 'identity', loss: 'logistic' })).toBe('nonlinear');
  expect(growth({ outputWeights: trained })).toBe('nonlinear');
});

describe('the start of a network', () => {
  const spec = neuralNetworkSchema.parse({ ...base, bias: true, outputWeights: trained, outputs: 2 });
  const start = networkStart(spec, 4 + 1 + 2, 100);

  it('by PyTorch is uniform in 1/√fan-in, which is the inputs for w and b, the neurons for a', () => {
    expect(start).toEqual({ hidden: 5, fanIn: [4, 4, 4, 4, 4, 100, 100] });
    const laws = coordinateLaws({ law: 'pytorch' }, 7, start?.fanIn);
    expect(laws[4]).toEqual({ law: 'uniform', low: -0.5, high: 0.5 });
    expect(laws[6]).toEqual({ law: 'uniform', low: -0.1, high: 0.1 });
  });
});
