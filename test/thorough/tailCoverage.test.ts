/**
 * Every estimator of the tail index covers as it says at n = 5000 where its assumptions hold: 150 samples of each law at α = 1.5, and of
 * the Gaussian one. Refused where a true coverage from 92 % to 98 % has the number of hits with probability below 5e−7; at α = 2, where
 * the interval of maximum likelihood is one-sided, only from below. Power: a true coverage of 75 % is refused with probability 0.87.
 * Watched failing: normal intervals half as wide.
 * Budget of false alarms: 40 × 5e-7.
 */
import { expect, it } from 'vitest';
import { createPool } from '../../src/engine/pool.ts';
import { proportionInterval } from '../../src/statistics/proportionInterval.ts';
import { memoryTable } from '../../src/studies/replicas.ts';
import { runTails } from '../../src/studies/tails.ts';
import { tailsOutcomes } from '../../src/studies/tailsOutcomes.ts';
import { readTailsStudy } from '../../src/studies/tailsStudy.ts';

it('coverage where assumptions hold', { timeout: 300_000 }, async () => {
  const study = readTailsStudy({ study: 'tails', alphas: [1.5], counts: [5000], replicas: 150, seed: 3 });
  const pool = createPool(2);
  try {
    const outcomes = tailsOutcomes(study, await runTails(study, { pool, table: memoryTable() }));
    const held = outcomes.filter(({ assumption }) => assumption.hold);
    expect(held.length).toBeGreaterThan(20);
    for (const { law, alpha, estimator, coverage } of held) {
      const [low, high] = proportionInterval(coverage.successes, coverage.trials, 1 - 1e-6).interval;
      expect(high, `${estimator}, ${law}`).toBeGreaterThan(0.92);
      if (alpha < 2) expect(low, `${estimator}, ${law}`).toBeLessThan(0.98);
    }
  } finally {
    await pool.close();
  }
});
