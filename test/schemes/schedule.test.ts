/**
 * Step-size schedules against their formulas, written with the platform's own functions.
 * Watched failing on: (k + g) for (k + 1/g); cos(πk/(K − 1)); g = η^{1−a}; steps of a horizon that are not divided by
 * their sum.
 */
import { describe, expect, it } from 'vitest';
import { createSchedule, scheduleSchema } from '../../src/schemes/schedule.ts';

const sum = (x: Float64Array) => x.reduce((a, b) => a + b, 0);

describe('schedules', () => {
  it('constant', () => {
    expect([...createSchedule({ name: 'constant' }, { step: 0.25, steps: 3 })]).toEqual([0.25, 0.25, 0.25]);
    expect([...createSchedule({ name: 'constant' }, { horizon: 1, steps: 4 })]).toEqual([
      0.25, 0.25, 0.25, 0.25,
    ]);
  });

  it('power is step·(k + 1/g)^{−a}', () => {
    const steps = createSchedule({ name: 'power', exponent: 0.6, g: 0.2 }, { step: 0.05, steps: 50 });
    for (let k = 0; k < 50; k++) expect(steps[k]).toBeCloseTo(0.05 * (k + 5) ** -0.6, 14);
  });

  it('power without g starts with the Euler step g of the paper, g = step^{1/(1−a)}, and goes on as g(1 + kg)^{−a}', () => {
    const [step, a] = [0.3, 0.25];
    const g = step ** (1 / (1 - a));
    const steps = createSchedule({ name: 'power', exponent: a }, { step, steps: 20 });
    for (let k = 0; k < 20; k++) expect(steps[k]).toBeCloseTo(g * (1 + k * g) ** -a, 14);
  });

  it('cosine falls from the step to the final fraction of it', () => {
    const steps = createSchedule({ name: 'cosine', final: 0.1 }, { step: 2, steps: 8 });
    for (let k = 0; k < 8; k++)
      expect(steps[k]).toBeCloseTo(2 * (0.1 + 0.45 * (1 + Math.cos((Math.PI * k) / 8))), 14);
  });

  it.each([
    { name: 'power', exponent: 0.5 } as const,
    { name: 'power', exponent: 0.5, g: 3 } as const,
    { name: 'cosine', final: 0 } as const,
  ])('with a horizon keeps its proportions and sums to it: %j', (spec) => {
    const steps = createSchedule(spec, { horizon: 3, steps: 24 });
    expect(sum(steps)).toBeCloseTo(3, 13);
    const g = ('g' in spec ? spec.g : undefined) ?? 3 / 24;
    const ratio = spec.name === 'power' ? ((5 + 1 / g) * g) ** -0.5 : (1 + Math.cos((Math.PI * 5) / 24)) / 2;
    expect(steps[5] / steps[0]).toBeCloseTo(ratio, 13);
  });

  it('refuses what makes no sense', () => {
    expect(() => createSchedule({ name: 'constant' }, { step: 0, steps: 3 })).toThrow(
      'step is 0; it must be a finite number greater than 0.',
    );
    expect(() => createSchedule({ name: 'constant' }, { horizon: 1, steps: 0 })).toThrow(/^steps is 0/);
    expect(() => createSchedule({ name: 'power', exponent: 0.99 }, { step: 1e-9, steps: 3 })).toThrow(
      /^schedule power with step 1e-9 has step/,
    );
    expect(scheduleSchema.safeParse({ name: 'power', exponent: 1 }).success).toBe(false);
    expect(scheduleSchema.safeParse({ name: 'power', exponent: 0.5, gamma: 1 }).success).toBe(false);
    expect(scheduleSchema.parse({ name: 'cosine' })).toEqual({ name: 'cosine', final: 0 });
  });
});
