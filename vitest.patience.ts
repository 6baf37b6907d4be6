/**
 * How long a test may take and a condition may be waited for before we call it a failure, in milliseconds. No test measures
 * time: these are for what hangs, and so far off that a machine busy with the other suites never meets them.
 */
export const patience = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { interval: 20, timeout: 60_000 } },
};
