/** Words for what was measured, used on axes, in tables and in the report. */
import type { DiscretisationStudy } from './study.ts';
import type { Plan } from '../engine/plan.ts';
import type { DataSpec, ModelSpec } from '../models/spec.ts';

const AGAINST: Record<string, string> = {
  exact: 'limit particles on the same noise',
  doubling: '2N particles on the same noise',
  frozen: 'particles in a frozen field on the same noise',
  'half the step': 'half the step on the same noise',
};

/** The error that a study measures, as a formula and what it is measured against. */
export function metricLabel(metric: DiscretisationStudy['metrics'][number], against: keyof typeof AGAINST): string {
  if (metric.kind === 'weak') return `|E cos(θ − 1) difference| at the horizon, against ${AGAINST[against]}`;
  const { power } = metric;
  const where = { horizon: 'at the horizon', sup: 'largest over the grid times', 'off-grid': 'half a step off the grid' }[metric.kind];
  const mean = power === 1 ? 'E‖Δθ‖' : `(E‖Δθ‖^${power})^(1/${power})`;
  return `${mean}, ${where}, against ${AGAINST[against]}`;
}

/** A plan in one sentence. */
export function setupOf(plan: Plan): string {
  const { model, noise } = plan;
  return `${systemOf(model)}; Type ${noise.type} noise, α = ${noise.alpha}, σ = ${noise.scale}${noise.convention === 'standard' ? '' : ` (${noise.convention} convention)`}; horizon ${plan.horizon}`;
}

function systemOf(model: ModelSpec): string {
  switch (model.name) {
    case 'cosine-network':
      return `cosine network, amplitude ${list(model.amplitude)}, phase ${list(model.phase)}`;
    case 'mean-field-ou':
      return `mean-field Ornstein–Uhlenbeck, a = ${model.a}, k = ${model.k}`;
    case 'neural-network':
      return `${model.activation} network on ${dataOf(model.data)}`;
  }
}

function list(value: number | readonly number[]): string {
  return typeof value === 'number' ? String(value) : `(${value.join(', ')})`;
}

function dataOf(data: DataSpec): string {
  const points = data.points === undefined ? '' : `, ${data.points} points`;
  return 'builtin' in data ? `${data.builtin} ${data.classes.join(' against ')}${points}` : `${data.file}${points}`;
}
