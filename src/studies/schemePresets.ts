/** The studies of a preset that are about schemes: minibatches, tamed Euler, the split step. */
import { type NamedStudy, type PresetName, powersOfTwo } from './preset.ts';

const REPLICAS: Record<PresetName, number> = { quick: 64, standard: 128, thorough: 1000 };

/** A small network on digits, whose minibatches are drawn anew at every step. */
const SGD = {
  model: {
    name: 'neural-network',
    activation: 'tanh',
    data: { builtin: 'digits', classes: [3, 8], points: 12 },
  },
  noise: { type: 'II', alpha: 1.5, scale: 0.1 },
  initial: { law: 'normal', mean: 0, variance: 0.25 },
  scheme: { name: 'sgd', batch: 3 },
  horizon: 1,
};

export function schemeStudies(preset: PresetName): NamedStudy[] {
  const replicas = REPLICAS[preset];
  const sgd: NamedStudy = {
    name: 'sgd-digits-1.5',
    study: {
      study: 'discretisation',
      plan: SGD,
      steps: preset === 'quick' ? powersOfTwo(32, 256) : powersOfTwo(64, 512),
      particles: 16,
      replicas,
      metrics: [{ kind: 'horizon', power: 1 }],
    },
  };
  if (preset === 'quick') return [sgd];
  return [
    sgd,
    {
      name: 'minibatch-digits-1.5',
      study: {
        study: 'minibatch',
        plan: SGD,
        particles: [16, 64, 256],
        exponents: [0.5, 1],
        steps: 32,
        replicas,
      },
    },
    {
      name: 'tamed-double-well-2',
      study: {
        study: 'discretisation',
        plan: {
          model: { name: 'double-well', coupling: 1 },
          noise: { type: 'II', alpha: 2, scale: 0.5 },
          initial: { law: 'normal', mean: 0.3, variance: 0.25 },
          scheme: { name: 'tamed-euler' },
          horizon: 1,
        },
        steps: powersOfTwo(128, 1024),
        particles: 64,
        replicas,
        metrics: [{ kind: 'horizon', power: 1 }],
      },
    },
    {
      name: 'split-step-ou-1.5',
      study: {
        study: 'discretisation',
        plan: {
          model: { name: 'mean-field-ou', a: 4, k: 1 },
          noise: { type: 'II', alpha: 1.5, scale: 0.7 },
          initial: { law: 'point', value: 0 },
          scheme: { name: 'split-step', rate: 5 },
          horizon: 1,
        },
        steps: powersOfTwo(64, 512),
        particles: 64,
        replicas: 8 * replicas,
        metrics: [{ kind: 'horizon', power: 0.25 }],
      },
    },
  ];
}
