import { defineConfig } from 'vitest/config';

// One file at a time: the tests share the network namespace and the process table of scripts/in-namespace.sh.
export default defineConfig({
  test: {
    name: 'kernel',
    environment: 'node',
    include: ['e2e/kernel/**/*.test.ts'],
    passWithNoTests: false,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
