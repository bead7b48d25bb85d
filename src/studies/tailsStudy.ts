/** Studies of tail-index estimators as a file writes them, and what they refuse: src/studies/tails.ts says what they measure. */
import { z } from 'zod';
import { BadInput } from '../engine/badInput.ts';
import { whole } from '../engine/plan.ts';
import { parseOrRefuse } from '../engine/sentence.ts';
import { LIMITS } from '../random/address.ts';
import type { EstimatorName } from '../tails/estimate.ts';
import { ESTIMATORS } from '../tails/estimators.ts';
import { LAWS, type LawName } from '../tails/laws.ts';
import { ascending } from './study.ts';

const NAMES = ESTIMATORS.map(({ name }) => name);

const between = (range: string, allowed: (value: number) => boolean) =>
  z.custom<number>((v) => typeof v === 'number' && allowed(v), { error: `must be ${range}` });

const listOf = <T extends z.ZodType>(of: T) =>
  z.array(of).min(1, { error: 'must be a list of at least one entry' });

export const tailsSchema = z.strictObject({
  study: z.literal('tails'),
  /** Tail indices of the laws, increasing; the stable laws of this house begin at 0.5. */
  alphas: listOf(between('a number from 0.5 to 2', (v) => v >= 0.5 && v <= 2)).default([
    0.8, 1, 1.2, 1.5, 1.75, 1.9, 2,
  ]),
  /** Sizes n of the samples, increasing. */
  counts: listOf(whole(20, 2 ** 24)).default([500, 5000, 50_000]),
  laws: listOf(z.enum(LAWS)).default([...LAWS]),
  /** Those of a scalar sample unless told. */
  estimators: listOf(z.enum(NAMES as [EstimatorName, ...EstimatorName[]])).default(
    NAMES.filter((name) => name !== 'log-moment-multivariate'),
  ),
  /** Samples per law, α and n: one number, or one for each n. */
  replicas: z.union([whole(20, 2 ** 24), z.array(whole(20, 2 ** 24))]),
  confidence: between('a number strictly between 0 and 1', (v) => v > 0 && v < 1).default(0.95),
  seed: whole(0, LIMITS.seed),
});

/** One law at one α and n. */
export interface TailsCell {
  readonly law: LawName;
  readonly alpha: number;
  readonly count: number;
  readonly replicas: number;
}

/** A checked study of estimators. */
export type TailsStudy = Omit<z.output<typeof tailsSchema>, 'replicas'> & {
  /** Law by law, α by α, n by n; the Gaussian law has one α, 2. */
  readonly cells: readonly TailsCell[];
};

/** What a file may hold, before it is checked. */
export type TailsInput = z.input<typeof tailsSchema>;

/** @throws BadInput one sentence with field, value and range */
export function readTailsStudy(input: unknown): TailsStudy {
  const { replicas, ...study } = parseOrRefuse(tailsSchema, input, 'study');
  const { alphas, counts, laws, estimators } = study;
  ascending(alphas, 'alphas');
  ascending(counts, 'counts');
  refuseTwice(laws, 'laws');
  refuseTwice(estimators, 'estimators');
  if (typeof replicas !== 'number' && replicas.length !== counts.length)
    throw new BadInput(
      `replicas has ${replicas.length} ${replicas.length === 1 ? 'number' : 'numbers'}; it must be one number, or one for each of the ${counts.length} counts.`,
    );
  const cells = laws.flatMap((law) =>
    (law === 'gaussian' ? [2] : alphas).flatMap((alpha) =>
      counts.map((count, at): TailsCell => {
        return { law, alpha, count, replicas: typeof replicas === 'number' ? replicas : replicas[at] };
      }),
    ),
  );
  return { ...study, cells };
}

function refuseTwice(names: readonly string[], field: string): void {
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new BadInput(`${field} has ${twice} twice; each may stand there once.`);
}
