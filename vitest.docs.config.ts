import { defineConfig } from 'vitest/config';

/** The documentation's tier: every code block runs, every link leads somewhere, every command exists. */
export default defineConfig({
  test: {
    include: ['test/docs/**/*.test.ts'],
    testTimeout: 900_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    pool: 'forks',
  },
});
