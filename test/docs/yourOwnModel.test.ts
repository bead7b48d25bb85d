/** What docs/your-own-model.md shows, runs, as it stands there. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { modelOf } from '../../src/engine/modelOf.ts';
import { readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import * as math from '../../src/math/portable.ts';
import { createModel } from '../../src/models/createModel.ts';
import { memoryTable } from '../../src/studies/replicas.ts';
import { runStudy } from '../../src/studies/runStudy.ts';
import { readStudy } from '../../src/studies/study.ts';
import { mckean } from '../cli/mckean.ts';

const PAGE = readFileSync(fileURLToPath(new URL('../../docs/your-own-model.md', import.meta.url)), 'utf8');
const blocks = (language: string) =>
  [...PAGE.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map((match) => match[1]);
const [neurons, swarm] = blocks('yaml');
const dir = mkdtempSync(join(tmpdir(), 'mckean-own-'));
afterAll(() => rmSync(dir, { recursive: true }));
writeFileSync(join(dir, 'swarm.ts'), blocks('ts')[0]);
writeFileSync(join(dir, 'swarm.yaml'), swarm);
writeFileSync(join(dir, 'neurons.yaml'), neurons);

describe('the formula model of the page', () => {
  it('runs, and has noise on the voltage only', async () => {
    const { code, stdout, stderr } = await mckean(['simulate', 'neurons.yaml', '--json'], dir);
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout).plan.model.name).toBe('formula');
    const problem = readPlan({ ...parse(neurons), steps: 1, horizon: 0.01 });
    const [noisy, still] = [
      problem,
      readPlan({ ...problem.plan, noise: { ...problem.plan.noise, scale: 0 } }),
    ];
    const [a, b] = [await simulate(noisy, { driver: 'serial' }), await simulate(still, { driver: 'serial' })];
    const moved = a.positions.map((v, j) => v - b.positions[j]);
    expect(moved.every((v, j) => (v !== 0) === (j % 2 === 0))).toBe(true);
  });

  it('drifts as FitzHugh and Nagumo wrote', () => {
    const model = modelOf(readPlan(parse(neurons)));
    const [v, w, mean] = [0.4, -0.3, -0.2];
    const out = new Float64Array(2);
    model.drift(Float64Array.of(v, w), 0, 1, Float64Array.of(mean), out);
    expect(out[0]).toBeCloseTo(v - v ** 3 / 3 - w + 0.5 + 0.5 * (mean - v), 14);
    expect(out[1]).toBeCloseTo(0.08 * (v + 0.7 - 0.8 * w), 14);
  });
});

describe('the code model of the page', () => {
  it('keeps the contract, by the command that the page shows', async () => {
    const { code, stdout } = await mckean(
      ['check-model', './swarm.ts', '--parameters', '{"c": [1, 0.5]}', '--json'],
      dir,
    );
    const { checks } = JSON.parse(stdout);
    expect(checks.filter((c: { pass: boolean; warning?: boolean }) => !c.pass || c.warning)).toEqual([]);
    expect(checks.map((c: { check: string }) => c.check)).toContain('drift is −∂U/∂θ of its potential');
    expect(code).toBe(0);
  });

  it('runs as the page plans it, to the same bits on 1, 2 and 3 threads', async () => {
    const hash = async (threads: string) => {
      const { code, stdout, stderr } = await mckean(
        ['simulate', 'swarm.yaml', '--json', '--threads', threads],
        dir,
      );
      expect([code, stderr]).toEqual([0, '']);
      return JSON.parse(stdout).stateHash;
    };
    expect(new Set([await hash('1'), await hash('2'), await hash('3')]).size).toBe(1);
  });

  it('is the Kuramoto model with one coefficient', () => {
    const spec = { name: 'code', path: join(dir, 'swarm.ts'), parameters: { c: [1.5] } } as const;
    const [mine, theirs] = [createModel(spec), createModel({ name: 'kuramoto', coupling: 1.5 })];
    const x = Float64Array.from({ length: 9 }, (_, i) => i * 0.7);
    const m = Float64Array.of(0.3, -0.2);
    const [a, b] = [mine, theirs].map((model) => {
      const out = new Float64Array(9);
      model.drift(x, 0, 9, m, out);
      return out;
    });
    for (let i = 0; i < 9; i++) expect(a[i]).toBeCloseTo(b[i], 14);
  });

  it('is bounded: its chaos can be studied against a frozen field', async () => {
    const { particles: _, ...plan } = parse(swarm);
    const study = readStudy(
      {
        study: 'chaos',
        plan: { ...plan, steps: 4 },
        particles: [4, 8, 16],
        replicas: 8,
        reference: 'frozen',
      },
      dir,
    );
    const [rate] = await runStudy(study, { table: memoryTable() });
    expect(rate.claim.exponent).toBe(-0.5);
  });
});

it('the page names all the functions that a model gets', () => {
  const listed = /\n`(atan cos [^`]*)`/.exec(PAGE)![1].split(' ');
  expect(listed).toEqual(Object.keys(math).sort());
});
