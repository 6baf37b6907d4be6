import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { askToKeep } from './ask-to-keep.ts';

function terminal(): { input: PassThrough; output: PassThrough } {
  return { input: new PassThrough(), output: new PassThrough() };
}

it.each([
  ['yes\n', true],
  ['Y\n', true],
  ['  yes \n', true],
  ['no\n', false],
  ['\n', false],
  ['yesterday\n', false],
  ['ye', false],
  ['', false],
])('takes %j as %s', async (typed, keep) => {
  const { input, output } = terminal();
  const answer = askToKeep('mytux', 60, new AbortController().signal, { input, output });
  input.end(typed);
  expect(await answer).toBe(keep);
  expect(String(output.read())).toMatch(/^mytux is reachable .* 60 s\. Keep them\? \[yes\/no\] $/);
});

it('is a no when the time runs out while she thinks', async () => {
  const timer = new AbortController();
  const answer = askToKeep('mytux', 60, timer.signal, terminal());
  timer.abort();
  expect(await answer).toBe(false);
});
