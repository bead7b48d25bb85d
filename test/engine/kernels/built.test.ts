/**
 * The committed kernels are what their sources give, and the two descriptions of their memory agree.
 * Watched failing: sources changed and not compiled; two entries of the header, or of the numbers, swapped; one of the
 * areas of a scratch left out of its size.
 */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtFile, compileKernels, MODULES, type ModuleName } from '../../../scripts/makeKernels.ts';
import { createCompiledArithmetic } from '../../../src/engine/kernels/compiled.ts';
import {
  FIRST_FREE,
  HEADER_ENTRIES,
  NUMBER_ENTRIES,
  ROWS,
  rowsOffset,
  SCRATCH,
  scratchBytes,
} from '../../../src/engine/kernels/layout.ts';
import { createRunMemory } from '../../../src/engine/kernels/runMemory.ts';
import { ACTIVATIONS, networkCase, problemOf } from './problems.ts';

const path = (file: string) => new URL(`../../../src/engine/kernels/${file}`, import.meta.url);
const memory = readFileSync(path('assembly/memory.ts'), 'utf8');

describe('the built files', () => {
  const folder = process.cwd();
  beforeAll(() => process.chdir(new URL('../../..', import.meta.url).pathname));
  afterAll(() => process.chdir(folder));

  it.each(Object.keys(MODULES) as ModuleName[])(
    '%s is what the sources give, byte for byte',
    async (name) => {
      const made = builtFile(name, await compileKernels(name));
      // not toBe: the difference of two such lines is of no use to anybody
      expect(made === readFileSync(path(`built/${name}.ts`), 'utf8'), 'run "npm run kernels"').toBe(true);
    },
  );
});

describe('the memory of TypeScript and of AssemblyScript', () => {
  const numberOf = (name: string) =>
    Number(new RegExp(`const ${name}: \\w+ = (\\d+);`).exec(memory)?.[1] ?? Number.NaN);
  const enumOf = (name: string) =>
    new RegExp(`enum ${name} {([^}]*)}`)
      .exec(memory)?.[1]
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');

  it('has the same entries in the same order', () => {
    expect(enumOf('Header')).toEqual(HEADER_ENTRIES);
    expect(enumOf('Numbers')).toEqual(NUMBER_ENTRIES);
    expect(enumOf('Activation')).toEqual(ACTIVATIONS);
    expect(enumOf('Model')).toEqual([
      'cosineNetwork',
      'meanFieldOu',
      'neuralNetwork',
      'kuramoto',
      'external',
    ]);
    expect({ keys: numberOf('KEYS'), field: numberOf('AREAS') }).toEqual(SCRATCH);
    expect(numberOf('HEADER') + 4 * HEADER_ENTRIES.length).toBeLessThanOrEqual(numberOf('NUMBERS'));
    expect(numberOf('NUMBERS') + 8 * NUMBER_ENTRIES.length).toBeLessThanOrEqual(numberOf('CONSTANTS'));
    expect(numberOf('CONSTANTS')).toBeLessThan(FIRST_FREE);
  });

  const cosine = (dim: number) => {
    const of = Array.from({ length: dim }, (_, c) => 1 + c);
    return { model: { name: 'cosine-network', amplitude: of, phase: of }, dim, data: undefined };
  };
  const network = (dim: number, count: number) =>
    networkCase(
      'softplus',
      { kind: 'alternating', value: 1 },
      dim,
      count,
      Math.sin,
      new Array(count).fill(1),
    );
  const ou = { model: { name: 'mean-field-ou', a: 1, k: 1 }, dim: 1, data: undefined };

  it.each([
    ou,
    ...[1, 2, 3, 17, 40].map(cosine),
    ...[1, 3, 6, 40].flatMap((dim) => [1, 4, 7, 70].map((count) => network(dim, count))),
  ])(
    'ends where TypeScript says: kernels write in their scratch and their arrays only (%#)',
    ({ model, dim, data }) => {
      for (const particles of [1, 62, 129]) {
        const problem = problemOf(
          {
            model,
            noise: { type: (['I', 'II', 'III'] as const)[particles % 3], alpha: 2, scale: 1 },
            initial: { law: 'point', value: 0 },
            horizon: 1,
            steps: 1,
            particles,
          },
          data,
        );
        const { arena, place } = createRunMemory(problem);
        /** A strip of numbers that nobody may touch. */
        const fences: Float64Array[] = [];
        const fenced = <T>(made: T): T => {
          fences.push(arena.floats(8).fill(7));
          return made;
        };
        fenced(0);
        const at = place();
        const arithmetic = createCompiledArithmetic(problem, fenced(at), arena.floats);
        const { fieldDim } = arithmetic.model;
        expect(fences[1].byteOffset - at.scratch - scratchBytes(dim, fieldDim)).toBeLessThan(64);
        const array = (length: number) => fenced(arithmetic.floats(length));
        const x = array(particles * dim);
        const sums = array(Math.ceil(particles / 64) * fieldDim);
        const increments = array(arithmetic.incrementsLength(particles));
        const stored = array(arithmetic.storedLength(particles));
        arithmetic.useReplica(0);
        for (const system of [
          { x, particles },
          { x, particles, stored: stored.length ? stored : undefined },
        ]) {
          arithmetic.gather(system, sums, 0, Math.ceil(particles / 64));
          arithmetic.prepare(new Float64Array(fieldDim), { drift: 0.1, noise: 1, taming: 0 });
          arithmetic.draw(0, particles, 0, 1, increments);
          arithmetic.accumulate(increments, increments);
          arithmetic.move(system, increments);
          arithmetic.advance(system, 0, Math.ceil(particles / 64), 0, 1);
        }
        if (particles > 64) {
          // a block's increments are the last thing in a scratch before its rows, which only gather writes
          const before = at.scratch + rowsOffset(dim, fieldDim) - 8;
          const rows = new Float64Array(arena.memory.buffer, before, 1 + ROWS * fieldDim).fill(7);
          arithmetic.advance({ x, particles }, 0, 1, 0, 1);
          expect(rows[0]).not.toBe(7);
          expect(rows.subarray(1).every((v) => v === 7)).toBe(true);
        }
        for (const fence of fences) expect([...fence]).toEqual(new Array(8).fill(7));
      }
    },
  );
});
