/**
 * The plan and the study of docs/pairwise.md are read and run as they stand there.
 * Watched failing: the plan's K written in x; the study's model without an interaction.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { memoryTable } from '../../src/studies/replicas.ts';
import { runStudy } from '../../src/studies/runStudy.ts';
import { readStudy } from '../../src/studies/study.ts';

const text = readFileSync(fileURLToPath(new URL('../../docs/pairwise.md', import.meta.url)), 'utf8');
const [plan, study] = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => parse(yaml));

describe('docs/pairwise.md', () => {
  it('has a plan that runs', async () => {
    const { positions } = await simulate(readPlan(plan), { driver: 'serial' });
    expect(positions.every(Number.isFinite)).toBe(true);
  });

  it('has a study that gives the numbers it says', async () => {
    const [rate] = await runStudy(readStudy(study), { table: memoryTable() });
    expect(rate.verdict).toBe('consistent');
    const [slope, low, high] = [rate.fit.slope, ...rate.fit.interval].map((v) => v.toFixed(3));
    expect(text).toContain(`slope ${slope} (95 %: ${low} to ${high})`);
  });
});
