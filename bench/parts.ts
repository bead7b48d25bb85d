/**
 * Where a step's time goes: `node bench/parts.ts` prints ns per particle of its parts, tanh network, d = 10, B = 64,
 * strict, one thread, the least of 40 rounds in turn; docs/kernels.md says what bounds them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spanCount } from '../src/engine/blocks.ts';
import { stepCase, writeStart } from './cases.ts';
import { createProblem, siteOf } from './problem.ts';
import { readArray } from './rivals/answer.ts';

const ROUNDS = 40;
const root = mkdtempSync(join(tmpdir(), 'mckean-parts-'));
try {
  for (const particles of [2048, 100_000]) {
    const c = stepCase(root, 'tanh', 10, 'float64', particles);
    writeStart(c);
    const problem = createProblem(c, 'strict', 1);
    const site = siteOf(problem, 'strict', 0);
    const { arithmetic } = site;
    const { fieldDim } = arithmetic.model;
    const x = site.floats(particles * c.dim);
    x.set(readArray(`${c.folder}/x0.bin`));
    const kept = { x, particles, stored: site.floats(arithmetic.storedLength(particles)) };
    const spans = spanCount(particles);
    const sums = site.floats(spans * fieldDim);
    const increments = site.floats(arithmetic.incrementsLength(particles));
    let cell = 0;
    arithmetic.useReplica(0);
    arithmetic.prepare(new Float64Array(fieldDim), { drift: 1e-9, noise: 1, taming: 0 });
    const parts: [string, () => unknown][] = [
      ['draw', () => arithmetic.draw(0, particles, cell, ++cell, increments)],
      ['gather', () => arithmetic.gather(kept, sums, 0, spans)],
      ['move, activations kept', () => arithmetic.move(kept, increments)],
      ['move, activations recomputed', () => arithmetic.move({ x, particles }, increments)],
    ];
    const calls = Math.max(1, Math.round(40_000 / particles));
    const least = parts.map(() => Infinity);
    for (let round = -10; round < ROUNDS; round++) {
      for (const [p, [, part]] of parts.entries()) {
        const start = performance.now();
        for (let k = 0; k < calls; k++) part();
        const ns = (1e6 * (performance.now() - start)) / (calls * particles);
        if (round >= 0) least[p] = Math.min(least[p], ns);
      }
    }
    for (const [p, [name]] of parts.entries())
      console.log(`N = ${particles}, ${name}: ${least[p].toFixed(1)} ns`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
