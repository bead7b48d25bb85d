import { defineConfig } from 'vitest/config';
export default defineConfig({ test: { include: ['test/pruning/*.test.ts'], setupFiles: ['./fuzz.setup.tmp.ts'], testTimeout: 300000, maxWorkers: 1, pool: 'forks' } });
