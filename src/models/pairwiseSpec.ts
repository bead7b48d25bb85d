/** Pairwise models as a plan writes them. The formulas themselves are read in readPairs.ts. */
import { z } from 'zod';
import { formulas, MOST_COORDINATES, parameters } from './formula/spec.ts';

/** More particles than this make an exact step of over two hundred million pairs. */
export const MOST_EXACT = 20_000;
/** Numbers of particles in a division are 32-bit. */
const MOST_DIVIDED = 2 ** 31 - 1;

const whole = (min: number, max: number) =>
  z.custom<number>((v) => Number.isInteger(v) && (v as number) >= min && (v as number) <= max, {
    error: `must be a whole number from ${min} to ${max}`,
  });

const methodSchema = z.discriminatedUnion('name', [
  /** Batches of `size` particles, divided anew at random in every step. */
  z.strictObject({ name: z.literal('random-batch'), size: whole(2, MOST_DIVIDED) }),
  /** Every pair, O(N²). */
  z.strictObject({ name: z.literal('exact') }),
]);

/** How the particles meet. */
export type PairMethod = z.output<typeof methodSchema>;

export const pairwiseSchema = z
  .strictObject({
    name: z.literal('pairwise'),
    /** Coordinates of one particle. */
    dim: whole(1, MOST_COORDINATES).default(1),
    parameters: parameters.optional(),
    /** K, one formula per coordinate, in z1 … z_dim: the position of the particle that is moved minus its partner's. */
    interaction: formulas('coordinate', MOST_COORDINATES),
    /** b, one formula per coordinate, in x1 … x_dim; 0 unless given. */
    drift: formulas('coordinate', MOST_COORDINATES).optional(),
    method: methodSchema.default({ name: 'random-batch', size: 2 }),
  })
  .superRefine(({ dim, parameters: given = {}, interaction, drift = interaction }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    const many = `must hold as many formulas as dim says, ${dim}`;
    if (Object.keys(given).some((name) => /^z\d*$/.test(name)))
      refuse('parameters', 'must have names other than z, z1, z2 …, which are the coordinates of z');
    else if (interaction.length !== dim) refuse('interaction', many);
    else if (drift.length !== dim) refuse('drift', many);
  });

export type PairwiseSpec = z.output<typeof pairwiseSchema>;

/** @throws RangeError of one sentence when so many particles cannot meet by the method */
export function requireMethod(method: PairMethod, particles: number): void {
  if (particles < 2)
    throw new RangeError(`particles is ${particles}; a pairwise model must have at least 2.`);
  if (method.name === 'exact') {
    if (particles <= MOST_EXACT) return;
    throw new RangeError(
      `particles is ${particles} and model.method is exact, whose steps take N² pairs; there must be at most ${MOST_EXACT} of them, or the method random-batch.`,
    );
  }
  if (method.size > particles)
    throw new RangeError(
      `model.method.size is ${method.size}; it must be a whole number from 2 to particles, ${particles}.`,
    );
  if (particles > MOST_DIVIDED)
    throw new RangeError(
      `particles is ${particles}; a random division must have at most ${MOST_DIVIDED} particles.`,
    );
}
