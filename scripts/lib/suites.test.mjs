import { expect, it } from 'vitest';
import { listVitest, SUITES } from './suites.mjs';

it.each(['kernel', 'ssh'])('the parts of the %s tests are together all of them, and none runs twice', (suite) => {
  const config = `vitest.${suite}.config.ts`;
  const files = (/** @type {string[]} */ ...args) => listVitest(config, '--filesOnly', ...args).map(({ file }) => file);
  const parts = SUITES.find(({ name }) => name === suite)?.parts?.map(({ args }) => files(...args)) ?? [];
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(part.length).toBeGreaterThan(0);
  expect(parts.flat().sort()).toEqual(files().sort());
});
