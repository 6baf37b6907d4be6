import { expect, it } from 'vitest';
import { listVitest, SUITES } from './suites.mjs';

const CONFIG = 'vitest.kernel.config.ts';

it('the parts of the kernel tests are together all of them, and none runs twice', () => {
  const files = (/** @type {string[]} */ ...args) => listVitest(CONFIG, '--filesOnly', ...args).map(({ file }) => file);
  const parts = SUITES.find(({ name }) => name === 'kernel')?.parts?.map(({ args }) => files(...args)) ?? [];
  expect(parts.length).toBeGreaterThan(1);
  for (const part of parts) expect(part.length).toBeGreaterThan(0);
  expect(parts.flat().sort()).toEqual(files().sort());
});
