import { describe, expect, it } from 'vitest';
import { coordinateLaws, initialSpecSchema } from '../../src/models/initialSpec.ts';
import { modelSpecSchema } from '../../src/models/spec.ts';

const digits = { builtin: 'digits', classes: [3, 8] };
const network = { name: 'neural-network', activation: 'tanh', data: digits };

function firstIssue(schema: typeof modelSpecSchema | typeof initialSpecSchema, input: unknown): string {
  const result = schema.safeParse(input);
  if (result.success) return 'accepted';
  const { path, message } = result.error.issues[0];
  return `${path.join('.')}: ${message}`;
}

describe('a model spec', () => {
  it('is accepted as the design writes it', () => {
    for (const spec of [
      { name: 'cosine-network', amplitude: 1.6, phase: 0.7 },
      { name: 'cosine-network', amplitude: [1.6, 1.1], phase: [0.7, -0.3] },
      { name: 'mean-field-ou', a: 0.5, k: 1 },
      { name: 'linear-network', c: 0, target: -1 },
      { name: 'kuramoto', coupling: -2 },
      { name: 'double-well', coupling: 0 },
      { name: 'neural-network', activation: 'relu', data: { file: 'x.csv', target: 'y' } },
      { ...network, outputWeights: { kind: 'constant', value: 2 } },
    ]) {
      expect(modelSpecSchema.safeParse(spec).error?.issues).toBeUndefined();
    }
  });

  it('gets alternating output weights ±1 unless told', () => {
    expect(modelSpecSchema.parse(network)).toMatchObject({
      outputWeights: { kind: 'alternating', value: 1 },
    });
  });

  it.each([
    [{ name: 'cosine-network', amplitude: Number.NaN, phase: 0 }, 'amplitude'],
    [{ name: 'cosine-network', amplitude: [], phase: [] }, 'amplitude'],
    [
      { name: 'cosine-network', amplitude: [1, 2], phase: 0 },
      'phase: must hold as many numbers as amplitude, 2',
    ],
    [{ name: 'cosine-network', amplitude: 1, phase: 0, extra: 1 }, 'extra'],
    [{ name: 'mean-field-ou', a: 0.5 }, 'k: must be a finite number'],
    [{ name: 'mean-field-ou', a: Number.POSITIVE_INFINITY, k: 1 }, 'a: must be a finite number'],
    [{ name: 'kuramoto2' }, 'name'],
    [
      { ...network, activation: '' },
      'activation: must be tanh, sigmoid, relu, softplus, identity, sin or a formula in s',
    ],
    [{ name: 'kuramoto' }, 'coupling: must be a finite number'],
    [{ name: 'linear-network', c: -1, target: 0 }, 'c: must be a finite number, 0 or more'],
    [{ name: 'linear-network', c: 1 }, 'target: must be a finite number'],
    [{ name: 'double-well', coupling: Number.NaN }, 'coupling: must be a finite number'],
    [{ ...network, data: {} }, 'data: must have either a file or the builtin data set'],
    [
      { ...network, data: { ...digits, file: 'x.csv' } },
      'data: must have either a file or the builtin data set',
    ],
    [{ ...network, data: { ...digits, classes: [3, 3] } }, 'data.classes: must be two different digits'],
    [
      { ...network, data: { ...digits, classes: [3, 12] } },
      'data.classes.1: must be a whole number from 0 to 9',
    ],
    [{ ...network, data: { ...digits, points: 0 } }, 'data.points: must be a whole number, 1 or more'],
    [{ ...network, data: { ...digits, target: 'y' } }, 'data.target: must be left out'],
    [{ ...network, data: { file: 'x.csv', classes: [3, 8] } }, 'data.classes: must be left out'],
  ])('is refused with its field and range: %j', (input, message) => {
    expect(firstIssue(modelSpecSchema, input)).toContain(message);
  });
});

describe('an initial law', () => {
  it.each([
    [{ law: 'normal', mean: 0, variance: -1 }, 'variance: must be a finite number, 0 or more'],
    [{ law: 'uniform', low: 1, high: 0 }, 'high: must be at least low, which is 1'],
    [{ law: 'point' }, 'value'],
    [{ law: 'cauchy' }, 'law'],
  ])('is refused with its field and range: %j', (input, message) => {
    expect(firstIssue(initialSpecSchema, input)).toContain(message);
  });

  it('spreads one number over all coordinates and refuses lists of another length', () => {
    const spec = initialSpecSchema.parse({ law: 'normal', mean: [1, 2], variance: 0.5 });
    expect(coordinateLaws(spec, 2)).toEqual([
      { law: 'normal', mean: 1, variance: 0.5 },
      { law: 'normal', mean: 2, variance: 0.5 },
    ]);
    expect(() => coordinateLaws(spec, 3)).toThrow(
      'initial.mean is [1,2]; it must be one number or a list of 3, one for every coordinate of the model.',
    );
  });

  it('is a point where it has no spread', () => {
    expect(coordinateLaws({ law: 'normal', mean: 1, variance: 0 }, 1)).toEqual([{ law: 'point', value: 1 }]);
    expect(coordinateLaws({ law: 'uniform', low: 2, high: 2 }, 1)).toEqual([{ law: 'point', value: 2 }]);
  });
});
