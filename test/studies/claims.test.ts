/**
 * What theory says, by system and metric, and that every study of the presets can be read and judged.
 * Watched failing: ReLU counted among the bounded activations; 1/α for the error on the grid; −1/α for the
 * OU system and the linear network; a confined field counted among the linear ones; two studies of one name; the seeds of a preset all equal.
 */
import { describe, expect, it } from 'vitest';
import { readPlan } from '../../src/engine/plan.ts';
import { chaosClaim, discretisationClaim } from '../../src/studies/claims.ts';
import { presetStudies } from '../../src/studies/presets.ts';
import { studyColumns } from '../../src/studies/runStudy.ts';
import { readStudy } from '../../src/studies/study.ts';
import { cosinePlan, digitsPlan, ouPlan } from '../engine/plans.ts';

const network = (activation: string) =>
  readPlan({ ...digitsPlan, model: { ...digitsPlan.model, activation } }).plan;

const solvable = (model: object, alpha: number) =>
  readPlan({ ...ouPlan, model, noise: { type: 'II', alpha, scale: 0.5 } }).plan;

describe('claims', () => {
  it.each([
    ['cosine network', readPlan(cosinePlan).plan, -1 / 2],
    ['tanh network', network('tanh'), -1 / 2],
    ['sigmoid network', network('sigmoid'), -1 / 2],
    ['ReLU network', network('relu'), -(1 - 1 / 1.75)],
    ['softplus network', network('softplus'), -(1 - 1 / 1.75)],
    ['mean-field OU', readPlan(ouPlan).plan, -(1 - 1 / 1.5)],
    ['linear network', solvable({ name: 'linear-network', c: 1, target: 0 }, 1.5), -(1 - 1 / 1.5)],
    ['Kuramoto', solvable({ name: 'kuramoto', coupling: 1 }, 0.9), -1 / 2],
    ['double well, Gaussian noise', solvable({ name: 'double-well', coupling: 1 }, 2), -1 / 2],
    ['double well, heavy tails', solvable({ name: 'double-well', coupling: 1 }, 0.9), -1 / 2],
  ])('chaos: %s', (_, plan, exponent) => {
    const claim = chaosClaim({ plan });
    expect(claim).toMatchObject({ axis: 'particles', exponent, kind: 'exact' });
    expect(claim.source).not.toBe('');
  });

  it.each([
    ['horizon', 1],
    ['sup', 1],
    ['off-grid', 1 / 1.5],
    ['weak', 1],
  ] as const)('discretisation: %s', (metric, exponent) => {
    const claim = discretisationClaim(readPlan(ouPlan), metric);
    expect(claim).toMatchObject({ axis: 'step', exponent, kind: 'exact' });
  });
});

describe('presets', () => {
  it.each(['quick', 'standard', 'thorough'] as const)(
    '%s: every study can be read, under a name of its own',
    (preset) => {
      const named = presetStudies(preset, 1);
      const names = named.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
      const addresses = new Set<string>();
      for (const { name, study: input } of named) {
        expect(name).toMatch(/^[\w.-]+$/);
        const study = readStudy(input);
        const { plan } = study.problem;
        const columns = studyColumns(study);
        expect(new Set(columns).size).toBe(columns.length);
        // Rows of one kind are independent measurements: no two share the noise.
        const address = `${name.replace(/-[\d.]+$/, '')} ${plan.seed}`;
        expect(addresses.has(address), address).toBe(false);
        addresses.add(address);
      }
    },
  );

  it('is plain data, the same for the same seed', () => {
    const plain = JSON.stringify(presetStudies('quick', 3));
    expect(JSON.stringify(presetStudies('quick', 3))).toBe(plain);
    expect(JSON.parse(plain)).toEqual(presetStudies('quick', 3));
    expect(JSON.stringify(presetStudies('quick', 4))).not.toBe(plain);
  });
});
