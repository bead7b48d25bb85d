/**
 * What studies say of models, noise and starts that a user brings: a rate only where theory has one, powers with intervals,
 * no frozen field of one path. Each case was once accepted, and measured to be wrong: a slope far from the claim, an interval
 * that covered half as often as it said.
 * Watched failing: φ not looked at for jumps; tails of the common noise, or of the start, left out; a linear drift taken for a
 * bounded one; split steps taken for Euler's.
 */
import { describe, expect, it } from 'vitest';
import { readStudy, type Study } from '../../src/studies/study.ts';

const plan = {
  model: { name: 'formula', field: ['x'], drift: ['m - x'] },
  noise: { type: 'II', alpha: 1.2, scale: 0.5 },
  initial: { law: 'normal', mean: 0, variance: 1 },
  horizon: 1,
};
const formula = (field: string, drift: string, more: object = {}) => ({
  ...plan,
  model: { name: 'formula', field: [field], drift: [drift], ...more },
});
const chaos = (of: object, more: object = {}) => ({
  study: 'chaos',
  plan: { ...of, steps: 8 },
  particles: [8, 16, 32],
  replicas: 16,
  reference: 'doubling',
  ...more,
});
const steps = (of: object, more: object = {}) => ({
  study: 'discretisation',
  plan: of,
  steps: [4, 8, 16],
  particles: 16,
  replicas: 16,
  metrics: [{ kind: 'horizon' }],
  ...more,
});
const kuramoto = { ...plan, model: { name: 'kuramoto', coupling: 1 } };
const ou = { ...plan, model: { name: 'mean-field-ou', a: 1, k: 1 } };
const stable = { initial: { law: 'stable', alpha: 1.1, scale: 1 } };
const common = (alpha: number, own = 2) => ({
  noise: { type: 'II', alpha: own, scale: 0.5, common: { scale: 0.3, alpha } },
});
const network = (more: object) => ({
  ...plan,
  model: {
    name: 'neural-network',
    activation: 'tanh',
    data: { builtin: 'digits', classes: [3, 8], points: 8 },
    ...more,
  },
});

describe('a study has no rate, and says so, of', () => {
  it.each<[string, object, RegExp]>([
    ['a bounded φ that is not seen to be', chaos(formula('x/(1 + x^2)', 'm - x')), /not seen to be/],
    ['a φ without a mean', chaos(formula('x^2', 'sin(m) - x')), /not seen to be/],
    ['a drift that jumps', chaos(formula('tanh(x)', '3*sign(m) - x')), /not seen to be Lipschitz/],
    ['a cubic drift', chaos(formula('x', 'x - x^3 + m')), /not seen to be Lipschitz/],
    ['a φ that jumps', steps(formula('sign(x)', '4*m - sin(x)')), /not seen to be Lipschitz/],
    ['a φ with a pole', steps(formula('1/x', 'atan(m)')), /not seen to be Lipschitz/],
    ['multiplicative noise', chaos(formula('x', 'm - x', { noise: ['1 + tanh(x)'] })), /multiplicative/],
    ['a stable start and a linear field', chaos({ ...ou, ...stable }), /^initial\.law is "stable"/],
    ['an activation like exp', chaos(network({ activation: 'exp(s)' })), /^model\.activation is "exp\(s\)"/],
    ['common noise without a mean', steps({ ...ou, ...common(0.8) }), /^noise\.common\.alpha is 0\.8/],
    [
      'tamed Euler under heavy tails',
      steps({ ...ou, scheme: { name: 'tamed-euler' } }),
      /^scheme\.name is "tamed-euler"; under noise of alpha 1\.2/,
    ],
    [
      'random batches that are all pairs',
      {
        study: 'random-batch',
        plan: {
          ...plan,
          model: {
            name: 'pairwise',
            interaction: ['sin(z)'],
            method: { name: 'random-batch', size: 4 },
          },
        },
        steps: [2, 4, 8],
        particles: 7,
        replicas: 16,
      },
      /^particles is 7 and model\.method\.size is 4; there must be two batches at least/,
    ],
    [
      'a frozen field of one common path',
      chaos({ ...kuramoto, ...common(1.5, 1.5) }, { reference: 'frozen' }),
      /^reference is "frozen"; the field depends on the path of the common noise, .* so it must be "doubling"\.$/,
    ],
    [
      'a frozen field of one sequence of minibatches',
      chaos({ ...network({}), scheme: { name: 'sgd', batch: 2 } }, { reference: 'frozen' }),
      /^reference is "frozen"; the field depends on the minibatches/,
    ],
    [
      'a scaled common noise of another index',
      chaos({ ...kuramoto, ...common(1.2), scheme: { name: 'split-step', rate: 1 } }),
      /^noise\.common\.alpha is 1\.2; with scheme split-step, .* own noise, 2\.$/,
    ],
    [
      'a scheduled common noise of another index',
      chaos({ ...kuramoto, ...common(1.2), scheme: { name: 'euler', schedule: { name: 'cosine' } } }),
      /^noise\.common\.alpha is 1\.2; with a schedule/,
    ],
  ])('%s', (_, study, message) => {
    expect(() => readStudy(study)).toThrow(message);
  });
});

describe('errors are averaged at a power that has an interval', () => {
  const powerOf = (input: object): number => {
    const study: Study = readStudy(input);
    if (study.study === 'chaos') return study.metric.power;
    if (study.study !== 'discretisation') throw new Error('another study');
    const [metric] = study.metrics;
    return metric.kind === 'weak' ? Number.NaN : metric.power;
  };

  it.each<[string, object, number]>([
    ['two steps of a bounded drift', steps(kuramoto), 1],
    ['two steps of bounded formulas', steps(formula('cos(x)', 'm*sin(x)')), 1],
    ['the same steps of a Lipschitz drift, bounded φ', chaos(formula('cos(x)', 'm - 2*x')), 1],
    ['two steps of a linear drift', steps(formula('cos(x)', '-2*x')), 0.4 * 1.2],
    ['two split steps', steps({ ...kuramoto, scheme: { name: 'split-step', rate: 2 } }), 0.4 * 1.2],
    ['two steps of a confined network', steps(network({ confinement: 0.1 })), 0.4 * 1.2],
    ['two steps from a stable start', steps({ ...ou, ...common(2), ...stable }), 0.4 * 1.1],
    ['two steps under common noise', steps({ ...ou, ...common(1.3) }), 0.5],
  ])('%s', (_, study, power) => {
    expect(powerOf(study)).toBeCloseTo(power, 12);
  });
});
