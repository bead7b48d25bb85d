/** Plans that tests start from. */
export const cosinePlan = {
  model: { name: 'cosine-network', amplitude: 1.6, phase: 0.7 },
  noise: { type: 'II', alpha: 1.75, scale: 0.5 },
  initial: { law: 'normal', mean: -0.5, variance: 0.25 },
  horizon: 1,
  steps: 16,
  particles: 300,
  seed: 7,
};

export const cosine2dPlan = {
  ...cosinePlan,
  model: { name: 'cosine-network', amplitude: [1.6, 1.1], phase: [0.7, -0.3] },
  noise: { type: 'III', alpha: 1.5, scale: 0.5 },
  initial: { law: 'normal', mean: [-0.5, 0.4], variance: 0.25 },
};

export const ouPlan = {
  model: { name: 'mean-field-ou', a: 0.5, k: 1 },
  noise: { type: 'II', alpha: 1.5, scale: 0.7 },
  initial: { law: 'point', value: 0 },
  horizon: 1,
  steps: 8,
  particles: 10,
  seed: 3,
};

export const digitsPlan = {
  model: {
    name: 'neural-network',
    activation: 'tanh',
    data: { builtin: 'digits', classes: [3, 8], points: 20 },
  },
  noise: { type: 'I', alpha: 1.75, scale: 0.1 },
  initial: { law: 'normal', mean: 0, variance: 0.25 },
  horizon: 1,
  steps: 4,
  particles: 200,
  seed: 7,
};
