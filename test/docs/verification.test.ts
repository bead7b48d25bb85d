/**
 * docs/verification.md is what the tests say of themselves, and what is read from them is read right.
 * Watched failing: a number of the page changed; a fault's semicolon overlooked; the budget's second part left out.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claimCount, falseAlarms, gateOf, gates, oracleNames } from '../../scripts/gates.ts';
import { renewed } from '../../scripts/verification.ts';

const PAGE = readFileSync(new URL('../../docs/verification.md', import.meta.url), 'utf8');

describe('verification.md', () => {
  it('is as `npm run verification -- --write` makes it', () => {
    expect(renewed(PAGE) === PAGE, 'run npm run verification -- --write').toBe(true);
  });

  it('names every oracle, and every file of tests', () => {
    expect(oracleNames().length).toBeGreaterThan(15);
    for (const { id } of oracleNames()) expect(PAGE).toContain(`\`${id}\``);
    for (const { file } of gates()) expect(PAGE).toContain(`](../${file})`);
  });
});

describe('a gate', () => {
  const gate = gateOf(
    'test/a/b.test.ts',
    "/**\n * What it holds;\n * more. Watched failing: one; two.\n * Budget of false alarms: 3 × 1e-6, 2 × 5e-7.\n */\nit('x', () => {\n  // Planted fault: a third.\n});\n",
  );

  it('has its first words, its faults and its budget', () => {
    expect(gate.what).toBe('What it holds');
    expect(gate.faults).toBe(3);
    expect(falseAlarms([gate])).toBeCloseTo(4e-6, 12);
  });

  it('is judged once for every claim', () => {
    expect(claimCount('quick')).toBe(11);
  });
});
