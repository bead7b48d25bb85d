/** Words for what was measured, used on axes, in tables and in the report. */
import type { Metric } from '../engine/coupling.ts';
import type { Plan } from '../engine/plan.ts';

const AGAINST: Record<string, string> = {
  exact: 'limit particles on the same noise',
  doubling: '2N particles on the same noise',
  frozen: 'particles in a frozen field on the same noise',
  'half the step': 'half the step on the same noise',
};

/** The error that a study measures, as a formula and what it is measured against. */
export function metricLabel(metric: Metric, against: keyof typeof AGAINST): string {
  if (metric.kind === 'weak') return `|E cos(θ − 1) difference| at the horizon, against ${AGAINST[against]}`;
  const { power } = metric;
  const where = { horizon: 'at the horizon', sup: 'largest over the grid times', 'off-grid': 'half a step off the grid' }[metric.kind];
  const mean = power === 1 ? 'E‖Δθ‖' : `(E‖Δθ‖^${power})^(1/${power})`;
  return `${mean}, ${where}, against ${AGAINST[against]}`;
}

/** A plan in one sentence. */
export function setupOf(plan: Plan): string {
  const { model, noise } = plan;
  const system = {
    'cosine-network': () => (model.name === 'cosine-network' ? `cosine network, amplitude ${list(model.amplitude)}, phase ${list(model.phase)}` : ''),
    'mean-field-ou': () => (model.name === 'mean-field-ou' ? `mean-field Ornstein–Uhlenbeck, a = ${model.a}, k = ${model.k}` : ''),
    'neural-network': () => (model.name === 'neural-network' ? `${model.activation} network on ${dataOf(model.data)}` : ''),
  }[model.name]();
  return `${system}; Type ${noise.type} noise, α = ${noise.alpha}, σ = ${noise.scale}${noise.convention === 'standard' ? '' : ` (${noise.convention} convention)`}; horizon ${plan.horizon}`;
}

function list(value: number | readonly number[]): string {
  return typeof value === 'number' ? String(value) : `(${value.join(', ')})`;
}

function dataOf(data: { builtin: string; classes: readonly number[]; points?: number } | { file: string; target: unknown; points?: number }): string {
  const points = data.points === undefined ? '' : `, ${data.points} points`;
  return 'builtin' in data ? `${data.builtin} ${data.classes.join(' against ')}${points}` : `${data.file}${points}`;
}
