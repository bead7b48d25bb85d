/** Schemes as a plan writes them, with the schedule of their steps. */
import { z } from 'zod';
import { euler } from './euler.ts';
import { scheduleSchema } from './schedule.ts';
import type { Scheme } from './scheme.ts';
import { sgd } from './sgd.ts';
import { createSplitStep } from './splitStep.ts';
import { tamedEuler } from './tamedEuler.ts';

const schedule = scheduleSchema.optional();

export const schemeSpecSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('euler'), schedule }),
  z.strictObject({ name: z.literal('tamed-euler'), schedule }),
  z.strictObject({
    name: z.literal('split-step'),
    /** λ of the exact linear part −λθ, per unit of time. */
    rate: z.custom<number>((v) => Number.isFinite(v) && (v as number) > 0, {
      error: 'must be a finite number greater than 0, the rate λ of the linear part −λθ of the drift',
    }),
    schedule,
  }),
  z.strictObject({
    name: z.literal('sgd'),
    /** Data points of a minibatch. */
    batch: z.custom<number>((v) => Number.isInteger(v) && (v as number) >= 1, {
      error: 'must be a whole number, 1 or more, and at most the number of data points',
    }),
    /** Points drawn anew for every step, or by epochs. */
    replacement: z.boolean().default(true),
    schedule,
  }),
]);

export type SchemeSpec = z.output<typeof schemeSpecSchema>;

/** @param alpha tail index of the noise, which the factor of a split step depends on */
export function createScheme(spec: SchemeSpec, alpha: number): Scheme {
  switch (spec.name) {
    case 'euler':
      return euler;
    case 'tamed-euler':
      return tamedEuler;
    case 'split-step':
      return createSplitStep(spec.rate, alpha);
    case 'sgd':
      return sgd;
  }
}

/** Whether all steps have the same length. */
export function hasConstantSteps({ schedule }: SchemeSpec): boolean {
  return schedule === undefined || schedule.name === 'constant';
}
