/** The figures of a run: rates grouped by what they are rates of, laws, noise types, field paths. */
import type { RateClaim } from '../statistics/rate.ts';
import { SCHEMES } from '../studies/claims.ts';
import { setupOf } from '../studies/labels.ts';
import type { Evidence, NamedRate } from '../studies/verify.ts';
import type { FieldPathInput } from './fieldPathFigure.ts';
import { createFigure, type Figure } from './figure.ts';
import type { NoiseTypesInput } from './noiseTypesFigure.ts';
import type { RateFigureInput } from './rateFigure.ts';
import type { RatePairInput } from './ratePairFigure.ts';
import { centreOf, lawOf } from './samplerFigures.ts';
import { SYSTEM_NAMES } from './systemName.ts';

/**
 * The figure for a paper, where there is one; then one figure per family of claims (chaos of one system, one error of one
 * scheme), a series per α; of minibatches per β.
 */
export function rateFigures(rates: readonly NamedRate[]): Figure[] {
  const families = [...familiesOf(rates)].map(([family, members]) =>
    createFigure(family.replaceAll(/[^\w-]/g, '-'), 'rate', rateInput(family, members)),
  );
  return [...pairFigure(rates), ...families];
}

/** The figure for a paper: chaos and discretisation of the first system that has both at the same α, at most four of them. */
function pairFigure(rates: readonly NamedRate[]): Figure[] {
  const families = familiesOf(rates);
  for (const error of ['strong-off-the-grid', 'strong-grid-times'])
    for (const [family, right] of families) {
      const [scheme, kind, system] = family.split('/');
      const left = families.get(`chaos/${system}`);
      if (scheme !== 'euler' || kind !== error || left === undefined) continue;
      const shared = left.map(alphaOf).filter((alpha) => right.some((rate) => alphaOf(rate) === alpha));
      if (shared.length === 0) continue;
      const drawn = spread(shared, 4);
      const of = (members: readonly NamedRate[]) =>
        drawn.map((alpha) => members.find((rate) => alphaOf(rate) === alpha)!);
      const input: RatePairInput = {
        system: systemName(system!),
        panels: [
          { heading: 'propagation of chaos', ...rateInput(`chaos/${system}`, of(left)) },
          {
            heading: error === 'strong-grid-times' ? 'Euler, grid times' : 'Euler, off the grid',
            ...rateInput(family, of(right)),
          },
        ],
        omitted: shared.filter((alpha) => !drawn.includes(alpha)).map((alpha) => `α = ${alpha}`),
      };
      return [createFigure('rates', 'rate-pair', input)];
    }
  return [];
}

const alphaOf = ({ claim }: NamedRate) => Number(/alpha=(.*)$/.exec(claim.id)?.[1]);

/** At most `most` of the values: again and again one of the closest pair goes, not the first and not the last. */
function spread(values: readonly number[], most: number): number[] {
  const kept = values.toSorted((a, b) => a - b);
  while (kept.length > most) {
    const room = (i: number) => kept[i + 1]! - kept[i - 1]!;
    const inner = kept.map((_, i) => i).slice(1, -1);
    kept.splice(
      inner.reduce((best, i) => (room(i) < room(best) ? i : best)),
      1,
    );
  }
  return kept;
}

function familiesOf(rates: readonly NamedRate[]): Map<string, NamedRate[]> {
  return Map.groupBy(rates, (rate) => rate.claim.id.replace(/\/(alpha|beta)=.*$/, ''));
}

function rateInput(family: string, members: readonly NamedRate[]): RateFigureInput {
  const [{ claim, error }] = members as [NamedRate];
  return {
    subject: subjectOf(family),
    series: members.map((rate) => ({ ...rate, label: parameterOf(rate.claim) })),
    metricLabel: `${errorKind(claim)} ${error}`,
    levelLabel: claim.axis === 'particles' ? 'number of particles N' : 'step η',
  };
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

const systemName = (model: string) => SYSTEM_NAMES[model as keyof typeof SYSTEM_NAMES];

function subjectOf(family: string): string {
  const [kind, second, third] = family.split('/');
  if (kind === 'chaos') return `Chaos error, ${systemName(second)}`;
  if (kind === 'minibatch') return `Minibatches, ${systemName(second)}`;
  if (kind === 'random-batch')
    return `Error of random batches against all pairs, ${third.replace('=', ' = ')}`;
  const error = {
    'strong-grid-times': 'Strong error at grid times',
    'strong-grid-sup': 'Largest strong error over the grid times',
    'strong-off-the-grid': 'Strong error off the grid',
    weak: 'Weak error',
  }[second];
  if (kind === 'euler') return `${error}, ${systemName(third)}`;
  const [first, ...rest] = error ?? '';
  return `${SCHEMES[kind as keyof typeof SCHEMES]}: ${first.toLowerCase()}${rest.join('')}, ${systemName(third)}`;
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
