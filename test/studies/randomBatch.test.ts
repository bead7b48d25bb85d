/**
 * The study of random batches against all pairs: its claim holds at quick cost, and what theory does not cover is refused.
 * Watched failing: both systems by random batches (errors of 0); the exact system with another step; exponent 1 claimed.
 */
import { describe, expect, it } from 'vitest';
import { memoryTable } from '../../src/studies/replicas.ts';
import { runStudy, studyColumns } from '../../src/studies/runStudy.ts';
import { readStudy } from '../../src/studies/study.ts';

const model = {
  name: 'pairwise',
  parameters: { k: 2 },
  interaction: ['-k*sin(z)'],
  drift: ['-x'],
  method: { name: 'random-batch', size: 2 },
};
const plan = {
  model,
  noise: { type: 'II', alpha: 1.5, scale: 0.5 },
  initial: { law: 'normal', mean: 0, variance: 1 },
  horizon: 1,
  seed: 4,
};
const study = { study: 'random-batch', plan, steps: [16, 32, 64, 128], particles: 24, replicas: 64 };
const withModel = (part: object, rest: object = {}) => ({
  ...study,
  plan: { ...plan, ...rest, model: { ...model, ...part } },
});

describe('the random-batch study', () => {
  it('finds the error of order τ^(1/2)', async () => {
    const read = readStudy(study);
    expect(studyColumns(read)).toEqual(['steps16', 'steps32', 'steps64', 'steps128']);
    const [rate] = await runStudy(read, { table: memoryTable() });
    expect(rate.claim).toMatchObject({ axis: 'step', exponent: 0.5, kind: 'upper' });
    expect(rate.verdict, rate.reason).toBe('consistent');
    expect(rate.fit.slope).toBeGreaterThan(0.42);
    expect(rate.fit.slope).toBeLessThan(0.6);
    expect(rate.metric).toContain('against all pairs on the same noise');
    expect(rate.setup).toContain('pairs with K(z) = -k*sin(z), b(x) = -x (k = 2)');
  });

  it('measures the error itself where K is bounded, and its root is not needed', () => {
    const read = readStudy(study);
    expect(read.study === 'random-batch' && read.metric.power).toBe(1);
  });

  it.each([
    [
      'steps that do not nest',
      { ...study, steps: [16, 24, 64] },
      'steps contains 24; each must divide the finest, 64.',
    ],
    [
      'steps in any order',
      { ...study, steps: [32, 16, 64] },
      'steps has 16 after 32; the levels must increase.',
    ],
    [
      'too many particles',
      { ...study, particles: 20_001 },
      /^particles is 20001; it must be a whole number from 2/,
    ],
    [
      'all pairs',
      withModel({ method: { name: 'exact' } }),
      /^model is no pairwise model with method random-batch/,
    ],
    [
      'another model',
      { ...study, plan: { ...plan, model: { name: 'mean-field-ou', a: 1, k: 1 } } },
      /^model is no pairwise model/,
    ],
    [
      'alpha 1',
      withModel({}, { noise: { ...plan.noise, alpha: 1 } }),
      /^noise\.alpha is 1; the rate of random batches/,
    ],
    [
      'heavy-tailed partners',
      withModel({ interaction: ['-k*z'] }),
      /^model\.interaction is not seen to be bounded; with noise of alpha 1\.5/,
    ],
    [
      'the largest error over the grid times',
      { ...study, metric: { kind: 'sup' } },
      /^metric\.kind is "sup"; it must be "horizon"\.$/,
    ],
    ['steps in the plan', withModel({}, { steps: 8 }), /^plan\.steps is given/],
  ])('refuses %s', (_, input, sentence) => {
    expect(() => readStudy(input)).toThrow(sentence);
  });

  it('leaves Gaussian noise any K', () => {
    const gaussian = { noise: { ...plan.noise, alpha: 2 } };
    expect(readStudy(withModel({ interaction: ['-k*z'] }, gaussian)).study).toBe('random-batch');
  });
});

describe('the other studies of a pairwise model', () => {
  const chaos = { study: 'chaos', particles: [8, 16, 32], replicas: 8, reference: 'doubling' };
  const steps = {
    study: 'discretisation',
    steps: [4, 8, 16],
    particles: 8,
    replicas: 8,
    metrics: [{ kind: 'horizon' }],
  };
  const exact = { ...plan, model: { ...model, method: { name: 'exact' } } };

  it('take all pairs', () => {
    expect(readStudy({ ...chaos, plan: { ...exact, steps: 8 } }).study).toBe('chaos');
    expect(readStudy({ ...steps, plan: exact }).study).toBe('discretisation');
  });

  it('refuse random batches, whose own error would hide what they measure', () => {
    const sentence = /^model\.method is random-batch; this study measures the other errors/;
    expect(() => readStudy({ ...chaos, plan: { ...plan, steps: 8 } })).toThrow(sentence);
    expect(() => readStudy({ ...steps, plan })).toThrow(sentence);
  });

  it('refuse fields, which pairs have none of', () => {
    const frozen = { ...chaos, plan: { ...exact, steps: 8 }, reference: 'frozen' };
    expect(() => readStudy(frozen)).toThrow(/^reference is "frozen"; particles of a pairwise model/);
    const limit = { ...chaos, plan: { ...exact, steps: 8 }, reference: 'exact' };
    expect(() => readStudy(limit)).toThrow(/^reference is "exact"; no exact limit is known for pairwise/);
    expect(() => readStudy({ ...steps, plan: exact, field: 'exact' })).toThrow(
      /^field is "exact"; no exact limit/,
    );
  });
});
