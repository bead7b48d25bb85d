/**
 * Full-batch gradient descent, 50 steps from given weights, against an independent NumPy script
 * (test/fixtures/make_network_descent.py): weights and losses to 1e−10.
 *
 * Faults planted, each fails here: step η/N in mean-field scaling; plain scaling without N; softmax class number off by
 * one; relu with slope 1 below 0; hinge of width 1; confinement of the hidden part only; the loss summed over points.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { createModel } from '../../src/models/createModel.ts';
import { neuralNetworkSchema } from '../../src/models/networkSpec.ts';
import { writeNpy } from '../../src/results/npy.ts';
import cases from '../fixtures/network-descent.json' with { type: 'json' };

const folder = mkdtempSync(join(tmpdir(), 'mckean-descent-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(cases)('gradient descent: $loss, $activation, $scaling, $outputs outputs', (one) => {
  const { loss, activation, scaling, outputs, bias, trained, particles, confinement, step } = one;
  const spec = neuralNetworkSchema.parse({
    name: 'neural-network',
    activation,
    scaling,
    outputs,
    bias,
    confinement,
    loss: loss === 'hinge' ? { name: loss, width: 0.5 } : loss,
    outputWeights: trained ? { kind: 'trained' } : { kind: 'alternating', value: one.value },
    data: { file: 'given.csv', target: 'y' },
  });
  const data = {
    inputs: Float64Array.from(one.inputs),
    targets: Float64Array.from(one.targets),
    count: one.points,
    features: one.features,
  };

  it('has the weights and the losses of NumPy to 1e−10', () => {
    const model = createModel(spec, { data, particles });
    const x = Float64Array.from(one.before);
    expect(x.length).toBe(particles * model.dim);
    const drift = new Float64Array(x.length);
    for (let k = 0; k < one.steps; k++) {
      const field = new Float64Array(model.fieldDim);
      model.gather(x, 0, particles, field);
      for (let f = 0; f < field.length; f++) field[f] /= particles;
      expect(Math.abs((model.describeField(field).loss as number) - one.risks[k])).toBeLessThan(1e-10);
      model.drift(x, 0, particles, field, drift);
      for (let j = 0; j < x.length; j++) x[j] += step * drift[j];
    }
    for (let j = 0; j < x.length; j++) expect(Math.abs(x[j] - one.after[j])).toBeLessThan(1e-10);
  });

  it('has them through a plan too, its data and its start from files', async () => {
    const columns = one.targets.length / one.points;
    const table = Float64Array.from({ length: one.points * (one.features + columns) }, (_, j) => {
      const [row, c] = [Math.floor(j / (one.features + columns)), j % (one.features + columns)];
      return c < one.features
        ? one.inputs[row * one.features + c]
        : one.targets[row * columns + c - one.features];
    });
    writeNpy(join(folder, 'data.npy'), table, [one.points, one.features + columns]);
    writeNpy(join(folder, 'theta.npy'), Float64Array.from(one.before), [
      particles,
      one.before.length / particles,
    ]);
    const problem = readPlan(
      {
        model: {
          ...spec,
          data: { file: 'data.npy', targets: Array.from({ length: columns }, (_, k) => one.features + k) },
        },
        noise: { alpha: 2, scale: 0 },
        initial: { law: 'array', file: 'theta.npy' },
        horizon: one.steps * step,
        steps: one.steps,
        particles,
      },
      folder,
    );
    const { positions } = await simulate(problem, { driver: 'serial' });
    for (let j = 0; j < positions.length; j++)
      expect(Math.abs(positions[j] - one.after[j])).toBeLessThan(1e-10);
  });

  it('went somewhere: its loss fell and its weights moved', () => {
    expect(one.risks.at(-1)).toBeLessThan(0.98 * one.risks[0]);
    expect(Math.max(...one.after.map((v, j) => Math.abs(v - one.before[j])))).toBeGreaterThan(0.05);
  });
});
