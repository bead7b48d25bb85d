/** What README shows, runs. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readPlan } from '../src/engine/plan.ts';
import { readStudy } from '../src/studies/study.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

const blocks = (language: string) =>
  [...README.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map((match) => match[1]);

describe('README', () => {
  it('shows a plan, a model and a study that are valid', () => {
    const [plan, model, study] = blocks('yaml').map((text) => parse(text) as object);
    expect(readPlan(plan).plan.particles).toBe(1024);
    const start = { initial: { law: 'point', value: 0 } };
    expect(readPlan({ ...plan, ...model, ...start }).program?.dim).toBe(2);
    expect(readStudy(study).study).toBe('chaos');
  });

  it('shows code that runs', () => {
    const dir = mkdtempSync(join(tmpdir(), 'mckean-readme-'));
    try {
      const [code] = blocks('ts');
      writeFileSync(
        join(dir, 'example.ts'),
        code.replace("'mckean'", JSON.stringify(join(ROOT, 'src/index.ts'))),
      );
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(dir, 'example.ts')], {
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(stdout).toMatch(/\[ 4, 1000, 1 \]/);
      const shown = Number(stdout.trim().split('\n').at(-1));
      expect(shown).toBeGreaterThan(0);
    } finally {
      rmSync(dir, { recursive: true });
    }
  });

  it('shows commands and scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    for (const [, script] of README.matchAll(/npm run (?:-s )?([\w:]+)/g))
      expect(Object.keys(scripts)).toContain(script);
    const commands = readFileSync(join(ROOT, 'src/cli/program.ts'), 'utf8');
    for (const [, command] of README.matchAll(/mckean -- ([\w-]+)/g)) {
      const file = command.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      expect(commands).toContain(`./${file}.ts`);
    }
  });
});
