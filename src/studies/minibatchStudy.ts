/** Minibatch studies as a file writes them, and what they refuse: src/studies/minibatch.ts says what they measure. */
import { z } from 'zod';
import { BadInput } from '../engine/badInput.ts';
import { type Problem, whole } from '../engine/plan.ts';
import { dependsOnParticles } from '../models/initialSpec.ts';
import { mayHaveKinks } from '../models/networkKind.ts';
import { networkOf } from '../models/networkSpec.ts';

export const minibatchSchema = z.strictObject({
  study: z.literal('minibatch'),
  /** A plan with scheme sgd, without steps, cells, particles and replicas: the study says these. */
  plan: z.record(z.string(), z.unknown()),
  particles: z.array(whole(2, 2 ** 24)).min(3, { error: 'must be a list of at least 3 levels' }),
  /** β of each rate: 1 keeps the step for every N. */
  exponents: z
    .array(
      z.custom<number>((v) => typeof v === 'number' && v >= 0 && v <= 1, {
        error: 'must be a number from 0 to 1',
      }),
    )
    .min(1, { error: 'must be a list of at least one number from 0 to 1' })
    .default([0.5, 1]),
  /** Steps to the horizon at the smallest N. */
  steps: whole(1, 2 ** 24),
  replicas: whole(8, 2 ** 24),
});

/** Minibatches against full batches, over N with steps like N^(β−1). */
export type MinibatchStudy = Omit<z.output<typeof minibatchSchema>, 'plan'> & { readonly problem: Problem };

type Levels = Pick<MinibatchStudy, 'particles' | 'steps'>;

/** Steps of N particles in regime β. @throws BadInput when their number is not whole */
export function stepsOf({ particles, steps }: Levels, n: number, beta: number): number {
  const exact = steps * (n / particles[0]) ** (1 - beta);
  const count = Math.round(exact);
  if (Math.abs(exact - count) <= 1e-9 * exact) return count;
  throw new BadInput(
    `exponents has ${beta}; at N = ${n} that makes ${exact.toPrecision(6)} steps, which must be a whole number: let particles grow by factors whose power ${1 - beta} is whole.`,
  );
}

/** The numbers of steps of all systems; the finest must be a multiple of each. */
export function minibatchSteps(study: Levels & Pick<MinibatchStudy, 'exponents'>): number {
  const all = study.exponents.flatMap((beta) => study.particles.map((n) => stepsOf(study, n, beta)));
  const finest = Math.max(...all);
  const bad = all.find((count) => finest % count !== 0);
  if (bad === undefined) return finest;
  throw new BadInput(
    `steps is ${study.steps}; that makes ${bad} steps, which do not divide the finest, ${finest}.`,
  );
}

/** Refuses a plan whose minibatches cannot be compared with full batches. */
export function checkMinibatch({ plan }: Problem, bounded: boolean): void {
  if (plan.scheme.name !== 'sgd')
    throw new BadInput(`plan.scheme.name is "${plan.scheme.name}"; a minibatch study needs sgd.`);
  if (!plan.scheme.replacement)
    throw new BadInput(
      'plan.scheme.replacement is false; the rate is known for batches drawn independently at every step, so it must be true.',
    );
  if (plan.model.name === 'neural-network' && plan.model.scaling === 'plain')
    throw new BadInput('plan.model.scaling is "plain"; the regimes are those of the mean-field scaling.');
  if (plan.model.name !== 'neural-network') return;
  const { trained } = networkOf(plan.model);
  if (mayHaveKinks(plan.model))
    throw new BadInput(
      `plan.model.activation is ${JSON.stringify(plan.model.activation)}; its drift jumps, and the rate is known for smooth drifts, so use tanh, sigmoid or softplus.`,
    );
  if (dependsOnParticles(plan.initial, trained))
    throw new BadInput(
      'plan.initial is "pytorch" for the output weights, uniform within 1/√N; N varies here, so give the part output another law.',
    );
  if (!bounded)
    throw new BadInput(
      `plan.model.${trained ? 'outputWeights is { kind: trained }' : 'activation is unbounded'}; under stable noise the distance has no interval, so use ${trained ? 'fixed output weights' : 'tanh or sigmoid'}, or noise of scale 0.`,
    );
}
