/**
 * The set-up of a run as HTML: the recursion, field, noise and limit of its own plan, its model's equations, and a table
 * of what every symbol stands for here. Of a run of many systems, the equations in general and then every model's.
 */
import type { Plan, Problem } from '../../engine/plan.ts';
import type { InitialSpec, PartSpec } from '../../models/initialSpec.ts';
import { commonNoiseOf } from '../../noise/commonNoise.ts';
import type { NoiseSpec } from '../../noise/noiseLaw.ts';
import { explain } from '../../studies/explain.ts';
import { escapeHtml } from '../html.ts';
import { SYSTEM_NAMES } from '../systemName.ts';
import { formatNumber, listOf } from '../text.ts';
import { display, equations, inline, mi, mn, mo, sub, sup, upright } from './mathml.ts';
import { modelMath } from './modelMath.ts';
import {
  CHARACTERISTICS,
  characteristic,
  FIELD,
  limitEquation,
  PARTICLE,
  recursion,
  type SystemShape,
} from './particleMath.ts';
import { htmlTable } from './table.ts';

/** Symbol in MathML, its meaning, and its value as text. */
export type SymbolRow = readonly [string, string, string];

const N = mi('N');
const eta = mi('η');

/** Rows of `valuesOf` that a study says itself: what it varies, and over which values. */
export type Varied = Partial<Record<'particles' | 'steps' | 'alpha' | 'replicas', string>>;

/** The set-up of one plan. `rest` are rows for the end of the table. */
export function planSetUp(problem: Problem, varied: Varied = {}, rest: readonly SymbolRow[] = []): string {
  const { plan } = problem;
  const explanation = explain(problem);
  const shape = shapeOf(plan, explanation.multiplicativeNoise);
  const model = modelMath(problem);
  const one = explanation.coordinates === 1;
  const common = commonNoiseOf(plan.noise);
  const noisy =
    explanation.noisyCoordinates < explanation.coordinates
      ? ` Only the first ${explanation.noisyCoordinates} coordinates receive noise.`
      : '';
  const each =
    plan.model.name === 'cosine-network' && !one ? ' These hold for every coordinate by itself.' : '';
  const limit = limitEquation(shape);
  return `<p>The system: ${escapeHtml(model.name)}. Particle ${inline(PARTICLE)} ${one ? 'on the line' : `in ${explanation.coordinates} dimensions`}${plan.model.name === 'neural-network' ? ' (a neuron’s weights)' : ''} moves in step <i>k</i> by</p>
${equations(...recursion(shape), ...(shape.pairs === undefined ? [FIELD] : []))}
${shape.pairs === undefined ? `<p>with the field ${inline(mi('m'))} and the drift ${inline(mi('b'))} of the model${shape.multiplicative ? ` and the factor ${inline(mi('s'))} of the noise, coordinate by coordinate` : ''}:</p>` : `<p>with the interaction ${inline(mi('K'))} and the drift ${inline(mi('b'))}:</p>`}
${model.equations}
<p>${each === '' ? '' : `${each} `}${noiseWords(plan.noise)}${common ? ` The common noise ${inline(sup(mi('X'), mn(0)))} is one vector for all particles, with tail index ${formatNumber(common.alpha)} and Type ${common.type}.` : ''}${noisy}</p>
${limit.length === 0 ? '' : `<p>For many particles and small steps the limit is the McKean–Vlasov equation</p>\n${equations(...limit)}`}
${symbolTable([...valuesOf(plan, explanation.coordinates, varied, model.values), ...rest])}`;
}

/** The set-up of a run over many systems. */
export function systemsSetUp(problems: readonly Problem[]): string {
  const models = [...Map.groupBy(problems, (problem) => modelMath(problem).equations).values()];
  const own = models.map((of) => {
    const alphas = [...new Set(of.map(({ plan }) => plan.noise.alpha))].sort((a, b) => a - b).map(String);
    const noises = [...new Set(of.map(({ plan }) => `Type ${plan.noise.type} noise`))].join(', ');
    const first = modelMath(of[0]);
    const numbers = first.values.map(
      ([symbol, , value]) => `${inline(symbol, mo('='))} ${escapeHtml(value)}`,
    );
    const names = [...new Set(of.map((problem) => escapeHtml(modelMath(problem).name)))];
    const told = [...(numbers.length > 0 ? numbers : names), `${noises}, α = ${listOf(alphas)}`];
    return `<h3>${escapeHtml(capital(SYSTEM_NAMES[of[0].plan.model.name]))}</h3>
${first.equations}
<p class="small">${told.join('; ')}.</p>`;
  });
  const general = `<p>Particle ${inline(PARTICLE)} in ${inline(sup(upright('R'), mi('d')))} (a neuron after <i>k</i> steps) moves by the Euler scheme</p>
${equations(...recursion({}), FIELD)}
<p>with the drift <i>b</i> and the field ${inline(mi('m'))} of the model, and a fresh symmetric α-stable vector <i>X</i> per particle and step. Its limit for many particles and small steps is the McKean–Vlasov equation</p>
${equations(...limitEquation({}))}
<p>where <i>L</i> is the α-stable Lévy process with ${inline(sub(mi('L'), mn(1)))} distributed as <i>X</i>. Three joint laws of <i>X</i> have the same coordinates: Type I (one variable on all coordinates), Type II (independent coordinates), Type III (rotationally invariant), with</p>
${equations(...CHARACTERISTICS)}
<p>in this order. At α = 2 each coordinate is normal with variance 2.</p>`;
  return own.length === 0 ? general : `${general}\n<p>The systems of this run:</p>\n${own.join('\n')}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function shapeOf({ model, noise, scheme }: Plan, multiplicative: boolean): SystemShape {
  return {
    scheme,
    multiplicative,
    common: commonNoiseOf(noise) !== undefined,
    ...(model.name === 'pairwise' ? { pairs: model.method.name } : {}),
  };
}

const TYPES = {
  I: 'one variable on all coordinates',
  II: 'independent coordinates',
  III: 'rotationally invariant',
} as const;

function noiseWords({ type, alpha, scale, convention }: NoiseSpec): string {
  if (scale === 0) return 'There is no noise of the particles’ own.';
  const law = characteristic(type);
  const gaussian = alpha === 2 ? ' At α = 2 each coordinate is normal with variance 2.' : '';
  const code =
    convention === 'standard'
      ? ''
      : ' Scales are those of the source papers’ code (convention reference-code).';
  return `Every particle draws a fresh symmetric α-stable vector ${inline(mi('X'))} of Type ${type} (${TYPES[type]}) per step:</p>
${equations(display(law))}
<p>${gaussian}${code}`;
}

function valuesOf(plan: Plan, dim: number, varied: Varied, model: readonly SymbolRow[]): SymbolRow[] {
  const { noise, horizon, steps, particles, replicas, seed, initial, scheme } = plan;
  const common = commonNoiseOf(noise);
  const schedule =
    scheme.schedule && scheme.schedule.name !== 'constant' ? `, ${scheme.schedule.name} schedule` : '';
  return [
    [mi('d'), 'coordinates of a particle', String(dim)],
    [N, 'particles', varied.particles ?? String(particles)],
    [mi('T'), 'horizon', formatNumber(horizon, 6)],
    [eta, 'step T/K', varied.steps ?? `${formatNumber(horizon / steps, 4)}, K = ${steps} steps${schedule}`],
    ...(scheme.name === 'split-step'
      ? [[mi('λ'), 'rate of the exact linear part', String(scheme.rate)] as const]
      : []),
    ...(scheme.name === 'sgd'
      ? [
          [
            sub(mi('B'), mi('k')),
            'data points of a minibatch',
            `${scheme.batch}, ${scheme.replacement ? 'drawn anew in every step' : 'by epochs'}`,
          ] as const,
        ]
      : []),
    ...model,
    [mi('α'), 'tail index of the noise', varied.alpha ?? String(noise.alpha)],
    [mi('σ'), 'scale of the noise', String(noise.scale)],
    ...(common ? [[sub(mi('σ'), mn(0)), 'scale of the common noise', String(common.scale)] as const] : []),
    [sub(mi('θ'), mn(0)), 'start of a particle', initialWords(initial)],
    [mi('R'), 'replicas: independent systems', varied.replicas ?? String(replicas)],
    ['', 'seed', String(seed)],
  ];
}

/** The law of the start in words. */
export function initialWords(initial: InitialSpec): string {
  if (initial.law === 'parts')
    return `hidden ${partWords(initial.hidden)}; output ${partWords(initial.output)}`;
  return partWords(initial);
}

function partWords(part: PartSpec): string {
  const list = (value: number | readonly number[]) =>
    (typeof value === 'number' ? String(value) : `(${value.join(', ')})`).replaceAll('-', '−');
  switch (part.law) {
    case 'normal':
      return `normal, mean ${list(part.mean)}, variance ${list(part.variance)}`;
    case 'point':
      return `at ${list(part.value)}`;
    case 'uniform':
      return `uniform from ${list(part.low)} to ${list(part.high)}`;
    case 'stable':
      return `stable, α = ${part.alpha}, location ${list(part.location)}, scale ${list(part.scale)}`;
    case 'pytorch':
      return 'PyTorch’s default';
    case 'array':
      return 'given positions';
  }
}

/** Symbol, meaning and value, a row each. */
export function symbolTable(rows: readonly SymbolRow[]): string {
  return htmlTable({
    caption: 'Symbols and their values in this run',
    kind: 'symbols',
    columns: [{ name: 'Meaning' }, { name: 'Symbol' }, { name: 'Value' }],
    rows: rows.map(([symbol, meaning, value]) => [
      escapeHtml(meaning),
      symbol === '' ? '' : inline(symbol),
      escapeHtml(value),
    ]),
  });
}
