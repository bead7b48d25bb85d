import { defineConfig } from 'vitest/config';

/** The everyday tier: units, contracts, oracles, determinism, command line. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/thorough/**', 'test/docs/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    pool: 'forks',
  },
});
