/**
 * Every network, formulas included: loss × activation × scaling × output weights × bias × outputs keeps the model
 * contract, and its drift is −N ∂R (mean-field) or −∂R (plain) by central differences of a risk computed without the model,
 * to 1e−6 of every coordinate's own size (and 1e−11, the rounding of the difference quotient).
 *
 * Faults planted, each fails here: the drift with the other sign; without 1/B; plain scaling without N, mean-field with it;
 * the bias's column of ones filled with 0 (no bias) or with the first input (its gradient times x); output gradient with
 * act′ for act; the hidden gradient with the first output only; ⟨∂ℓ, a⟩ with a_0 for all outputs; slope taken at act(s);
 * confinement of the hidden part only; confinement with the other sign; the odd particles' fixed weight without its sign;
 * a formula loss with the slope in y; a formula activation with its value as slope.
 */
import { describe, expect, it } from 'vitest';
import { ACTIVATION_NAMES } from '../../src/models/activations.ts';
import { createModel } from '../../src/models/createModel.ts';
import type { ModelData } from '../../src/models/data.ts';
import { LOSS_NAMES } from '../../src/models/losses.ts';
import { readNetworkFormulas } from '../../src/models/networkFormulas.ts';
import { type NeuralNetworkSpec, neuralNetworkSchema } from '../../src/models/networkSpec.ts';
import { modelContract, positions } from './contract.ts';

const POINTS = 5;
const FEATURES = 3;
const PARTICLES = 6;
const WIDTH = 0.5;

const FORMULA = 'tanh(s) + 0.1*s';
const ROBUST = '(f - y)^2/(1 + (f - y)^2)';

const act: Record<string, (s: number) => number> = {
  tanh: Math.tanh,
  sigmoid: (s) => 1 / (1 + Math.exp(-s)),
  relu: (s) => Math.max(0, s),
  softplus: (s) => Math.log(1 + Math.exp(s)),
  identity: (s) => s,
  sin: Math.sin,
  [FORMULA]: (s) => Math.tanh(s) + 0.1 * s,
};

const hinge = (z: number): number => (z <= 0 ? 0 : z < WIDTH ? (z * z) / (2 * WIDTH) : z - WIDTH / 2);

/** Loss of one point from its outputs and targets (a class number for softmax). */
const losses: Record<string, (f: number[], y: ArrayLike<number>) => number> = {
  squared: (f, y) => f.reduce((sum, v, k) => sum + (v - y[k]) ** 2 / 2, 0),
  logistic: (f, y) => f.reduce((sum, v, k) => sum + Math.log(1 + Math.exp(-y[k] * v)), 0),
  softmax: (f, y) => Math.log(f.reduce((sum, v) => sum + Math.exp(v), 0)) - f[y[0]],
  hinge: (f, y) => f.reduce((sum, v, k) => sum + hinge(1 - y[k] * v), 0),
  [ROBUST]: (f, y) => f.reduce((sum, v, k) => sum + 1 - 1 / (1 + (v - y[k]) ** 2), 0),
};

function dataFor(loss: string, outputs: number): ModelData {
  const columns = loss === 'softmax' ? 1 : outputs;
  const target = (j: number) =>
    loss === 'softmax'
      ? (2 * j) % outputs
      : ['squared', ROBUST].includes(loss)
        ? 0.7 - 0.4 * j
        : j % 3 === 0
          ? -1
          : 1;
  return {
    inputs: positions(POINTS * FEATURES).map((v) => v / 2),
    targets: Float64Array.from({ length: POINTS * columns }, (_, j) => target(j)),
    count: POINTS,
    features: FEATURES,
  };
}

/** N·R of mean-field scaling, R of plain scaling. */
function energyOf(spec: NeuralNetworkSpec, data: ModelData, outputs: number, x: Float64Array): number {
  const { activation, outputWeights, bias, scaling, confinement = 0 } = spec;
  const trained = outputWeights.kind === 'trained';
  const hidden = FEATURES + (bias ? 1 : 0);
  const dim = hidden + (trained ? outputs : 0);
  const n = x.length / dim;
  const columns = data.targets.length / POINTS;
  let risk = 0;
  for (let b = 0; b < POINTS; b++) {
    const f = new Array<number>(outputs).fill(0);
    for (let i = 0; i < n; i++) {
      const theta = x.slice(i * dim, (i + 1) * dim);
      let s = bias ? theta[FEATURES] : 0;
      for (let c = 0; c < FEATURES; c++) s += theta[c] * data.inputs[b * FEATURES + c];
      const h = act[activation](s);
      for (let k = 0; k < outputs; k++) {
        const sign = outputWeights.kind === 'alternating' && i % 2 === 1 ? -1 : 1;
        const a = outputWeights.kind === 'trained' ? theta[hidden + k] : sign * outputWeights.value;
        f[k] += scaling === 'plain' ? a * h : (a * h) / n;
      }
    }
    risk +=
      losses[spec.loss?.name === 'formula' ? spec.loss.formula : (spec.loss?.name ?? 'squared')](
        f,
        data.targets.slice(b * columns),
      ) / POINTS;
  }
  const squares = x.reduce((sum, v) => sum + v * v, 0);
  if (scaling === 'plain') return risk + (confinement / 2) * squares;
  return n * (risk + ((confinement / 2) * squares) / n);
}

/** Difference quotient of fourth order. */
function derivative(of: (x: Float64Array) => number, x: Float64Array, j: number): number {
  const h = 5e-4;
  const at = (step: number) => {
    const moved = x.slice();
    moved[j] += step;
    return of(moved);
  };
  return (8 * (at(h) - at(-h)) - (at(2 * h) - at(-2 * h))) / (12 * h);
}

interface Case {
  readonly loss: string;
  readonly activation: string;
  readonly scaling: 'mean-field' | 'plain';
  readonly trained: boolean;
  readonly bias: boolean;
  readonly outputs: number;
}

const cases: Case[] = [];
for (const loss of [...LOSS_NAMES, ROBUST])
  for (const activation of [...ACTIVATION_NAMES, FORMULA])
    for (const scaling of ['mean-field', 'plain'] as const)
      for (const bias of [false, true]) {
        if (loss !== 'softmax')
          for (const trained of [false, true])
            cases.push({ loss, activation, scaling, trained, bias, outputs: 1 });
        cases.push({ loss, activation, scaling, trained: true, bias, outputs: 3 });
      }

for (const one of cases) {
  const { loss, activation, scaling, trained, bias, outputs } = one;
  const spec = neuralNetworkSchema.parse({
    name: 'neural-network',
    activation,
    scaling,
    bias,
    outputs,
    loss: loss === 'hinge' ? { name: loss, width: WIDTH } : loss,
    outputWeights: trained ? { kind: 'trained' } : { kind: 'alternating', value: 1.5 },
    ...(bias ? { confinement: 0.3 } : {}),
    data: { file: 'x.csv', target: 'y' },
  });
  const data = { ...dataFor(loss, outputs), formulas: readNetworkFormulas(spec) };
  const dim = FEATURES + (bias ? 1 : 0) + (trained ? outputs : 0);
  const x = positions(PARTICLES * dim).map((v) => v / 3);
  const energy = (at: Float64Array) => energyOf(spec, data, outputs, at);
  const title = `${loss}, ${activation}, ${scaling}, ${trained ? 'trained' : 'fixed'}${bias ? ', bias, confined' : ''}, ${outputs} outputs`;
  const make = () => createModel(spec, { data, particles: PARTICLES });
  modelContract(title, { make, x, period: trained ? 1 : 2, energy });

  describe(title, () => {
    it('has the gradient of central differences, every coordinate to 1e−6', () => {
      const model = make();
      const field = new Float64Array(model.fieldDim);
      model.gather(x, 0, PARTICLES, field);
      const out = new Float64Array(x.length);
      model.drift(
        x,
        0,
        PARTICLES,
        field.map((s) => s / PARTICLES),
        out,
      );
      for (let j = 0; j < x.length; j++) {
        const expected = -derivative(energy, x, j);
        expect(Math.abs(out[j] - expected)).toBeLessThanOrEqual(1e-6 * Math.abs(expected) + 1e-11);
      }
    });
  });
}
