/**
 * The claims registry: what theory says about each rate that a study can measure, with its source.
 * What theory has no rate for is refused, when the study is read.
 */
import type { Metric } from '../engine/coupling.ts';
import type { Plan, Problem } from '../engine/plan.ts';
import { createCodeModel } from '../models/codeModel.ts';
import type { CodeSpec } from '../models/codeSpec.ts';
import { type FieldGrowth, fieldGrowth } from '../models/fieldGrowth.ts';
import { isSeenLipschitz } from '../models/formula/lipschitz.ts';
import type { FormulaSpec } from '../models/formula/spec.ts';
import { dependsOnParticles, isArray, isPoint } from '../models/initialSpec.ts';
import { mayHaveKinks } from '../models/networkKind.ts';
import { isActivationName, networkOf } from '../models/networkSpec.ts';
import type { PairwiseSpec } from '../models/pairwiseSpec.ts';
import { notSeenLipschitz } from '../models/readPairs.ts';
import { tailIndices } from '../noise/tailIndices.ts';
import { randomBatchOrder } from '../schemes/randomBatch.ts';
import type { SchemeOrder } from '../schemes/scheme.ts';
import { createScheme, hasConstantSteps, type SchemeSpec } from '../schemes/schemeSpec.ts';
import type { RateClaim } from '../statistics/rate.ts';
import { hasBoundedDrift } from './boundedDrift.ts';
import { refuseNetworksWithoutRate } from './networkRates.ts';

const WAN =
  'Wan, Barsbey, Zaidi & Şimşekli, Implicit Compressibility of Overparametrized Neural Networks Trained with Heavy-Tailed SGD (ICML 2024)';

type Formulas = Pick<Problem, 'plan' | 'program' | 'pairs'>;

/** How what one particle does to another grows: φ through the field, or K of a pair. */
export function errorGrowth({ plan, program, pairs }: Formulas): FieldGrowth {
  return pairs === undefined ? fieldGrowth(plan.model, program) : pairs.growth;
}

/** @throws RangeError for random batches, whose error of order √τ hides what the study would measure */
function requireAllPairs({ model }: Plan): void {
  if (model.name === 'pairwise' && model.method.name === 'random-batch')
    throw new RangeError(
      'model.method is random-batch; this study measures the other errors of a pairwise model, so the method must be exact (study: random-batch measures that of the batches).',
    );
}

/**
 * Chaos error against the number of particles N.
 * @throws RangeError where theory has no rate
 */
export function chaosClaim(problem: Formulas): RateClaim {
  const { plan } = problem;
  requireAllPairs(plan);
  const { alpha, scale } = plan.noise;
  if (isArray(plan.initial))
    throw new RangeError(
      'initial is an array; propagation of chaos is known for independent, identically distributed starts, so it must be normal, point, uniform, stable or pytorch.',
    );
  const trained = plan.model.name === 'neural-network' && networkOf(plan.model).trained;
  if (dependsOnParticles(plan.initial, trained))
    throw new RangeError(
      'initial is "pytorch" for the output weights, uniform within 1/√N: a law that depends on N has no limit to compare with, so give the part output another law.',
    );
  refuseNetworksWithoutRate(plan, 'propagation of chaos');
  const system = plan.model.name;
  const growth = errorGrowth(problem);
  requireRateOfOwn(plan.model);
  if (growth !== 'bounded') requireKnownGrowth(plan, growth);
  if (growth === 'bounded' || scale === 0) {
    return {
      id: `chaos/${system}/alpha=${alpha}`,
      statement: `Propagation of chaos, ${scale === 0 ? 'no noise' : 'bounded field'} (${system}, α = ${alpha}): the coupled error falls like N^(−1/2)`,
      axis: 'particles',
      exponent: -1 / 2,
      kind: 'exact',
      asymptotic: growth === 'nonlinear' || isOwn(plan.model),
      assumptions:
        'bounded smooth field statistic (or no noise), Lipschitz drift, independent identically distributed start',
      source: `upper bound: ${WAN}, propagation of chaos; exact by the central limit theorem for the field`,
    };
  }
  if (growth === 'confined') {
    return {
      id: `chaos/${system}/alpha=${alpha}`,
      statement: `Propagation of chaos, confined particles (${system}, α = ${alpha}): the coupled error falls like N^(−1/2)`,
      axis: 'particles',
      exponent: -1 / 2,
      kind: 'exact',
      asymptotic: true,
      assumptions: `cubic confinement, so that a particle has tails of index α + 2 > 2 and the field a variance; one-sided Lipschitz drift; independent identically distributed start; a fixed horizon${alpha < 2 ? ', steps so fine that the scheme keeps the confinement (for α < 2 no theorem is known to us: the central limit theorem and those tails)' : ''}`,
      source:
        'Dawson, J. Stat. Phys. 31 (1983) 29–85 (α = 2, central limit theorem of the field); tails: Samorodnitsky & Grigoriu, Stochastic Process. Appl. 105 (2003) 69–97',
    };
  }
  if (alpha <= 1) {
    throw new RangeError(
      `noise.alpha is ${alpha}; the field of ${system} is a mean of α-stable size, which has a limit only for alpha above 1.`,
    );
  }
  return {
    id: `chaos/${system}/alpha=${alpha}`,
    statement: `Propagation of chaos, field with tails of index α (${system}, α = ${alpha}): the coupled error falls like N^(−(1 − 1/α))`,
    axis: 'particles',
    exponent: -(1 - 1 / alpha),
    kind: 'exact',
    // From a random start the mean of the starts adds an error of order N^(−1/2), which dies out more quickly.
    asymptotic: growth === 'nonlinear' || isOwn(plan.model) || !isPoint(plan.initial),
    assumptions: `1 < α ≤ 2, ${growth === 'linear' ? 'linear' : 'unbounded'} field statistic`,
    source:
      'closed form of the mean-field Ornstein–Uhlenbeck system and of the linear network from a point: the mean of N α-stable variables has scale N^(1/α − 1)',
  };
}

const ERROR_OF = {
  horizon: 'strong, grid times',
  sup: 'strong, grid times',
  'off-grid': 'strong, off the grid',
  weak: 'weak',
} as const satisfies Partial<Record<Metric['kind'], SchemeOrder['error']>>;

/** @throws RangeError for pairs that no rate is known for */
function requireLipschitzPairs(model: PairwiseSpec): void {
  const which = notSeenLipschitz(model);
  if (which !== undefined)
    throw new RangeError(
      `model.${which} is ${JSON.stringify(model[which])}, not seen to be Lipschitz (it may jump, or its derivatives have no bound that interval arithmetic finds); rates of a pairwise model are known here only where K and b are.`,
    );
}

/** @throws RangeError for formulas that no rate is known for */
function requireRateOfFormulas(model: FormulaSpec): void {
  if (model.noise !== undefined)
    throw new RangeError(
      `model.noise is ${JSON.stringify(model.noise)}, multiplicative; rates are known here for additive noise only.`,
    );
  if (!isSeenLipschitz(model))
    throw new RangeError(
      `model.${model.drift === undefined ? 'potential' : 'drift'} gives a drift that is not seen to be Lipschitz (it may jump, or its derivatives have no bound that interval arithmetic finds); rates are known here only for Lipschitz drifts.`,
    );
}

/** Whether the model is the user's own: how far its levels are from the limit is not known. */
function isOwn({ name }: Plan['model']): boolean {
  return name === 'formula' || name === 'code';
}

/** Drift and noise of the user's own must be as in the theorems. */
function requireRateOfOwn(model: Plan['model']): void {
  if (model.name === 'formula') requireRateOfFormulas(model);
  if (model.name === 'code') requireAdditive(model);
}

function requireAdditive(model: CodeSpec): void {
  if (createCodeModel(model).noiseFactor === undefined) return;
  throw new RangeError(
    `model.path is ${model.path}, whose noise is multiplicative (noiseFactor); rates are known here for additive noise only.`,
  );
}

/**
 * Of an unbounded φ the rate is known where it grows linearly, at infinity at least (relu and softplus do), and where the
 * start has lighter tails than the noise.
 */
function requireKnownGrowth({ model, noise, initial }: Plan, growth: FieldGrowth): void {
  if (initial.law === 'stable' && growth !== 'confined')
    throw new RangeError(
      'initial.law is "stable"; with an unbounded field statistic the tails of the start decide the rate, and none is known here, so use a normal, uniform or point start.',
    );
  if (growth !== 'nonlinear' || noise.scale === 0) return;
  if (model.name === 'neural-network' && isActivationName(model.activation)) return;
  const what =
    model.name === 'code'
      ? 'a code model whose growth is not given as "bounded" or "linear"'
      : 'a field statistic that is not seen to be bounded or linear';
  throw new RangeError(`model.name is "${model.name}"; no rate is known for ${what} under this noise.`);
}

/** The schemes by their names in a sentence. */
export const SCHEMES: Record<SchemeSpec['name'], string> = {
  euler: 'Euler scheme',
  'tamed-euler': 'Tamed Euler scheme',
  'split-step': 'Split step with exact linear part',
  sgd: 'Stochastic gradient descent',
};

/**
 * Discretisation error against the step η.
 * @throws RangeError where theory has no rate
 */
export function discretisationClaim(problem: Formulas, metric: keyof typeof ERROR_OF): RateClaim {
  const { plan } = problem;
  const { alpha } = plan.noise;
  const tails = tailIndices(plan.noise);
  const least = Math.min(alpha, tails.least);
  const { model } = plan;
  requireAllPairs(plan);
  if (model.name === 'pairwise') requireLipschitzPairs(model);
  if (least <= 1) {
    throw new RangeError(
      `noise.${least === alpha ? '' : 'common.'}alpha is ${least}; the rates of the Euler scheme are known here only for alpha above 1 (at most 2).`,
    );
  }
  refuseNetworksWithoutRate(plan, 'the Euler scheme');
  const { scheme } = plan;
  if (!hasConstantSteps(scheme)) {
    throw new RangeError(
      'scheme.schedule has steps of several lengths; a rate in the step is one of steps of one length, so leave the schedule out.',
    );
  }
  const tamed = scheme.name === 'tamed-euler' && tails.least === 2;
  if (scheme.name === 'tamed-euler' && !tamed && !hasBoundedDrift(problem)) {
    throw new RangeError(
      `scheme.name is "tamed-euler"; under noise of alpha ${tails.least} the taming of an unbounded drift adds errors with tails of half that index, and no rate is known, so use euler or alpha 2.`,
    );
  }
  if (model.name === 'double-well' && !tamed) {
    throw new RangeError(
      'model.name is "double-well"; its drift is not Lipschitz, and a rate is known only for scheme tamed-euler with noise.alpha 2.',
    );
  }
  if (scheme.name === 'sgd' && !scheme.replacement) {
    throw new RangeError(
      'scheme.replacement is false; the rate of sgd is known here for batches drawn anew at every step, so it must be true.',
    );
  }
  if (model.name === 'neural-network' && mayHaveKinks(model)) {
    throw new RangeError(
      `model.activation is ${JSON.stringify(model.activation)}; its drift jumps, and no rate of the Euler scheme is known for it, so use tanh, sigmoid or softplus.`,
    );
  }
  requireRateOfOwn(model);
  const error = ERROR_OF[metric];
  const order = createScheme(scheme, alpha).orders.find((o) => o.error === error);
  if (order === undefined) {
    throw new RangeError(
      `metrics has ${metric}; no rate of it is known for scheme ${scheme.name}, so use horizon or sup.`,
    );
  }
  const exponent = { 'strong, grid times': '1', 'strong, off the grid': '1/α', weak: '1' }[error];
  const power = scheme.name === 'sgd' ? '1/2' : exponent;
  return {
    id: `${scheme.name}/${metric === 'sup' ? 'strong-grid-sup' : error.replace(', ', ' ').replaceAll(' ', '-')}/${model.name}/alpha=${alpha}`,
    statement: `${SCHEMES[scheme.name]}, ${error}${metric === 'sup' ? ', the largest of them' : ''} (${model.name}, α = ${alpha}): the error falls like η^(${power})`,
    axis: 'step',
    // Off the grid the jumps of the largest tail index outweigh the others as η → 0.
    exponent: order.exponent(tails.least < 2 ? tails.most : alpha),
    kind: order.kind,
    asymptotic: order.asymptotic,
    assumptions: order.assumptions,
    source: order.source,
  };
}

/**
 * Error of random batches against the step τ between two divisions.
 * @throws RangeError where theory has no rate
 */
export function randomBatchClaim(problem: Formulas): RateClaim {
  const { model, noise } = problem.plan;
  if (model.name !== 'pairwise' || model.method.name !== 'random-batch')
    throw new RangeError(
      'model is no pairwise model with method random-batch; only its batches can be compared with all pairs.',
    );
  if (noise.alpha <= 1)
    throw new RangeError(
      `noise.alpha is ${noise.alpha}; the rate of random batches is known here only for alpha above 1 (at most 2).`,
    );
  if (errorGrowth(problem) !== 'bounded' && noise.alpha < 2 && noise.scale > 0)
    throw new RangeError(
      `model.interaction is not seen to be bounded; with noise of alpha ${noise.alpha} the partners of a batch are then heavy-tailed, and no rate is known: use a bounded K (sin, tanh …) or alpha 2.`,
    );
  requireLipschitzPairs(model);
  const { size } = model.method;
  if (problem.plan.particles < 2 * size)
    throw new RangeError(
      `particles is ${problem.plan.particles} and model.method.size is ${size}; there must be two batches at least, or a step takes all pairs.`,
    );
  const order = randomBatchOrder;
  return {
    id: `random-batch/strong-grid-times/p=${size}/alpha=${noise.alpha}`,
    statement: `Random batches of ${size}, strong error against all pairs (α = ${noise.alpha}): at most of order τ^(1/2) in the step τ`,
    axis: 'step',
    exponent: order.exponent(noise.alpha),
    kind: order.kind,
    asymptotic: order.asymptotic,
    assumptions: order.assumptions,
    source: order.source,
  };
}
