/**
 * Where --out may lead: one sentence that names it, and nothing left behind.
 * Watched failing: a folder of other things taken; levels made to try them and left; Node's recursive mkdir,
 * which never returns inside /proc.
 */
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writableFolder } from '../../src/cli/files.ts';
import { BadInput } from '../../src/engine/badInput.ts';
import { makeFolder } from '../../src/results/makeFolder.ts';
import { folder } from './mckean.ts';

const dir = folder({ file: 'x' });
for (const name of ['foreign', 'run', 'empty']) mkdirSync(join(dir, name));
writeFileSync(join(dir, 'foreign/thesis.tex'), '');
writeFileSync(join(dir, 'run/manifest.json'), '{}');
symlinkSync(join(dir, 'nowhere'), join(dir, 'link'));

describe('--out is refused', () => {
  it.each([
    ['empty', '', /^--out is ""; it must name a folder\.$/],
    ['blank', '  ', /it must name a folder\.$/],
    ['a file', join(dir, 'file'), /^--out is ".*file"; that is a file\.$/],
    ['inside a file', join(dir, 'file/a/b'), /; .*file is a file\.$/],
    ['a folder of other things', join(dir, 'foreign'), /holds other things; choose a new or empty one\.$/],
    ['a link that leads nowhere', join(dir, 'link'), /; it may not be written\.$/],
    ['too long a name below a new folder', join(dir, 'new', 'x'.repeat(300)), /; it may not be written\.$/],
  ])('where it is %s', (_, path, sentence) => {
    const before = readdirSync(dir);
    expect(() => writableFolder('--out', path)).toThrow(BadInput);
    expect(() => writableFolder('--out', path)).toThrow(sentence);
    expect(readdirSync(dir)).toEqual(before);
  });

  it.runIf(existsSync('/proc/self'))('where it is inside /proc', () => {
    expect(() => writableFolder('--out', '/proc/a/b')).toThrow(
      /^--out is "\/proc\/a\/b"; it may not be written\.$/,
    );
    expect(() => makeFolder('/proc/a/b')).toThrow(/cannot be made/);
  });
});

it('--out may be new, at any depth, empty, or a run', () => {
  const before = readdirSync(dir);
  for (const name of ['a/b/c', 'empty', 'run']) {
    expect(writableFolder('--out', join(dir, name))).toBe(join(dir, name));
  }
  expect(readdirSync(dir)).toEqual(before);
});
