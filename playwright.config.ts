import { defineConfig } from '@playwright/test';

// Chromium refuses its own sandbox to root, and inside a user namespace it cannot build one either.
const root = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e/journeys',
  outputDir: 'out/journeys',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env.JOURNEYS_RESULT ?? 'out/results/journeys.json' }]],
  use: {
    // What the page was at each step, and a picture of its end: one of every frame would cost a tenth of the run.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    viewport: { width: 1440, height: 900 },
  },
  projects: [
    {
      name: 'browser',
      testIgnore: 'electron/**',
      use: {
        browserName: 'chromium',
        launchOptions: {
          executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
          args: [
            ...(root ? ['--no-sandbox'] : []),
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--no-first-run',
            '--disable-quic',
            '--disable-dev-shm-usage',
          ],
        },
      },
    },
    {
      // Runs only where an Electron runtime is installed; scripts/test.mjs says so and counts the skips.
      name: 'electron',
      testMatch: 'electron/**/*.spec.ts',
    },
  ],
});
