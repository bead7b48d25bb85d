/**
 * What a plan means: its equations, noise, scheme, limit, and what theory knows about its rates. No step is taken; a code
 * model's module is loaded and asked, as whenever a plan is read.
 */
import { modelOf } from '../engine/modelOf.ts';
import type { Problem } from '../engine/plan.ts';
import { hasExactLimit, hasSchemeLimit } from '../limits/limit.ts';
import { fieldGrowth } from '../models/fieldGrowth.ts';
import { commonNoiseOf } from '../noise/commonNoise.ts';
import { createScheme } from '../schemes/schemeSpec.ts';
import type { RateClaim } from '../statistics/rate.ts';
import { chaosClaim, discretisationClaim, errorGrowth, randomBatchClaim, SCHEMES } from './claims.ts';
import { setupOf } from './labels.ts';
import { type ModelEquations, modelEquations } from './modelEquations.ts';

/** A rate that theory knows, or why it knows none. */
export type ExplainedRate =
  | Pick<RateClaim, 'statement' | 'assumptions' | 'source'>
  | { readonly none: string };

/** A plan in words: equations with derivatives, scheme, limit and known rates. */
export interface Explanation extends ModelEquations {
  readonly setup: string;
  readonly coordinates: number;
  readonly fieldEntries: number;
  /** Coordinates that receive noise. */
  readonly noisyCoordinates: number;
  readonly multiplicativeNoise: boolean;
  readonly commonNoise: boolean;
  /** How φ grows with the particle: fieldGrowth.ts. */
  readonly fieldGrowth: string;
  readonly scheme: string;
  readonly limit: string;
  readonly rates: readonly ExplainedRate[];
}

/** The rates of which an explanation tells: chaos, and strong errors at grid times. */
export function explain(problem: Problem): Explanation {
  const { plan, program } = problem;
  const model = modelOf(problem);
  return {
    setup: setupOf(plan),
    coordinates: model.dim,
    fieldEntries: model.fieldDim,
    noisyCoordinates: model.noisy ?? model.dim,
    multiplicativeNoise: model.noiseFactor !== undefined,
    commonNoise: commonNoiseOf(plan.noise) !== undefined,
    fieldGrowth: fieldGrowth(plan.model, program),
    ...modelEquations(problem),
    scheme: schemeWords(problem),
    limit: limitWords(problem),
    rates: ratesOf(problem),
  };
}

function ratesOf(problem: Problem): ExplainedRate[] {
  const { model } = problem.plan;
  if (model.name === 'pairwise' && model.method.name === 'random-batch')
    return [rateOf(() => randomBatchClaim(problem))];
  return [rateOf(() => chaosClaim(problem)), rateOf(() => discretisationClaim(problem, 'horizon'))];
}

function rateOf(claim: () => RateClaim): ExplainedRate {
  try {
    const { statement, assumptions, source } = claim();
    return { statement, assumptions, source };
  } catch (error) {
    return { none: error instanceof Error ? error.message : String(error) };
  }
}

function schemeWords(problem: Problem): string {
  const { plan } = problem;
  const { scheme, horizon, steps, noise } = plan;
  const { drift, noise: factor, taming } = createScheme(scheme, noise.alpha).move(horizon / steps);
  const tamed = taming > 0 ? '/(1 + η‖b‖)' : '';
  const batch = scheme.name === 'sgd' ? `, b of a minibatch of ${scheme.batch}` : '';
  const lengths =
    scheme.schedule && scheme.schedule.name !== 'constant' ? ` (mean; ${scheme.schedule.name} schedule)` : '';
  const phi = drift === horizon / steps ? 'η' : `${digits(drift)}`;
  const s = modelOf(problem).noiseFactor ? 's·' : '';
  const psi = `${factor === 1 ? '' : `${digits(factor)}·`}${s}`;
  const common = commonNoiseOf(noise) ? ', ΔL with the common noise in it' : '';
  return `${SCHEMES[scheme.name]}: θ ← θ + ${phi} b${tamed} + ${psi}ΔL${batch}${common}; ${steps} steps, η = ${digits(horizon / steps)}${lengths}`;
}

function limitWords(problem: Problem): string {
  const { plan, pairs } = problem;
  if (hasSchemeLimit(plan)) return 'exact, in continuous time and of the scheme: mckean limit';
  if (hasExactLimit(plan))
    return 'exact in continuous time only: mckean limit; studies compare with doubling';
  const random = commonNoiseOf(plan.noise) !== undefined || plan.scheme.name === 'sgd';
  const frozen = pairs === undefined && !random && errorGrowth(problem) === 'bounded';
  return `no exact limit is known: studies compare N with 2N (doubling)${frozen ? ', or with a frozen field' : ''}`;
}

function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}
