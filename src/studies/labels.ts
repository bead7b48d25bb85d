/** Words for what was measured, used on axes, in tables and in the report. */

import type { Plan } from '../engine/plan.ts';
import { networkWords } from '../models/networkKind.ts';
import type { DataSpec, ModelSpec } from '../models/spec.ts';
import { commonNoiseOf } from '../noise/commonNoise.ts';
import type { DiscretisationStudy } from './study.ts';

const AGAINST: Record<
  'exact' | 'doubling' | 'frozen' | 'half the step' | 'all pairs' | 'full batches',
  string
> = {
  exact: 'limit particles',
  doubling: '2N particles',
  frozen: 'particles in a frozen field',
  'half the step': 'half the step',
  'all pairs': 'all pairs',
  'full batches': 'full batches',
};

type StudyMetric = DiscretisationStudy['metrics'][number];

/** The measured error as a short formula, for an axis. */
export function errorFormula(metric: StudyMetric): string {
  if (metric.kind === 'weak') return '|ΔE cos(θ − 2)|';
  const size = metric.kind === 'sup' ? 'sup‖Δθ‖' : '‖Δθ‖';
  if (metric.power === 1) return `E ${size}`;
  if (metric.power === 0.25) return `(E ∜${size})⁴`;
  return metric.power === 0.5 ? `(E √${size})²` : `(E ${size}^p)^(1/p), p = ${metric.power}`;
}

/** What the formula means: where the error is read, and against what. */
export function metricLabel(metric: StudyMetric, against: keyof typeof AGAINST): string {
  const where = {
    horizon: 'at the horizon',
    sup: 'largest over the grid times',
    'off-grid': 'half a step off the grid',
    weak: 'at the horizon',
  }[metric.kind];
  return `${errorFormula(metric)}, ${where}, against ${AGAINST[against]} on the same noise`;
}

/** A plan in one sentence. */
export function setupOf(plan: Plan): string {
  const { model, noise } = plan;
  const own = `Type ${noise.type} noise, α = ${noise.alpha}, σ = ${noise.scale}${noise.convention === 'standard' ? '' : ` (${noise.convention} convention)`}`;
  return [systemOf(model), own, ...commonWords(noise), ...schemeOf(plan), `horizon ${plan.horizon}`].join(
    '; ',
  );
}

function commonWords(noise: Plan['noise']): string[] {
  const common = commonNoiseOf(noise);
  return common ? [`common noise of Type ${common.type}, α = ${common.alpha}, σ₀ = ${common.scale}`] : [];
}

/** The scheme, where it is not Euler with steps of one length. */
function schemeOf({ scheme }: Plan): string[] {
  const { name, schedule } = scheme;
  const own =
    name === 'sgd'
      ? [`sgd, batches of ${scheme.batch}`]
      : name === 'split-step'
        ? [`split step, λ = ${scheme.rate}`]
        : name === 'tamed-euler'
          ? ['tamed Euler']
          : [];
  return [...own, ...(schedule && schedule.name !== 'constant' ? [`${schedule.name} schedule`] : [])];
}

/** A model in a few words. */
export function systemOf(model: ModelSpec): string {
  switch (model.name) {
    case 'cosine-network':
      return `cosine network, amplitude ${list(model.amplitude)}, phase ${list(model.phase)}`;
    case 'mean-field-ou':
      return `mean-field Ornstein–Uhlenbeck, a = ${model.a}, k = ${model.k}`;
    case 'neural-network':
      return `${networkWords(model)} on ${dataOf(model.data)}`;
    case 'pairwise':
      return `pairs with K(z) = ${model.interaction.join(', ')}${model.drift ? `, b(x) = ${model.drift.join(', ')}` : ''}${parametersOf(model.parameters)}`;
    case 'formula':
      return `formula model, field ${model.field.join(', ')}, ${model.drift ? `drift ${model.drift.join(', ')}` : `potential ${model.potential}`}${model.noise ? `, noise times ${model.noise.join(', ')}` : ''}${parametersOf(model.parameters)}`;
    case 'code':
      return `code model ${model.path.replace(/^.*[\\/]/, '')}`;
    case 'linear-network':
      return `linear network, c = ${model.c}, target ${model.target}`;
    case 'kuramoto':
      return `Kuramoto model, K = ${model.coupling}`;
    case 'double-well':
      return `Curie–Weiss double well, k = ${model.coupling}`;
  }
}

/** `; k = 1, a = 2`, or nothing. */
function parametersOf(parameters: Readonly<Record<string, number>> = {}): string {
  const named = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`);
  return named.length === 0 ? '' : ` (${named.join(', ')})`;
}

function list(value: number | readonly number[]): string {
  return typeof value === 'number' ? String(value) : `(${value.join(', ')})`;
}

function dataOf(data: DataSpec): string {
  const points = data.points === undefined ? '' : `, ${data.points} points`;
  return 'builtin' in data
    ? `${data.builtin} ${data.classes.join(data.classes.length > 2 ? ', ' : ' against ')}${points}`
    : `${data.file}${points}`;
}
