/** Pairwise models as a plan writes them. */
import { z } from 'zod';

/** More particles than this make an exact step of over a hundred million pairs. */
export const MOST_EXACT = 20_000;
/** Numbers of particles in a division are 32-bit. */
const MOST_DIVIDED = 2 ** 31 - 1;

const whole = (min: number, max: number) =>
  z.custom<number>((v) => Number.isInteger(v) && (v as number) >= min && (v as number) <= max, {
    error: `must be a whole number from ${min} to ${max}`,
  });

const formulas = z.array(z.string());

const methodSchema = z.discriminatedUnion('name', [
  /** Batches of `size` particles, divided anew at random in every step. */
  z.strictObject({ name: z.literal('random-batch'), size: whole(2, MOST_DIVIDED) }),
  /** Every pair, O(N²). */
  z.strictObject({ name: z.literal('exact') }),
]);

/** How the particles meet. */
export type PairMethod = z.output<typeof methodSchema>;

export const pairwiseSchema = z.strictObject({
  name: z.literal('pairwise'),
  /** Coordinates of one particle. */
  dim: whole(1, 64).default(1),
  parameters: z
    .record(z.string(), z.custom<number>(Number.isFinite, { error: 'must be a finite number' }))
    .default({}),
  /** K, one formula per coordinate, of z1 … z_dim: the position of the particle that is moved minus that of its partner. */
  interaction: formulas,
  /** b, one formula per coordinate, of x1 … x_dim; 0 unless given. */
  drift: formulas.optional(),
  method: methodSchema.default({ name: 'random-batch', size: 2 }),
});

export type PairwiseSpec = z.output<typeof pairwiseSchema>;

/** @throws RangeError of one sentence when so many particles cannot meet by the method */
export function requireMethod(method: PairMethod, particles: number): void {
  if (particles < 2)
    throw new RangeError(`particles is ${particles}; a pairwise model must have at least 2.`);
  if (method.name === 'exact') {
    if (particles <= MOST_EXACT) return;
    throw new RangeError(
      `particles is ${particles} and model.method is exact, whose steps take N² pairs; it must be at most ${MOST_EXACT}, or the method random-batch.`,
    );
  }
  if (method.size > particles)
    throw new RangeError(
      `model.method.size is ${method.size}; a batch must be no larger than the number of particles, ${particles}.`,
    );
  if (particles > MOST_DIVIDED)
    throw new RangeError(
      `particles is ${particles}; a random division must have at most ${MOST_DIVIDED} particles.`,
    );
}
