/**
 * Schemes against exact laws, by Kolmogorov–Smirnov distances at a false-alarm rate of 5e−7 each.
 * Watched failing. Split step: ψ = 1 and ψ = e^{−λη} (law of the stiff system); φ = η (it explodes). Schedule: noise not
 * scaled by the length of its step, scaled by its square root. Common noise: drawn under the particles' own roles;
 * scaled by the step for the cell. Double well: no taming in the compiled kernels.
 * Budget of false alarms: 12 × 5e-7.
 */
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { limitScale, limitScaleEuler } from '../../src/limits/meanFieldOu.ts';
import { createSymmetricStable } from '../../src/noise/symmetricStable.ts';
import { createSchedule } from '../../src/schemes/schedule.ts';
import { createScheme } from '../../src/schemes/schemeSpec.ts';
import { kolmogorovSmirnov } from '../../src/statistics/goodness.ts';

const PARTICLES = 40_000;
/** K with P(K > it) = 5e−7. */
const CRITICAL = Math.sqrt(Math.log(2 / 5e-7) / 2) / Math.sqrt(PARTICLES);

const plan = (more: object) => ({
  noise: { type: 'II', alpha: 1.5, scale: 0.7 },
  initial: { law: 'point', value: 0 },
  horizon: 1,
  steps: 4,
  particles: PARTICLES,
  seed: 11,
  ...more,
});

async function positions(more: object): Promise<Float64Array> {
  return (await simulate(readPlan(plan(more)), { driver: 'serial' })).positions;
}

/** Distance of the sample to the symmetric stable law of this scale, in units of its critical value. */
function distance(x: Float64Array, alpha: number, scale: number): number {
  const { cdf } = createSymmetricStable(alpha);
  return kolmogorovSmirnov(x, (v) => cdf(v / scale)).statistic / CRITICAL;
}

describe('the split step', () => {
  it.each([
    [1.2, 3],
    [1.5, 40],
    [2, 400],
  ])('has the exact law of a linear confinement at α = %d, at λη = %d/4 too', async (alpha, a) => {
    const x = await positions({
      model: { name: 'mean-field-ou', a, k: 0 },
      noise: { type: 'II', alpha, scale: 0.7 },
      scheme: { name: 'split-step', rate: a },
    });
    expect(distance(x, alpha, limitScale({ a, k: 0, alpha, sigma: 0.7 }, 1))).toBeLessThan(1);
  });

  it('is where plain Euler explodes', async () => {
    const model = { name: 'mean-field-ou', a: 400, k: 0 };
    const plain = await positions({ model });
    expect(Math.max(...plain.slice(0, 100).map(Math.abs))).toBeGreaterThan(1e5);
  });

  it('comes to Euler as λη goes to 0', () => {
    const { drift, noise } = createScheme({ name: 'split-step', rate: 1e-9 }, 1.5).move(0.25);
    expect(drift).toBeCloseTo(0.25, 9);
    expect(noise).toBeCloseTo(1, 9);
  });
});

describe('tamed Euler', () => {
  it('moves no particle by more than 1 in a step of its drift, and little drifts as Euler does', () => {
    expect(createScheme({ name: 'tamed-euler' }, 1.5).move(0.1)).toEqual({
      drift: 0.1,
      noise: 1,
      taming: 0.1,
    });
  });

  it('keeps a linear system that Euler throws out', async () => {
    const x = await positions({
      model: { name: 'mean-field-ou', a: 400, k: 0 },
      scheme: { name: 'tamed-euler' },
      noise: { type: 'II', alpha: 2, scale: 0.7 },
    });
    expect(Math.max(...x.map(Math.abs))).toBeLessThan(12);
  });
});

describe('a schedule', () => {
  it.each([{ name: 'power', exponent: 0.9, g: 10 } as const, { name: 'cosine', final: 0 } as const])(
    'gives each step the noise of its length: exact law under a linear drift, %o',
    async (schedule) => {
      for (const [alpha, cells] of [
        [1.2, 8],
        [2, 16],
      ]) {
        const steps = 8;
        const a = 4;
        const lengths = createSchedule(schedule, { horizon: 1, steps });
        let power = 0;
        for (const length of lengths) power = power * Math.abs(1 - a * length) ** alpha + length;
        const x = await positions({
          model: { name: 'mean-field-ou', a, k: 0 },
          steps,
          cells,
          noise: { type: 'II', alpha, scale: 0.7 },
          scheme: { name: 'euler', schedule },
        });
        expect(distance(x, alpha, 0.7 * power ** (1 / alpha))).toBeLessThan(1);
      }
    },
  );

  it('drifts for the lengths of its steps', async () => {
    const x = await positions({
      model: { name: 'mean-field-ou', a: 1, k: 0 },
      noise: { type: 'II', alpha: 1.5, scale: 0 },
      initial: { law: 'point', value: 1 },
      steps: 2,
      scheme: { name: 'euler', schedule: { name: 'cosine' } },
    });
    // cosine over two steps: proportions 1 and 1/2
    expect(x[0]).toBeCloseTo((1 - 2 / 3) * (1 - 1 / 3), 15);
  });
});

describe('common noise', () => {
  const common = (own: number, more: object = {}) => ({
    noise: { type: 'II', alpha: 1.5, scale: own, common: { scale: 0.6 } },
    ...more,
  });

  it('alone moves all particles alike, whatever their number and the cells of a step', async () => {
    const model = { name: 'mean-field-ou', a: 0.5, k: 0 };
    const few = await positions(common(0, { model, particles: 3, cells: 8 }));
    const many = await positions(common(0, { model, particles: 70, cells: 8 }));
    expect(new Set(many).size).toBe(1);
    expect(few[0]).toBe(many[0]);
  });

  it('has the exact law of one Ornstein–Uhlenbeck path, over replicas', async () => {
    const a = 0.8;
    const x = await positions(
      common(0, { model: { name: 'mean-field-ou', a, k: 1 }, particles: 1, replicas: PARTICLES, cells: 8 }),
    );
    const scale = limitScaleEuler({ a, k: 0, alpha: 1.5, sigma: 0.6 }, 0.25, 4);
    expect(distance(x, 1.5, scale)).toBeLessThan(1);
  });

  it('is independent of the particles own noise, to which it is added', async () => {
    const model = { name: 'mean-field-ou', a: 0, k: 0 };
    const shape = { model, particles: 1, replicas: PARTICLES };
    const both = await positions(common(0.7, shape));
    const scale = (0.6 ** 1.5 + 0.7 ** 1.5) ** (1 / 1.5);
    expect(distance(both, 1.5, scale)).toBeLessThan(1);
  });

  it('of another type and tail index keeps to them', async () => {
    const x = await positions({
      model: { name: 'cosine-network', amplitude: [0, 0], phase: [0, 0] },
      noise: { type: 'II', alpha: 1.5, scale: 0, common: { scale: 0.6, type: 'I', alpha: 1.2 } },
      particles: 1,
      replicas: PARTICLES,
      steps: 1,
    });
    const first = x.filter((_, j) => j % 2 === 0);
    // the drift of a single particle in its own field is zero: ½ Im(−e^{iθ}e^{−iθ})
    expect(distance(first, 1.2, 0.6)).toBeLessThan(1);
    expect(Math.max(...first.map((v, r) => Math.abs(v - x[2 * r + 1])))).toBeLessThan(1e-12);
  });
});

describe('a double well under noise of α = 1.2', () => {
  const well = (scheme: string) =>
    readPlan({
      model: { name: 'double-well', coupling: 0.5 },
      noise: { type: 'II', alpha: 1.2, scale: 0.5 },
      initial: { law: 'normal', mean: 0.1, variance: 0.25 },
      scheme: { name: scheme },
      horizon: 4,
      steps: 128,
      particles: 20_000,
      seed: 3,
    });

  it('explodes with plain Euler, which says so', async () => {
    await expect(simulate(well('euler'), { driver: 'serial' })).rejects.toThrow(
      /^Particle \d+ became (NaN|-?Infinity) at step \d+ of replica 0/,
    );
  });

  it('stays finite with tamed Euler, most of it near the wells', async () => {
    const { positions: x } = await simulate(well('tamed-euler'), { driver: 'serial' });
    const near = x.reduce((count, v) => count + (Math.abs(v) < 3 ? 1 : 0), 0) / x.length;
    expect(near).toBeGreaterThan(0.97);
  });
});
