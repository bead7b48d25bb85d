/**
 * A model's equations in words and formulas, for `mckean explain`: what each particle adds to the field m, how it drifts,
 * and functions that the user gave, each with its derivative as the kernels compute it.
 */
import type { Problem } from '../engine/plan.ts';
import { ACTIVATIONS } from '../models/activations.ts';
import { FUNCTIONS } from '../models/formula/functions.ts';
import { readFunction } from '../models/formula/readFunction.ts';
import { readNetworkFormulas } from '../models/networkFormulas.ts';
import { isActivationName, type NetworkLoss, networkOf } from '../models/networkSpec.ts';
import type { ModelSpec, NeuralNetworkSpec } from '../models/spec.ts';

/** A function of one or two variables and its derivative. */
export interface ExplainedFunction {
  readonly name: string;
  readonly formula: string;
  readonly derivative: string;
  /** What the derivative is where it jumps, if it does. */
  readonly kinks?: string;
}

export interface ModelEquations {
  /** One line for each equation. */
  readonly equations: readonly string[];
  readonly functions: readonly ExplainedFunction[];
}

export function modelEquations({ plan, program }: Problem): ModelEquations {
  const { model } = plan;
  if (model.name === 'neural-network') return networkEquations(model);
  if (model.name === 'formula') {
    const { field, drift, noise } = program?.text ?? { field: [], drift: [] };
    const equations = [...numbered('φ', field), ...numbered('b', drift), ...numbered('s', noise ?? [])];
    return { equations: [...equations, ...kinksOf(equations)], functions: [] };
  }
  return { equations: equationsOf(model), functions: [] };
}

function numbered(letter: string, formulas: readonly string[]): string[] {
  return formulas.map((text, j) => `${letter}${formulas.length === 1 ? '' : j + 1} = ${text}`);
}

/** What the derivatives of formulas are at their kinks, where they have some. */
function kinksOf(texts: readonly string[]): string[] {
  const used = [...KINKS.keys()].filter((name) => texts.some((text) => text.includes(`${name}(`)));
  return used.map((name) => `at kinks: ${KINKS.get(name)}`);
}

const KINKS: ReadonlyMap<string, string> = new Map([
  ['relu', "relu'(0) = 0"],
  ['abs', "abs'(0) = 0"],
  ['sign', "sign' = 0 everywhere"],
  ['heaviside', "heaviside(0) = 0, heaviside' = 0 everywhere"],
  ['min', 'min has the slope of its first argument where both are equal'],
  ['max', 'max has the slope of its first argument where both are equal'],
]);

function equationsOf(model: Exclude<ModelSpec, { name: 'neural-network' | 'formula' }>): string[] {
  switch (model.name) {
    case 'cosine-network':
      return [
        'φ = (cos θ, sin θ) of every coordinate',
        'b = ½ Im((A e^{iφ₀} − ρ) e^{−iθ}), ρ = mean e^{iθ}: −N ∂R/∂θ of the squared loss with h(θ) = cos(x − θ)',
        `A = ${list(model.amplitude)}, φ₀ = ${list(model.phase)}`,
      ];
    case 'mean-field-ou':
      return ['φ = x', `b = −${model.a}·x + ${model.k}·(m − x)`];
    case 'linear-network':
      return ['φ = θ', `b = −${model.c}·(m − ${model.target})`];
    case 'kuramoto':
      return ['φ = (cos θ, sin θ)', `b = ${model.coupling}·r sin(ψ − θ), r e^{iψ} = mean e^{iθ}`];
    case 'double-well':
      return ['φ = x', `b = x − x³ + ${model.coupling}·(m − x)`];
    case 'code':
      return [`φ and b are functions of ${model.path} (SHA-256 ${model.sha256})`];
    case 'pairwise':
      return [
        ...numbered('K', model.interaction),
        ...numbered('b', model.drift ?? []),
        model.method.name === 'exact'
          ? 'drift of particle i: b(x_i) + 1/(N − 1) Σ_{j≠i} K(x_i − x_j), all pairs'
          : `drift of particle i: b(x_i) + 1/(p − 1) Σ K(x_i − x_j) over its batch, p = ${model.method.size}`,
      ];
  }
}

function list(value: number | readonly number[]): string {
  return typeof value === 'number' ? String(value) : `(${value.join(', ')})`;
}

function networkEquations(spec: NeuralNetworkSpec): ModelEquations {
  const { trained, bias, outputs, loss, confinement, scaling, noiseOn } = networkOf(spec);
  const mean = scaling === 'mean-field';
  const weights = spec.outputWeights;
  const fixed =
    weights.kind === 'alternating'
      ? `±${weights.value} in turn`
      : `${weights.kind === 'constant' ? weights.value : ''}`;
  const formulas = readNetworkFormulas(spec);
  return {
    equations: [
      `f(x) = ${mean ? '(1/N) Σ' : 'Σ'} a_i act(⟨w_i, x⟩${bias ? ' + β_i' : ''})${outputs > 1 ? `, ${outputs} outputs` : ''}`,
      trained ? `a_i trained${noiseOn === 'hidden' ? ', without noise' : ''}` : `a_i = ${fixed}, fixed`,
      `R = mean over the data of ℓ(f(x), y)${confinement > 0 ? ` + (${confinement}/2) mean ‖θ‖²` : ''}`,
      `b = −${mean ? 'N ' : ''}∂R/∂θ_i, the ${scaling} scaling`,
    ],
    functions: [explainActivation(spec.activation, formulas), explainLoss(loss, formulas)],
  };
}

type Formulas = ReturnType<typeof readNetworkFormulas>;

/** The named activations as formulas, whose derivatives are then those that are printed. */
const NAMED: Record<string, string> = {
  tanh: 'tanh(s)',
  sigmoid: 'sigmoid(s)',
  relu: 'relu(s)',
  softplus: 'softplus(s)',
  identity: 's',
  sin: 'sin(s)',
};

function explainActivation(activation: string, formulas: Formulas): ExplainedFunction {
  const { text, derivativeText } =
    formulas?.activation ?? readFunction(NAMED[activation], 'model.activation', ['s']);
  const kinked = isActivationName(activation)
    ? ACTIVATIONS[activation].kinks.length > 0
    : [...FUNCTIONS.keys()].some((name) => KINKS.has(name) && text.includes(`${name}(`));
  return {
    name: 'act(s)',
    formula: text,
    derivative: derivativeText.s,
    ...(kinked ? { kinks: kinksOf([text]).join('; ').replaceAll('at kinks: ', '') } : {}),
  };
}

/** ℓ and ∂ℓ/∂f as src/models/losses.ts has them. */
const LOSSES: Record<Exclude<NetworkLoss['name'], 'formula'>, [string, string]> = {
  squared: ['½ Σ (f − y)²', 'f − y'],
  logistic: ['Σ log(1 + e^{−y f}), y = ±1', '−y/(1 + e^{y f})'],
  softmax: ['log Σ e^{f_k} − f_y', 'e^{f_k}/Σ e^{f_j} − [k = y]'],
  hinge: ['Σ hinge(1 − y f), smoothed, y = ±1', '−y clip((1 − y f)/width, 0, 1)'],
};

function explainLoss(loss: NetworkLoss, formulas: Formulas): ExplainedFunction {
  if (loss.name === 'formula') {
    const { text = loss.formula, derivativeText = {} } = formulas?.loss ?? {};
    const kinks = kinksOf([text]).join('; ').replaceAll('at kinks: ', '');
    return {
      name: 'ℓ(f, y)',
      formula: text,
      derivative: derivativeText.f ?? '',
      ...(kinks === '' ? {} : { kinks }),
    };
  }
  const [formula, derivative] = LOSSES[loss.name];
  const width = loss.name === 'hinge' ? `, width = ${loss.width}` : '';
  return { name: 'ℓ(f, y)', formula: `${formula}${width}`, derivative };
}
