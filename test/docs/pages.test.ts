/** Plans and studies that the pages show are valid, and plans run. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPlan } from '../../src/engine/plan.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { readStudy } from '../../src/studies/study.ts';

const PAGES = ['schemes', 'formulas'];

describe.each(PAGES)('docs/%s.md', (page) => {
  const text = readFileSync(new URL(`../../docs/${page}.md`, import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => parse(match[1]));

  it.each(blocks.filter((block) => 'study' in block))('shows a study that is valid: $study', (study) => {
    expect(readStudy(study).study).toBe(study.study);
  });

  it.each(blocks.filter((block) => 'particles' in block && !('study' in block)))(
    'shows a plan that runs: $model.name',
    async (plan) => {
      const { positions } = await simulate(readPlan(plan), { driver: 'serial' });
      expect(positions.every(Number.isFinite)).toBe(true);
    },
  );

  it('shows plans', () => {
    expect(blocks.length).toBeGreaterThan(0);
  });
});
