import { defineConfig } from 'vitest/config';
import { patience } from './vitest.patience.ts';

// One file at a time: the tests share the network namespace and the process table of scripts/in-namespace.sh.
export default defineConfig({
  test: {
    ...patience,
    name: 'kernel',
    environment: 'node',
    include: ['e2e/kernel/**/*.test.ts'],
    passWithNoTests: false,
    fileParallelism: false,
  },
});
