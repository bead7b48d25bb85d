/**
 * Bad plans are refused in one sentence that names the field, the value given and the range allowed.
 * Watched failing: strictObject replaced by object in the plan's or the noise's schema (unknown fields pass); the
 * memory not checked; cells left out filled in with twice the steps.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/engine/badInput.ts';
import { readPlan } from '../../src/engine/plan.ts';
import { writeNpy } from '../../src/results/npy.ts';
import { cosine2dPlan, cosinePlan, digitsPlan } from './plans.ts';

const { noise, model } = cosinePlan;
const dir = mkdtempSync(join(tmpdir(), 'mckean-plan-'));
const file = (name: string, text: string) => {
  writeFileSync(join(dir, name), text);
  return {
    ...digitsPlan,
    model: { name: 'neural-network', activation: 'tanh', data: { file: name, target: 'y' } },
  };
};
writeNpy(join(dir, 'nan.npy'), Float64Array.from([1, 2, Number.NaN, 4]), [2, 2]);
writeFileSync(join(dir, 'cut.npy'), '\x93NUMPY');

const bad: [string, unknown, RegExp][] = [
  ['nothing', undefined, /^plan is missing; it must be a mapping/],
  ['a list', [], /^plan is \[\]; it must be a mapping/],
  ['an unknown field', { ...cosinePlan, particels: 5 }, /^Unknown field "particels" in the plan/],
  [
    'an unknown field inside',
    { ...cosinePlan, noise: { ...noise, beta: 0 } },
    /^Unknown field "beta" in noise/,
  ],
  ['no model', { ...cosinePlan, model: undefined }, /^model is missing/],
  [
    'an unknown model',
    { ...cosinePlan, model: { name: 'transformer' } },
    /^model\.name is "transformer"; it must be "cosine-network" or/,
  ],
  [
    'a text for a number',
    { ...cosinePlan, model: { ...model, amplitude: 'big' } },
    /^model\.amplitude is "big"; it must be a finite number/,
  ],
  [
    'alpha too large',
    { ...cosinePlan, noise: { ...noise, alpha: 2.5 } },
    /^noise\.alpha is 2\.5; it must be a number from 0\.5 to 2\.$/,
  ],
  [
    'alpha too small',
    { ...cosinePlan, noise: { ...noise, alpha: 0.3 } },
    /^noise\.alpha is 0\.3; it must be a number from 0\.5 to 2\.$/,
  ],
  ['alpha not a number', { ...cosinePlan, noise: { ...noise, alpha: Number.NaN } }, /^noise\.alpha is NaN/],
  [
    'a negative scale',
    { ...cosinePlan, noise: { ...noise, scale: -1 } },
    /^noise\.scale is -1; it must be a finite number, 0 or more\.$/,
  ],
  ['an infinite scale', { ...cosinePlan, noise: { ...noise, scale: Infinity } }, /^noise\.scale is Infinity/],
  [
    'an unknown noise type',
    { ...cosinePlan, noise: { ...noise, type: 'IV' } },
    /^noise\.type is "IV"; it must be "I" or "II" or "III"\.$/,
  ],
  [
    'an unknown convention',
    { ...cosinePlan, noise: { ...noise, convention: 'mine' } },
    /^noise\.convention is "mine"; it must be "standard" or "reference-code"\.$/,
  ],
  ['no alpha', { ...cosinePlan, noise: { type: 'II', scale: 1 } }, /^noise\.alpha is missing/],
  ['no steps', { ...cosinePlan, steps: 0 }, /^steps is 0; it must be a whole number from 1 to/],
  ['half a step', { ...cosinePlan, steps: 2.5 }, /^steps is 2\.5; it must be a whole number/],
  [
    'steps that do not divide cells',
    { ...cosinePlan, steps: 16, cells: 40 },
    /^steps is 16; it must divide cells, which is 40\.$/,
  ],
  [
    'no horizon',
    { ...cosinePlan, horizon: 0 },
    /^horizon is 0; it must be a finite number greater than 0\.$/,
  ],
  ['a negative horizon', { ...cosinePlan, horizon: -1 }, /^horizon is -1/],
  ['no particles', { ...cosinePlan, particles: 0 }, /^particles is 0/],
  [
    'too many particles for the memory',
    // 32 TB: more than any machine that runs this
    { ...cosinePlan, particles: 4e9, model: manyCosines(1000), initial: { law: 'point', value: 0 } },
    /^particles is 4000000000; with 1000 coordinates each and 16 steps that needs .* GiB of memory and this machine has .* GiB, of which at most 80 % are used\.$/,
  ],
  [
    'too many particles for the addresses',
    { ...cosinePlan, particles: 2 ** 33 },
    /^particles is 8589934592; it must be a whole number from 1 to 4294967296\.$/,
  ],
  ['no replicas', { ...cosinePlan, replicas: 0 }, /^replicas is 0/],
  [
    'a negative seed',
    { ...cosinePlan, seed: -1 },
    /^seed is -1; it must be a whole number from 0 to 9007199254740991\.$/,
  ],
  ['a seed that is no whole number', { ...cosinePlan, seed: 0.5 }, /^seed is 0\.5/],
  [
    'an unknown scheme',
    { ...cosinePlan, scheme: { name: 'milstein' } },
    /^scheme\.name is "milstein"; it must be "euler" or "tamed-euler" or "split-step" or "sgd"\.$/,
  ],
  [
    'a split step without a rate',
    { ...cosinePlan, scheme: { name: 'split-step' } },
    /^scheme\.rate is missing; it must be a finite number greater than 0, the rate λ/,
  ],
  [
    'a split step of rate 0',
    { ...cosinePlan, scheme: { name: 'split-step', rate: 0 } },
    /^scheme\.rate is 0; it must be a finite number greater than 0/,
  ],
  [
    'minibatches of a model without data',
    { ...cosinePlan, scheme: { name: 'sgd', batch: 4 } },
    /^scheme\.name is "sgd"; its minibatches are of a network's data, and cosine-network has none/,
  ],
  [
    'a minibatch larger than the data',
    { ...digitsPlan, scheme: { name: 'sgd', batch: 21 } },
    /^scheme\.batch is 21; it must be a whole number from 1 to 20, the number of data points\.$/,
  ],
  [
    'a schedule whose exponent is 1',
    { ...cosinePlan, scheme: { name: 'euler', schedule: { name: 'power', exponent: 1 } } },
    /^scheme\.schedule\.exponent is 1; it must be a number from 0 to less than 1\.$/,
  ],
  [
    'a negative scale of the common noise',
    { ...cosinePlan, noise: { ...cosinePlan.noise, common: { scale: -1 } } },
    /^noise\.common\.scale is -1; it must be a finite number, 0 or more\.$/,
  ],
  ['an unknown mode', { ...cosinePlan, mode: 'exact' }, /^mode is "exact"; it must be "strict" or "fast"/],
  ['a mode that is a number', { ...cosinePlan, mode: 32 }, /^mode is 32; it must be "strict" or "fast"/],
  [
    'an unknown initial law',
    { ...cosinePlan, initial: { law: 'cauchy' } },
    /^initial\.law is "cauchy"; it must be "normal" or "point" or "pytorch" or "array" or "stable" or "uniform" or "parts"\.$/,
  ],
  [
    'a negative variance',
    { ...cosinePlan, initial: { law: 'normal', mean: 0, variance: -1 } },
    /^initial\.variance is -1; it must be/,
  ],
  [
    'a uniform law turned round',
    { ...cosinePlan, initial: { law: 'uniform', low: 1, high: 0 } },
    /^initial\.high is 0; it must be at least low, which is 1\.$/,
  ],
  [
    'amplitude and phase of other lengths',
    { ...cosine2dPlan, model: { ...cosine2dPlan.model, phase: [1] } },
    /^model\.phase is \[1\]; it must hold as many numbers as amplitude, 2\.$/,
  ],
  [
    'a mean of another dimension',
    { ...cosine2dPlan, initial: { law: 'normal', mean: [1, 2, 3], variance: 1 } },
    /^initial\.mean is \[1,2,3\]; it must be one number or a list of 2/,
  ],
  [
    'an unknown activation',
    { ...digitsPlan, model: { ...digitsPlan.model, activation: 'gelu' } },
    /^model\.activation is "gelu"; it must be tanh, sigmoid, relu, softplus, identity, sin or a formula in s\.$/,
  ],
  [
    'one class twice',
    { ...digitsPlan, model: { ...digitsPlan.model, data: { builtin: 'digits', classes: [3, 3] } } },
    /^model\.data\.classes is \[3,3\]; it must be two different digits/,
  ],
  [
    'more points than there are',
    {
      ...digitsPlan,
      model: { ...digitsPlan.model, data: { builtin: 'digits', classes: [3, 8], points: 1e6 } },
    },
    /points is 1000000/,
  ],
  [
    'a data file that is not there',
    file('x.csv', '').model && {
      ...digitsPlan,
      model: { name: 'neural-network', activation: 'tanh', data: { file: 'nowhere.csv', target: 'y' } },
    },
    /nowhere\.csv/,
  ],
  ['an empty data file', file('empty.csv', ''), /empty\.csv/],
  ['a ragged data file', file('ragged.csv', 'a,b,y\n1,2,3\n1,2\n'), /ragged\.csv.*line 3/],
  ['a data file with a word', file('word.csv', 'a,y\n1,2\nx,4\n'), /word\.csv.*line 3/],
  ['a data file with NaN', file('nan.csv', 'a,y\n1,2\nNaN,4\n'), /nan\.csv.*line 3/],
  ['a target that is no column', file('target.csv', 'a,b\n1,2\n'), /target.*"y"/],
  [
    'an array with NaN',
    { ...digitsPlan, model: { name: 'neural-network', activation: 'tanh', data: { file: 'nan.npy' } } },
    /nan\.npy/,
  ],
  [
    'a truncated array',
    { ...digitsPlan, model: { name: 'neural-network', activation: 'tanh', data: { file: 'cut.npy' } } },
    /cut\.npy/,
  ],
];

/** A cosine network of so many coordinates. */
function manyCosines(dim: number) {
  return { name: 'cosine-network', amplitude: new Array(dim).fill(1), phase: new Array(dim).fill(0) };
}

describe('readPlan', () => {
  it.each(bad)('refuses %s', (_, plan, sentence) => {
    let thrown: unknown;
    try {
      readPlan(plan, dir);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(BadInput);
    const { message } = thrown as BadInput;
    expect(message).toMatch(sentence);
    expect(message).not.toMatch(/\n/);
    expect(message.endsWith('.')).toBe(true);
  });

  it('fills in what may be left out', () => {
    const { plan } = readPlan({ ...cosinePlan, noise: { alpha: 1.5, scale: 1 } });
    expect(plan).toMatchObject({
      cells: 16,
      replicas: 1,
      mode: 'strict',
      scheme: { name: 'euler' },
      noise: { type: 'II', convention: 'standard' },
    });
  });

  it('gives plain data that survives JSON', () => {
    const { plan } = readPlan(cosine2dPlan);
    expect(readPlan(JSON.parse(JSON.stringify(plan))).plan).toEqual(plan);
  });
});
