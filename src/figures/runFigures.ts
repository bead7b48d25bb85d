/** The figures of a run: rates grouped by what they are rates of, laws, noise types, field paths. */
import type { RateClaim } from '../statistics/rate.ts';
import { SCHEMES } from '../studies/claims.ts';
import { setupOf } from '../studies/labels.ts';
import type { Evidence, NamedRate } from '../studies/verify.ts';
import type { FieldPathInput } from './fieldPathFigure.ts';
import { createFigure, type Figure } from './figure.ts';
import type { NoiseTypesInput } from './noiseTypesFigure.ts';
import type { RateFigureInput } from './rateFigure.ts';
import { centreOf, lawOf } from './samplerFigures.ts';

/** One figure per family of claims (chaos of one system, one error of one scheme), a series per α; of minibatches per β. */
export function rateFigures(rates: readonly NamedRate[]): Figure[] {
  const families = Map.groupBy(rates, (rate) => rate.claim.id.replace(/\/(alpha|beta)=.*$/, ''));
  return [...families].map(([family, members]) => {
    const { claim, error } = members[0];
    const input: RateFigureInput = {
      subject: subjectOf(family),
      series: members.map((rate) => ({ ...rate, label: parameterOf(rate.claim) })),
      metricLabel: `${errorKind(claim)} ${error}`,
      levelLabel: claim.axis === 'particles' ? 'number of particles N' : 'step η',
    };
    return createFigure(family.replaceAll(/[^\w-]/g, '-'), 'rate', input);
  });
}

/** `α = 1.5`, or of minibatches `β = 0.5`. */
function parameterOf({ id }: RateClaim): string {
  const [, name, value] = /(alpha|beta)=(.*)$/.exec(id) ?? [];
  return `${name === 'beta' ? 'β' : 'α'} = ${value}`;
}

function errorKind({ axis, id }: RateClaim): string {
  if (id.startsWith('minibatch/')) return 'distance to full batches';
  if (axis === 'particles') return 'chaos error';
  return id.startsWith('random-batch/') ? 'random-batch error' : 'discretisation error';
}

const SYSTEMS: Record<string, string> = {
  'cosine-network': 'cosine network',
  'mean-field-ou': 'mean-field OU',
  'neural-network': 'neural network',
  code: 'code model',
  'linear-network': 'linear network',
  kuramoto: 'Kuramoto model',
  'double-well': 'double well',
  formula: 'formula model',
  pairwise: 'pairs',
};

function subjectOf(family: string): string {
  const [kind, second, third] = family.split('/');
  if (kind === 'chaos') return `Chaos error, ${SYSTEMS[second]}`;
  if (kind === 'minibatch') return `Minibatches, ${SYSTEMS[second]}`;
  if (kind === 'random-batch')
    return `Error of random batches against all pairs, ${third.replace('=', ' = ')}`;
  const error = {
    'strong-grid-times': 'Strong error at grid times',
    'strong-grid-sup': 'Largest strong error over the grid times',
    'strong-off-the-grid': 'Strong error off the grid',
    weak: 'Weak error',
  }[second];
  if (kind === 'euler') return `${error}, ${SYSTEMS[third]}`;
  const [first, ...rest] = error ?? '';
  return `${SCHEMES[kind as keyof typeof SCHEMES]}: ${first.toLowerCase()}${rest.join('')}, ${SYSTEMS[third]}`;
}

/** Law of the sampler, the noise types, and the field of one system against its limit. */
export function evidenceFigures({ laws, projections, path }: Evidence): Figure[] {
  const types: NoiseTypesInput = {
    alpha: projections.alpha,
    samples: projections.samples,
    rows: projections.rows.map((row) => ({
      ...row,
      direction: `u = (${row.direction.join(', ').replace('-', '−')})`,
    })),
  };
  const field = fieldInput(path);
  return [
    lawOf(laws),
    centreOf(laws[1]),
    createFigure('noise-types', 'noise-types', types),
    createFigure('field-path', 'field-path', field),
  ];
}

/** Re ρ₁ and Im ρ₁ of a one-dimensional cosine network over time. */
function fieldInput({ plan, fields, limit }: Evidence['path']): FieldPathInput {
  const rows = plan.steps + 1;
  const column = (all: Float64Array, replica: number, part: number) =>
    Float64Array.from({ length: rows }, (_, k) => all[2 * (replica * rows + k) + part]);
  return {
    times: Float64Array.from({ length: rows }, (_, k) => (k * plan.horizon) / plan.steps),
    particles: plan.particles,
    setup: setupOf(plan),
    panels: ['Re ρ₁', 'Im ρ₁'].map((label, part) => ({
      label,
      replicas: Array.from({ length: plan.replicas }, (_, r) => column(fields, r, part)),
      limit: column(limit, 0, part),
    })),
  };
}
