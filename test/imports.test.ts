/**
 * Imports run one way, downwards, and without circles (rule 7 of the design).
 * Watched failing: an import of src/engine/plan.ts added to src/noise/createNoise.ts; `import '../figures/text.ts'`
 * in src/studies/chaos.ts; a circle of src/engine/blocks.ts and src/engine/kernel.ts.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** From top to ground; rooms on one level may import each other, but not in circles of files. */
const LEVELS = [
  ['cli', 'interactive'],
  ['figures'],
  ['studies'],
  ['limits', 'workers', 'tails', 'pruning'],
  ['engine'],
  ['schemes', 'statistics'],
  ['models', 'noise'],
  ['math', 'random', 'observables', 'results'],
];

/** Files outside the order: the public surface, and types of the project itself. */
const SURFACE = new Set(['src/index.ts', 'src/types.ts']);

function sources(): string[] {
  const under = (folder: string) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `${folder}/${path}`);
  return [...under('src'), ...under('workers')];
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import|import\()\s*'(\.[^']+\.ts)'/g)].map((m) =>
    normalize(join(dirname(file), m[1])),
  );
}

function levelOf(file: string): number {
  const [top, room] = file.split('/');
  return LEVELS.findIndex((rooms) => rooms.includes(top === 'workers' ? 'workers' : room));
}

const files = sources();

describe('imports', () => {
  it('finds the sources and their imports', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(importsOf('src/engine/increments.ts')).toContain('src/noise/createNoise.ts');
  });

  it.each(files.filter((f) => !SURFACE.has(f)))('%s lives in a room and imports only downwards', (file) => {
    const own = levelOf(file);
    expect(own, `${file} is in no room`).toBeGreaterThanOrEqual(0);
    for (const target of importsOf(file)) {
      expect(levelOf(target), `${file} imports ${target}, which is above it`).toBeGreaterThanOrEqual(own);
    }
  });

  it('has no circles', () => {
    const state = new Map<string, 'open' | 'done'>();
    const visit = (file: string, trail: string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') throw new Error(`circle: ${[...trail, file].join(' -> ')}`);
      state.set(file, 'open');
      for (const target of importsOf(file)) visit(target, [...trail, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
  });
});
