/**
 * The ratios of docs/performance.md are those of bench/README.md, and its words are true of them.
 * Watched failing: a ratio of the page changed; the float32 table for the float64 one.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ratioTable, renewed } from '../../scripts/performance.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const PAGE = read('docs/performance.md');

describe('performance.md', () => {
  it('is as `npm run performance -- --write` makes it', () => {
    expect(renewed(PAGE) === PAGE, 'run npm run performance -- --write').toBe(true);
  });

  it('says in words what its ratios say', () => {
    const rows = new Map(
      ratioTable(read('bench/README.md'), 'float64')
        .split('\n')
        .slice(2)
        .map((line) => {
          const [name, , ...ratios] = line.split('|').slice(1, -1);
          return [name.trim(), ratios.map(Number)] as const;
        }),
    );
    const [samples, ...steps] = rows.get('C++ tuned')!;
    expect(samples).toBeLessThan(1);
    // "three to four times as fast"
    for (const ratio of steps) expect(1 / ratio).toBeGreaterThan(3);
    for (const ratio of steps) expect(1 / ratio).toBeLessThan(4.5);
    expect(rows.get('SciPy')![0]).toBeGreaterThan(10);
    // "as fast as idiomatic C++ or expert NumPy, not faster"
    for (const name of ['C++ idiomatic', 'NumPy expert'])
      for (const ratio of rows.get(name)!.slice(1))
        expect(Math.abs(Math.log(ratio))).toBeLessThan(Math.log(1.4));
    expect(rows.get('NumPy expert')![3]).toBeLessThan(1);
  });
});
