/**
 * `limitOf` under the names of the command line's contract, every number of the handed reference included.
 *
 * Faults planted, each seen to fail: damping by Σ|σm|^α in place of the noise law's, Type III of the noise law by
 * Σ|u| in place of ‖u‖, field path coordinate by coordinate in place of interleaved, continuous field in place of
 * the Euler one, OU field without η.
 */
import { describe, expect, it } from 'vitest';
import { eulerFieldPath, hasExactLimit, type LimitArguments, limitOf } from '../../src/limits/limit.ts';
import { limitScale } from '../../src/limits/meanFieldOu.ts';
import { createModel } from '../../src/models/createModel.ts';
import other from '../fixtures/cosine-limits.json' with { type: 'json' };
import cosine from '../fixtures/reference-cosine-network.json' with { type: 'json' };
import cosine2d from '../fixtures/reference-cosine-network-2d.json' with { type: 'json' };
import ou from '../fixtures/reference-mean-field-ou.json' with { type: 'json' };

const plan: LimitArguments = {
  model: { name: 'cosine-network', amplitude: 1.6, phase: 0.7 },
  noise: { type: 'II', alpha: 1.5, scale: 0.5, convention: 'standard' },
  initial: { law: 'normal', mean: -0.5, variance: 0.25 },
  horizon: 1,
  steps: 64,
  particles: 10,
};
const plane: LimitArguments = {
  ...plan,
  model: { name: 'cosine-network', amplitude: [1.6, 1.1], phase: [0.7, -0.3] },
  initial: { law: 'normal', mean: [-0.5, 0.4], variance: 0.25 },
};
const ouPlan: LimitArguments = {
  ...plan,
  model: { name: 'mean-field-ou', a: 0.5, k: 1 },
  noise: { type: 'II', alpha: 1.5, scale: 0.7, convention: 'standard' },
  initial: { law: 'point', value: 0 },
  steps: 8,
};

function near(value: unknown, expected: number | readonly number[], tolerance: number): void {
  const [a, b] = [[value].flat() as number[], [expected].flat() as number[]];
  expect(a.length).toBe(b.length);
  b.forEach((e, j) => {
    expect(Math.abs(a[j] - e)).toBeLessThan(tolerance);
  });
}

describe('limitOf for the cosine network', () => {
  it.each(cosine.cases)('has the names and numbers of the reference: alpha $alpha, sigma $sigma', (row) => {
    for (const [step, rho1] of Object.entries(row.rho1Euler ?? { '1/64': undefined })) {
      const steps = Number(step.split('/')[1]);
      const limit = limitOf({ ...plan, noise: { ...plan.noise, alpha: row.alpha, scale: row.sigma }, steps });
      expect(Object.keys(limit.values)).toEqual(['rho1', 'rho2', 'risk']);
      expect(Object.keys(limit.euler)).toEqual(Object.keys(limit.values));
      near(limit.values.rho1, row.rho1, 1e-12);
      near(limit.values.rho2, row.rho2, 1e-12);
      near(limit.values.risk, row.risk, 1e-12);
      if (rho1) near(limit.euler.rho1, rho1, 1e-12);
    }
  });

  it.each(cosine2d.cases)('has the joint modes of the reference: Type $noiseType', (row) => {
    const type = row.noiseType as 'I' | 'II';
    const { values, euler } = limitOf({ ...plane, noise: { ...plane.noise, type } });
    const names = ['rho(1,0)', 'rho(0,1)', 'rho(1,-1)', 'rho(1,1)'] as const;
    expect(Object.keys(values)).toEqual([...names, 'risk']);
    for (const name of names) {
      near(values[name], row[name], 1e-12);
      near(euler[name], row[name], 0.01);
      expect(euler[name]).not.toEqual(values[name]);
    }
  });

  it.each(other.two)(
    'takes the damping of joint modes from the noise law: Type $type, alpha $alpha',
    (row) => {
      const { values } = limitOf({
        ...plane,
        noise: { type: row.type as 'I' | 'III', alpha: row.alpha, scale: row.sigma, convention: 'standard' },
        initial: { law: 'normal', mean: row.mean, variance: row.variance },
        horizon: row.horizon,
      });
      for (const [name, expected] of Object.entries(row.values)) near(values[name], expected, 1e-11);
    },
  );

  it('has marginals and risk beyond two dimensions', () => {
    const { values } = limitOf({
      ...plan,
      model: { name: 'cosine-network', amplitude: [1.6, 1, 1.1], phase: [0.7, 0, -0.3] },
      initial: { law: 'normal', mean: [-0.5, 0, 0.4], variance: 0.25 },
    });
    expect(Object.keys(values)).toEqual(['rho(1,0,0)', 'rho(0,1,0)', 'rho(0,0,1)', 'risk']);
    near(values['rho(1,0,0)'], cosine.cases[0].rho1, 1e-12);
  });

  it('follows the noise convention: Type III of the reference code is the standard one with scale/√2', () => {
    const code = limitOf({ ...plan, noise: { ...plan.noise, type: 'III', convention: 'reference-code' } });
    const scaled = limitOf({ ...plan, noise: { ...plan.noise, type: 'III', scale: 0.5 * Math.SQRT1_2 } });
    near(code.values.rho1, scaled.values.rho1, 1e-12);
    expect(Math.abs((code.values.rho1 as number[])[0] - cosine.cases[0].rho1[0])).toBeGreaterThan(0.01);
  });
});

describe('limitOf for the mean-field OU system', () => {
  it.each(ou.cases)('has the names and numbers of the reference: alpha $alpha', (row) => {
    const noise = { ...ouPlan.noise, alpha: row.alpha };
    const { kind, values, euler } = limitOf({ ...ouPlan, noise });
    expect(kind).toBe('closed form');
    expect(Object.keys(values)).toEqual(['scale', 'particleScale', 'chaosErrorScale']);
    expect(Object.keys(euler)).toEqual([...Object.keys(values), 'strongErrorScale']);
    near(
      [values.scale, values.particleScale, values.chaosErrorScale].map(Number),
      [row.limitScale, row.scaleN10, row.chaosErrorScaleN10],
      1e-11,
    );
    near(
      [euler.scale, euler.particleScale, euler.chaosErrorScale].map(Number),
      [row.limitScaleEuler8, row.scaleN10Euler8, row.chaosErrorScaleN10Euler8],
      1e-12,
    );
    for (const [step, scale] of row.strongEulerErrorScale)
      near(limitOf({ ...ouPlan, noise, steps: 1 / step }).euler.strongErrorScale, scale, 1e-11);
  });

  it('gives location and the factor of the start for a start elsewhere', () => {
    const { values, euler } = limitOf({ ...ouPlan, initial: { law: 'normal', mean: 2, variance: 1 } });
    near([values.location, values.initialFactor].map(Number), [2 * Math.exp(-0.5), Math.exp(-1.5)], 1e-14);
    near(
      [euler.location, euler.initialFactor].map(Number),
      [2 * (1 - 0.5 / 8) ** 8, (1 - 1.5 / 8) ** 8],
      1e-14,
    );
  });

  it('takes its scale from the noise law, convention included', () => {
    const noise = { type: 'I', alpha: 2, scale: 0.7, convention: 'reference-code' } as const;
    const sigma = 0.7 * Math.SQRT1_2;
    near(limitOf({ ...ouPlan, noise }).values.scale, limitScale({ a: 0.5, k: 1, alpha: 2, sigma }, 1), 1e-14);
  });

  it('is all zeros without noise', () => {
    const { values } = limitOf({ ...ouPlan, noise: { ...ouPlan.noise, scale: 0 } });
    expect(Object.values(values)).toEqual([0, 0, 0]);
  });
});

describe('the field path of the Euler limit', () => {
  it('has the layout of the model field, one row per grid time, and ends at the Euler limit', () => {
    const path = eulerFieldPath(plane);
    const { fieldDim } = createModel(plane.model);
    expect(path.length).toBe(65 * fieldDim);
    const { euler } = limitOf(plane);
    near([...path.slice(-4)], [euler['rho(1,0)'], euler['rho(0,1)']].flat() as number[], 1e-13);
    near(
      [...path.slice(0, 4)],
      [-0.5, 0.4].flatMap((m) => [Math.exp(-0.125) * Math.cos(m), Math.exp(-0.125) * Math.sin(m)]),
      1e-14,
    );
  });

  it('drives a limit particle of the OU system along its exact mean', () => {
    const path = eulerFieldPath({ ...ouPlan, initial: { law: 'uniform', low: 1, high: 3 } });
    expect(path.length).toBe(9);
    near(
      [...path],
      Array.from({ length: 9 }, (_, k) => 2 * (1 - 0.5 / 8) ** k),
      1e-14,
    );
    expect([...eulerFieldPath(ouPlan)].every((m) => Math.abs(m) === 0)).toBe(true);
  });
});

describe('models without an exact limit', () => {
  it('are refused with one clear sentence', () => {
    const model = {
      name: 'neural-network',
      activation: 'tanh',
      outputWeights: { kind: 'alternating', value: 1 },
      data: { builtin: 'digits', classes: [3, 8] },
    } as const;
    const message =
      'No exact limit is known for neural-network; simulate it, or study it with reference: doubling.';
    expect(() => limitOf({ ...plan, model })).toThrow(message);
    expect(() => eulerFieldPath({ ...plan, model })).toThrow(message);
    expect([hasExactLimit({ ...plan, model }), hasExactLimit(plan)]).toEqual([false, true]);
  });
});
