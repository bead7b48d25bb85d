import { defineConfig } from 'vitest/config';

/** The slow tier: rates at high power, long statistics. */
export default defineConfig({
  test: {
    include: ['test/thorough/**/*.test.ts'],
    testTimeout: 1_800_000,
    maxWorkers: 1,
    pool: 'forks',
  },
});
