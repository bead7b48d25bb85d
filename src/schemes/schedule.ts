/**
 * Step-size schedules η_0, …, η_{K−1}.
 *
 *   constant   η_k = η
 *   power      η_k = η·(k + 1/g)^{−a}, 0 ≤ a < 1: De Bortoli, Durmus, Fontaine & Şimşekli, Quantitative propagation of
 *              chaos for SGD in wide neural networks (NeurIPS 2020), where η = γN^{β−1} and g = η^{1/(1−a)} (the value
 *              of g unless given), so that η_k = g·(1 + kg)^{−a}: Euler steps of length g for (1 + t)^{−a} b dt
 *   cosine     η_k = η·(f + (1 − f)·(1 + cos(πk/K))/2): Loshchilov & Hutter, SGDR (ICLR 2017), one period; f ≥ 0 is the
 *              fraction of η that is left in the end
 *
 * Given a horizon T instead of η, the steps have the same proportions and the sum T; g is then T/K unless given.
 * Portable functions only: the same bits everywhere.
 */
import { z } from 'zod';
import { cos, pow } from '../math/elementary.ts';

function number(range: string, allowed: (value: number) => boolean): z.ZodType<number> {
  return z.custom<number>((v) => typeof v === 'number' && allowed(v), { error: `must be ${range}` });
}

const positive = number('a finite number greater than 0', (v) => v > 0 && v < Infinity);

export const scheduleSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('constant') }),
  z.strictObject({
    name: z.literal('power'),
    exponent: number('a number from 0 to less than 1', (v) => v >= 0 && v < 1),
    g: positive.optional(),
  }),
  z.strictObject({
    name: z.literal('cosine'),
    final: number('a number from 0 to 1', (v) => v >= 0 && v <= 1).default(0),
  }),
]);

export type ScheduleSpec = z.output<typeof scheduleSchema>;

/** Either the step η that the formulas start from, or the horizon that the steps sum to. */
export type ScheduleLength =
  | { readonly step: number; readonly steps: number }
  | { readonly horizon: number; readonly steps: number };

/**
 * The step sizes of a run, one for each of `steps` steps.
 * @throws RangeError of one sentence when step, horizon or steps is outside its range, or a step is not a positive number
 */
export function createSchedule(spec: ScheduleSpec, length: ScheduleLength): Float64Array {
  const { steps } = length;
  const [name, given] = 'step' in length ? ['step', length.step] : ['horizon', length.horizon];
  if (!(given > 0 && given < Infinity))
    throw new RangeError(`${name} is ${given}; it must be a finite number greater than 0.`);
  if (!(Number.isInteger(steps) && steps >= 1 && steps <= 2 ** 32))
    throw new RangeError(`steps is ${steps}; it must be a whole number from 1 to ${2 ** 32}.`);
  const unit = proportions(spec, length);
  let factor = given;
  if ('horizon' in length) {
    let sum = 0;
    for (let k = 0; k < steps; k++) sum += unit[k];
    factor = given / sum;
  }
  for (let k = 0; k < steps; k++) {
    unit[k] *= factor;
    if (!(unit[k] > 0 && unit[k] < Infinity))
      throw new RangeError(
        `schedule ${spec.name} with ${name} ${given} has step ${unit[k]} at number ${k}; it must be a finite number greater than 0.`,
      );
  }
  return unit;
}

/** The steps in units of η. */
function proportions(spec: ScheduleSpec, length: ScheduleLength): Float64Array {
  const out = new Float64Array(length.steps);
  switch (spec.name) {
    case 'constant':
      return out.fill(1);
    case 'power': {
      const natural =
        'step' in length ? pow(length.step, 1 / (1 - spec.exponent)) : length.horizon / length.steps;
      const start = 1 / (spec.g ?? natural);
      for (let k = 0; k < out.length; k++) out[k] = pow(k + start, -spec.exponent);
      return out;
    }
    case 'cosine':
      for (let k = 0; k < out.length; k++)
        out[k] = spec.final + (1 - spec.final) * 0.5 * (1 + cos((Math.PI * k) / out.length));
      return out;
  }
}
