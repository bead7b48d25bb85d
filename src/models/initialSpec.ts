/**
 * Initial laws of a particle as a plan writes them: normal, point, uniform or symmetric stable, coordinates independent;
 * every number may be given once for all coordinates or as a list, one per coordinate. Or the PyTorch default of a
 * network, or given numbers, a row for every particle. A network with trained output weights may have a law for each part.
 */
import { z } from 'zod';
import { type ArraySpec, arraySpecSchema } from './arraySpec.ts';
import { asList, perCoordinate } from './spec.ts';

export type { ArraySpec };

const coordinates = perCoordinate('a finite number', Number.isFinite);
const variances = perCoordinate(
  'a finite number, 0 or more',
  (v) => Number.isFinite(v) && (v as number) >= 0,
);

const laws = [
  z.strictObject({ law: z.literal('normal'), mean: coordinates, variance: variances }),
  z.strictObject({ law: z.literal('point'), value: coordinates }),
  z.strictObject({ law: z.literal('pytorch') }),
  arraySpecSchema,
  z.strictObject({
    law: z.literal('stable'),
    location: coordinates.default(0),
    scale: perCoordinate('a finite number greater than 0', (v) => Number.isFinite(v) && (v as number) > 0),
    alpha: z.custom<number>((v) => typeof v === 'number' && v >= 0.5 && v <= 2, {
      error: 'must be a number from 0.5 to 2',
    }),
  }),
  z
    .strictObject({ law: z.literal('uniform'), low: coordinates, high: coordinates })
    .superRefine(({ low, high }, context) => {
      const [lows, highs] = [asList(low), asList(high)];
      const count = Math.max(lows.length, highs.length);
      for (let c = 0; c < count; c++) {
        const from = lows.length === 1 ? lows[0] : lows[c];
        const to = highs.length === 1 ? highs[0] : highs[c];
        if (from > to) {
          context.addIssue({
            code: 'custom',
            path: ['high'],
            message: `must be at least low, which is ${from}`,
          });
          return;
        }
      }
    }),
] as const;

const partSchema = z.discriminatedUnion('law', laws);

/** `{ hidden: …, output: … }` without a law is taken for `{ law: parts, hidden: …, output: … }`. */
export const initialSpecSchema = z.preprocess(
  (given) =>
    given !== null && typeof given === 'object' && 'hidden' in given && !('law' in given)
      ? { law: 'parts', ...given }
      : given,
  z.discriminatedUnion('law', [
    ...laws,
    z.strictObject({ law: z.literal('parts'), hidden: partSchema, output: partSchema }),
  ]),
);

export type InitialSpec = z.output<typeof initialSpecSchema>;
/** The law of all coordinates, or of one part of them. */
export type PartSpec = z.output<typeof partSchema>;

/** The law of one coordinate. A normal law without variance is written as a point. */
export type CoordinateLaw =
  | { readonly law: 'normal'; readonly mean: number; readonly variance: number }
  | { readonly law: 'point'; readonly value: number }
  | { readonly law: 'stable'; readonly location: number; readonly scale: number; readonly alpha: number }
  | { readonly law: 'uniform'; readonly low: number; readonly high: number };

/** Whether all particles start at one point. */
export function isPoint(spec: InitialSpec): boolean {
  if (spec.law === 'parts') return isPoint(spec.hidden) && isPoint(spec.output);
  if (spec.law === 'normal') return asList(spec.variance).every((v) => v === 0);
  return spec.law === 'point';
}

/** Whether positions are given, and no law draws them. */
export function isArray(spec: InitialSpec): boolean {
  return spec.law === 'parts' ? isArray(spec.hidden) || isArray(spec.output) : spec.law === 'array';
}

/** Whether the output weights start by PyTorch's default, which depends on N. */
export function dependsOnParticles(spec: InitialSpec, trained: boolean): boolean {
  return trained && (spec.law === 'parts' ? spec.output : spec).law === 'pytorch';
}

/**
 * The laws of coordinates 0 … dim − 1.
 * @param fanIn of every coordinate, for the PyTorch default of a network
 * @param where the field of the spec, for refusals
 * @throws Error when a list has another length than dim, or the start is no law of independent coordinates
 */
export function coordinateLaws(
  spec: InitialSpec,
  dim: number,
  fanIn?: readonly number[],
  where = 'initial',
): CoordinateLaw[] {
  const spread = (field: string, value: number | readonly number[]): readonly number[] => {
    if (typeof value === 'number') return new Array<number>(dim).fill(value);
    if (value.length === dim) return value;
    throw new Error(
      `${where}.${field} is ${JSON.stringify(value)}; it must be one number or a list of ${dim}, one for every coordinate of the ${where === 'initial' ? 'model' : 'part'}.`,
    );
  };
  switch (spec.law) {
    case 'array':
      throw new Error(
        'initial.law is "array", which has no formula; a limit and a closed form need a normal, point, uniform or stable start.',
      );
    case 'parts':
      throw new Error(
        'initial has the parts hidden and output, those of a network with outputWeights { kind: trained }; this model must have one law for all its coordinates.',
      );
    case 'pytorch':
      if (fanIn === undefined)
        throw new Error(
          'initial.law is "pytorch", the start of a network\'s weights; this model is no network, so it must be normal, point, uniform, stable or array.',
        );
      return fanIn.map((n) => ({ law: 'uniform', low: -1 / Math.sqrt(n), high: 1 / Math.sqrt(n) }));
    case 'normal': {
      const means = spread('mean', spec.mean);
      const variances = spread('variance', spec.variance);
      return means.map((mean, c) =>
        variances[c] > 0 ? { law: 'normal', mean, variance: variances[c] } : { law: 'point', value: mean },
      );
    }
    case 'stable': {
      const locations = spread('location', spec.location);
      const { alpha } = spec;
      return spread('scale', spec.scale).map((scale, c) => ({
        law: 'stable',
        location: locations[c],
        scale,
        alpha,
      }));
    }
    case 'point':
      return spread('value', spec.value).map((value) => ({ law: 'point', value }));
    case 'uniform': {
      const lows = spread('low', spec.low);
      const highs = spread('high', spec.high);
      return lows.map((low, c) =>
        low < highs[c] ? { law: 'uniform', low, high: highs[c] } : { law: 'point', value: low },
      );
    }
  }
}
