/**
 * The equations of a model in MathML: what a particle adds to the field, how it drifts, and the numbers that they have in
 * this run. Sources: the headers of src/models; formulas of a user as they were read.
 */
import type { Problem } from '../../engine/plan.ts';
import { treesOf } from '../../models/formula/readModel.ts';
import type { Tree } from '../../models/formula/tree.ts';
import { networkOf } from '../../models/networkSpec.ts';
import type { PairwiseSpec } from '../../models/pairwiseSpec.ts';
import { pairTrees } from '../../models/readPairs.ts';
import type { NeuralNetworkSpec } from '../../models/spec.ts';
import { systemOf } from '../../studies/labels.ts';
import { type ExplainedFunction, modelEquations } from '../../studies/modelEquations.ts';
import { escapeHtml } from '../html.ts';
import { SYSTEM_NAMES } from '../systemName.ts';
import { formulaMath } from './formulaMath.ts';
import {
  brackets,
  call,
  display,
  equations,
  frac,
  inline,
  mi,
  mn,
  mo,
  row,
  sub,
  sum,
  sup,
  upright,
} from './mathml.ts';

export interface ModelWords {
  /** One sentence that names the system. */
  readonly name: string;
  /** HTML. */
  readonly equations: string;
  /** Symbol in MathML, meaning and value, as text. */
  readonly values: readonly (readonly [string, string, string])[];
}

const [theta, m, x] = ['θ', 'm', 'x'].map(mi);
/** The field k of a plan, told apart from the number k of a step. */
const pull = sub(mi('k'), m);
const I = upright('i');
const wave = sup(mi('e'), row(I, theta));
const drift = call(mi('b'), theta, m);

export function modelMath(problem: Problem): ModelWords {
  const { model } = problem.plan;
  // Formulas stand below as equations.
  const inFormulas = model.name === 'formula' || model.name === 'pairwise';
  const name = inFormulas ? SYSTEM_NAMES[model.name] : systemOf(model);
  const parts = partsOf(problem);
  return { name, equations: parts.html, values: parts.values ?? [] };
}

interface Parts {
  readonly html: string;
  readonly values?: ModelWords['values'];
}

function partsOf(problem: Problem): Parts {
  const { model } = problem.plan;
  switch (model.name) {
    case 'cosine-network': {
      const target = row(mi('A'), sup(mi('e'), row(I, sub(mi('φ'), mn(0)))));
      return {
        html: equations(
          display(call(mi('φ'), theta), mo('='), wave, mo(','), m, mo('='), mi('ρ')),
          display(
            drift,
            mo('='),
            frac(mn(1), mn(2)),
            upright('Im'),
            brackets(brackets(target, mo('−'), mi('ρ')), sup(mi('e'), row(mo('−'), I, theta))),
          ),
        ),
        values: [
          [mi('A'), 'amplitude of the target A cos(x − φ₀)', list(model.amplitude)],
          [sub(mi('φ'), mn(0)), 'phase of the target', list(model.phase)],
        ],
      };
    }
    case 'mean-field-ou':
      return {
        html: equations(IDENTITY, towardsMean(row(mo('−'), mi('a'), theta))),
        values: [
          [mi('a'), 'pull to 0', list(model.a)],
          [pull, 'pull to the mean (k in the plan)', list(model.k)],
        ],
      };
    case 'double-well':
      return {
        html: equations(IDENTITY, towardsMean(row(theta, mo('−'), sup(theta, mn(3))))),
        values: [[pull, 'pull to the mean (coupling in the plan)', list(model.coupling)]],
      };
    case 'linear-network': {
      const target = sup(theta, mo('∗'));
      return {
        html: equations(IDENTITY, display(drift, mo('='), mo('−'), mi('c'), brackets(m, mo('−'), target))),
        values: [
          [mi('c'), 'mean square of the inputs', list(model.c)],
          [target, 'target', list(model.target)],
        ],
      };
    }
    case 'kuramoto':
      return {
        html: equations(
          display(
            call(mi('φ'), theta),
            mo('='),
            wave,
            mo(','),
            m,
            mo('='),
            mi('r'),
            sup(mi('e'), row(I, mi('ψ'))),
          ),
          display(drift, mo('='), mi('K'), mi('r'), upright('sin'), brackets(mi('ψ'), mo('−'), theta)),
        ),
        values: [[mi('K'), 'coupling', list(model.coupling)]],
      };
    case 'neural-network':
      return network(model, modelEquations(problem).functions);
    case 'formula': {
      const { field, drift: b, noise = [] } = treesOf(model);
      return {
        html: equations(...numbered('φ', field), ...numbered('b', b), ...numbered('s', noise)),
        values: parameters(model.parameters),
      };
    }
    case 'pairwise':
      return pairs(model);
    case 'code':
      return {
        html: `<p>${inline(mi('φ'))} and ${inline(mi('b'))} are functions of <code>${escapeHtml(model.path)}</code> (SHA-256 <code>${escapeHtml(model.sha256 ?? '')}</code>).</p>`,
      };
  }
}

const IDENTITY = display(call(mi('φ'), theta), mo('='), theta);

/** b = own + pull·(m − θ). */
function towardsMean(own: string): string {
  return display(drift, mo('='), own, mo('+'), pull, brackets(m, mo('−'), theta));
}

function numbered(letter: string, trees: readonly Tree[]): string[] {
  return trees.map((tree, c) => {
    const name = trees.length === 1 ? mi(letter) : sub(mi(letter), mn(c + 1));
    return display(name, mo('='), formulaMath(tree));
  });
}

function pairs(spec: PairwiseSpec): Parts {
  const { interaction, drift: b } = pairTrees(spec);
  const size: ModelWords['values'] =
    spec.method.name === 'random-batch'
      ? [[mi('p'), 'particles of a batch, divided anew in every step', String(spec.method.size)]]
      : [];
  return {
    html: equations(...numbered('K', interaction), ...numbered('b', b)),
    values: [...parameters(spec.parameters), ...size],
  };
}

function parameters(given: Readonly<Record<string, number>> = {}): ModelWords['values'] {
  return Object.entries(given).map(([name, value]) => [mi(name), 'parameter', list(value)] as const);
}

function network(spec: NeuralNetworkSpec, functions: readonly ExplainedFunction[]): Parts {
  const { trained, bias, confinement, scaling, noiseOn } = networkOf(spec);
  const mean = scaling === 'mean-field';
  const weights = spec.outputWeights;
  const [i, N, R, f, y] = ['i', 'N', 'R', 'f', 'y'].map(mi);
  const own = (letter: string) => sub(mi(letter), i);
  const input = row(mo('⟨'), own('w'), mo(','), x, mo('⟩'));
  const unit = call(upright('act'), bias ? row(input, mo('+'), own('β')) : input);
  const outputs = trained
    ? `${inline(own('a'))} is trained${noiseOn === 'hidden' ? ', without noise' : ''}`
    : `${inline(own('a'))} is fixed: ${weights.kind === 'alternating' ? `±${weights.value} in turn` : 'value' in weights ? String(weights.value) : ''}`;
  const risk = [
    call(R, theta),
    mo('='),
    upright('E'),
    mi('ℓ'),
    brackets(call(f, x), mo(','), y),
    ...(confinement > 0
      ? [
          mo('+'),
          frac(mn(confinement), mn(2)),
          frac(mn(1), N),
          sum(i),
          sup(row(mo('‖'), own('θ'), mo('‖')), mn(2)),
        ]
      : []),
  ];
  const given = functions.map(({ name, formula, derivative, kinks }) =>
    escapeHtml(`${name} = ${formula}, with derivative ${derivative}${kinks ? ` (${kinks})` : ''}`),
  );
  return {
    html: `${equations(
      display(
        call(f, x),
        mo('='),
        mean ? frac(mn(1), N) : '',
        sum(row(i, mo('='), mn(1)), N),
        own('a'),
        unit,
      ),
      display(...risk),
      display(mi('b'), mo('='), mo('−'), mean ? N : '', frac(row(mo('∂'), R), row(mo('∂'), own('θ')))),
    )}
<p>E is the mean over the data (a minibatch under SGD); a neuron is ${inline(own('θ'), mo('='), row(trained ? row(own('a'), mo(',')) : '', own('w'), bias ? row(mo(','), own('β')) : ''))}, and ${outputs}. ${given.map((line) => `<code>${line}</code>`).join('; ')}.</p>`,
  };
}

/** One number or several, with true minus signs. */
function list(value: number | readonly number[]): string {
  return (typeof value === 'number' ? String(value) : `(${value.join(', ')})`).replaceAll('-', '−');
}
