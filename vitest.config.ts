import { defineConfig } from 'vitest/config';
import { patience } from './vitest.patience.ts';

// Apart from vite.config.ts on purpose: Vitest would inherit its `root: 'renderer'` and find no other test.
export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          ...patience,
          name: 'node',
          environment: 'node',
          include: [
            'shared/**/*.test.ts',
            'electron/**/*.test.ts',
            'scripts/**/*.test.{ts,mjs}',
            'e2e/world/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          ...patience,
          name: 'renderer',
          environment: 'jsdom',
          setupFiles: ['renderer/testing-library.fixture.ts'],
          include: ['renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
});
