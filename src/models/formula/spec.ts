/** A formula model as a plan writes it. The formulas themselves are read in readModel.ts, where their names are known. */
import { z } from 'zod';
import { FUNCTIONS } from './functions.ts';

/** Coordinates, field entries and parameters, at most. */
export const MOST_COORDINATES = 64;
export const MOST_ENTRIES = 64;
export const MOST_PARAMETERS = 64;

/** A number is the constant formula. */
const formula = z
  .custom<string | number>((v) => typeof v === 'string' || Number.isFinite(v), {
    error: 'must be a formula, for example "cos(x1)"',
  })
  .transform(String);

/** A list of 1 to `most` formulas. */
export const formulas = (what: string, most: number) =>
  z
    .custom<unknown[]>((v) => Array.isArray(v) && v.length >= 1 && v.length <= most, {
      error: `must be a list of 1 to ${most} formulas, one for every ${what}`,
    })
    .pipe(z.array(formula));

const NAME = /^[A-Za-z][A-Za-z0-9_]{0,31}$/;
/** Names that mean something already: coordinates, field entries, constants, words of mathjs and of JavaScript. */
const TAKEN = new Set([
  ...['x', 'm', 'pi', 'e', 'i', 'mod', 'to', 'in', 'and', 'or', 'xor', 'not', 'end'],
  ...['true', 'false', 'null', 'undefined', 'NaN', 'Infinity'],
  ...Object.getOwnPropertyNames(Object.prototype),
  ...['prototype', 'arguments', 'caller'],
  ...FUNCTIONS.keys(),
]);

function isParameterName(name: string): boolean {
  return NAME.test(name) && !/^[xm]\d+$/.test(name) && !TAKEN.has(name);
}

const isMapping = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

/** Names and numbers. */
export const parameters = z
  .custom<Record<string, number>>(
    (v) =>
      isMapping(v) &&
      Object.keys(v).length <= MOST_PARAMETERS &&
      Object.entries(v).every(([name, value]) => isParameterName(name) && Number.isFinite(value)),
    {
      error: `must be a mapping of at most ${MOST_PARAMETERS} names to finite numbers; a name is a letter and then up to 31 letters, digits or _, and none of x, m, x1, m1 …, pi, e, nor a function's or a reserved word`,
    },
  )
  .transform((v) => ({ ...v }));

export const formulaSpecSchema = z
  .strictObject({
    name: z.literal('formula'),
    dim: z
      .custom<number>((v) => Number.isInteger(v) && (v as number) >= 1 && (v as number) <= MOST_COORDINATES, {
        error: `must be a whole number from 1 to ${MOST_COORDINATES}`,
      })
      .default(1),
    parameters: parameters.optional(),
    field: formulas('entry of the field', MOST_ENTRIES),
    drift: formulas('coordinate', MOST_COORDINATES).optional(),
    potential: formula.optional(),
    noise: formulas('coordinate, or one for all', MOST_COORDINATES).optional(),
  })
  .superRefine(({ dim, drift, potential, noise }, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if ((drift === undefined) === (potential === undefined))
      refuse([], 'must have either a drift or a potential');
    else if (drift !== undefined && drift.length !== dim)
      refuse(['drift'], `must hold as many formulas as dim says, ${dim}`);
    else if (noise !== undefined && noise.length !== 1 && noise.length !== dim)
      refuse(
        ['noise'],
        dim === 1 ? 'must hold one formula' : `must hold one formula, or as many as dim says, ${dim}`,
      );
  });

export type FormulaSpec = z.output<typeof formulaSpecSchema>;
