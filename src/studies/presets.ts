/**
 * What `mckean verify` measures, per preset. Every entry is a study as a user could write it in a file.
 */
import { type NamedStudy, type PresetName, powersOfTwo } from './preset.ts';
import { schemeStudies } from './schemePresets.ts';

export type { NamedStudy, PresetName };

interface Size {
  /** Replicas of the cosine-network chaos study. */
  readonly chaosReplicas: number;
  readonly chaosAlphas: readonly number[];
  readonly chaosParticles: readonly number[];
  readonly ouAlphas: readonly number[];
  readonly ouReplicas: number;
  readonly eulerAlphas: readonly number[];
  readonly eulerSteps: readonly number[];
  readonly eulerReplicas: number;
  readonly offGridSteps: readonly number[];
  readonly offGridReplicas: number;
  readonly linearReplicas: number;
  /** Replicas of the Kuramoto model's and the double well's chaos studies; 0 for none. */
  readonly solvableReplicas: number;
  readonly networkReplicas: number;
  readonly networkParticles: readonly number[];
  readonly batchSteps: readonly number[];
  readonly batchReplicas: number;
}

const SIZES: Record<PresetName, Size> = {
  quick: {
    chaosReplicas: 400,
    chaosAlphas: [1.5, 1.75],
    chaosParticles: powersOfTwo(32, 1024),
    ouAlphas: [1.5],
    ouReplicas: 4000,
    eulerAlphas: [1.5],
    eulerSteps: powersOfTwo(32, 256),
    eulerReplicas: 96,
    offGridSteps: powersOfTwo(64, 1024),
    offGridReplicas: 64,
    linearReplicas: 2000,
    solvableReplicas: 0,
    networkReplicas: 160,
    networkParticles: powersOfTwo(8, 128),
    batchSteps: powersOfTwo(32, 256),
    batchReplicas: 64,
  },
  standard: {
    chaosReplicas: 500,
    chaosAlphas: [1.2, 1.5, 1.75, 1.9, 2],
    chaosParticles: powersOfTwo(64, 4096),
    ouAlphas: [1.2, 1.5, 1.75, 1.9, 2],
    ouReplicas: 20_000,
    eulerAlphas: [1.2, 1.5, 1.75, 1.9, 2],
    eulerSteps: powersOfTwo(64, 512),
    eulerReplicas: 128,
    offGridSteps: powersOfTwo(64, 2048),
    offGridReplicas: 128,
    linearReplicas: 20_000,
    solvableReplicas: 400,
    networkReplicas: 400,
    networkParticles: powersOfTwo(16, 256),
    batchSteps: powersOfTwo(32, 512),
    batchReplicas: 300,
  },
  thorough: {
    chaosReplicas: 2000,
    chaosAlphas: [1.2, 1.5, 1.75, 1.9, 2],
    chaosParticles: powersOfTwo(64, 8192),
    ouAlphas: [1.2, 1.5, 1.75, 1.9, 2],
    ouReplicas: 100_000,
    eulerAlphas: [1.2, 1.5, 1.75, 1.9, 2],
    eulerSteps: powersOfTwo(64, 1024),
    eulerReplicas: 400,
    offGridSteps: powersOfTwo(64, 4096),
    offGridReplicas: 400,
    linearReplicas: 100_000,
    solvableReplicas: 2000,
    networkReplicas: 1000,
    networkParticles: powersOfTwo(16, 512),
    batchSteps: powersOfTwo(64, 1024),
    batchReplicas: 1000,
  },
};

/** The one-dimensional cosine network that presets measure and the report draws: model and start. */
export const COSINE = {
  model: { name: 'cosine-network', amplitude: 1.6, phase: 0.7 },
  initial: { law: 'normal', mean: -0.5, variance: 0.25 },
};
const ou = { name: 'mean-field-ou', a: 0.5, k: 1 };
const origin = { law: 'point', value: 0 };

/** Systems with a limit of bounded or confined particles, and a noise for each. */
const SYNCHRONY = {
  model: { name: 'kuramoto', coupling: 1.7 },
  initial: { law: 'normal', mean: -0.5, variance: 1 },
};
const WELL = {
  model: { name: 'double-well', coupling: 1 },
  initial: { law: 'normal', mean: 0.3, variance: 0.25 },
};

/** Room between the seeds of two studies, for whoever wants several seeds of one preset. */
const SEED_STRIDE = 1000;

/** |error|^p with p = ¼ has a fourth moment for every α > 1: intervals at 99.99 % and beyond can be trusted. */
const HEAVY_POWER = 0.25;

/**
 * The studies of a preset. Each has a seed of its own, so that the rows of a table of claims are independent
 * measurements (the two errors of one discretisation study share its noise).
 */
export function presetStudies(preset: PresetName, baseSeed: number): NamedStudy[] {
  const size = SIZES[preset];
  const noise = (alpha: number, scale: number) => ({ type: 'II' as const, alpha, scale });
  const studies: NamedStudy[] = [
    ...size.chaosAlphas.map(
      (alpha): NamedStudy => ({
        name: `chaos-cosine-${alpha}`,
        study: {
          study: 'chaos',
          plan: {
            ...COSINE,
            noise: noise(alpha, 0.5),
            horizon: 1,
            steps: 64,
          },
          particles: [...size.chaosParticles],
          replicas: size.chaosReplicas,
          reference: 'exact',
          metric: { kind: 'sup', power: 1 },
        },
      }),
    ),
    ...size.ouAlphas.map(
      (alpha): NamedStudy => ({
        name: `chaos-ou-${alpha}`,
        study: {
          study: 'chaos',
          plan: {
            model: ou,
            noise: noise(alpha, 0.7),
            initial: origin,
            horizon: 1,
            steps: 8,
          },
          particles: powersOfTwo(8, 256),
          replicas: size.ouReplicas,
          reference: 'exact',
          metric: { kind: 'horizon', power: HEAVY_POWER },
        },
      }),
    ),
    ...size.eulerAlphas.map(
      (alpha): NamedStudy => ({
        name: `euler-cosine-${alpha}`,
        study: {
          study: 'discretisation',
          plan: {
            ...COSINE,
            noise: noise(alpha, 0.5),
            horizon: 1,
          },
          steps: [...size.eulerSteps],
          particles: 256,
          replicas: size.eulerReplicas,
          field: 'own',
          metrics: [{ kind: 'horizon', power: 1 }, { kind: 'weak' }],
        },
      }),
    ),
    ...size.eulerAlphas.map(
      (alpha): NamedStudy => ({
        name: `euler-ou-${alpha}`,
        study: {
          study: 'discretisation',
          plan: { model: ou, noise: noise(alpha, 0.7), initial: origin, horizon: 1 },
          steps: [...size.offGridSteps],
          particles: 64,
          replicas: size.offGridReplicas,
          field: 'exact',
          metrics: [
            { kind: 'horizon', power: HEAVY_POWER },
            { kind: 'off-grid', power: HEAVY_POWER },
          ],
        },
      }),
    ),
    {
      name: 'chaos-digits-1.75',
      study: {
        study: 'chaos',
        plan: {
          model: {
            name: 'neural-network',
            activation: 'tanh',
            data: { builtin: 'digits', classes: [3, 8], points: 40 },
          },
          noise: noise(1.75, 0.1),
          initial: { law: 'normal', mean: 0, variance: 0.25 },
          horizon: 4,
          steps: 16,
        },
        particles: [...size.networkParticles],
        replicas: size.networkReplicas,
        reference: 'doubling',
        metric: { kind: 'sup', power: 1 },
      },
    },
    {
      name: 'chaos-linear-1.5',
      study: {
        study: 'chaos',
        plan: {
          model: { name: 'linear-network', c: 1.5, target: 0.4 },
          noise: noise(1.5, 0.7),
          initial: origin,
          horizon: 1,
          steps: 8,
        },
        particles: powersOfTwo(8, 256),
        replicas: size.linearReplicas,
        reference: 'exact',
        metric: { kind: 'horizon', power: HEAVY_POWER },
      },
    },
    ...(size.solvableReplicas === 0
      ? []
      : [
          { name: 'chaos-kuramoto-1.5', plan: { ...SYNCHRONY, noise: noise(1.5, 0.5) } },
          { name: 'chaos-double-well-2', plan: { ...WELL, noise: noise(2, 0.5) } },
        ].map(
          ({ name, plan }): NamedStudy => ({
            name,
            study: {
              study: 'chaos',
              plan: { ...plan, horizon: 1, steps: 32 },
              particles: powersOfTwo(32, 1024),
              replicas: size.solvableReplicas,
              reference: 'exact',
              metric: { kind: 'sup', power: 1 },
            },
          }),
        )),
    {
      name: 'random-batch-1.5',
      study: {
        study: 'random-batch',
        plan: {
          model: {
            name: 'pairwise',
            parameters: { k: 2 },
            interaction: ['-k*sin(z)'],
            drift: ['-x'],
            method: { name: 'random-batch', size: 2 },
          },
          noise: noise(1.5, 0.5),
          initial: { law: 'normal', mean: 0, variance: 1 },
          horizon: 1,
        },
        steps: [...size.batchSteps],
        particles: 32,
        replicas: size.batchReplicas,
        metric: { kind: 'horizon', power: 1 },
      },
    },
    ...schemeStudies(preset),
  ];
  return studies.map(({ name, study }, position) => {
    const seed = (baseSeed + SEED_STRIDE * (position + 1)) % Number.MAX_SAFE_INTEGER;
    return { name, study: { ...study, plan: { ...study.plan, seed } } };
  });
}
