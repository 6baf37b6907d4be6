import { expect, test } from './journey.ts';

test('the example opens with its drawing and its script', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, script } = window;
  await expect(canvas.object('Bridge virbr4')).toBeVisible();
  expect(await canvas.titles()).toEqual([
    'Bridge virbr4',
    'Bridge virbr6',
    'Group br4_grp',
    'Group br6_grp',
    'Guest kali2',
    'Guest kali3',
    'Guest kali4',
    'Guest kali5',
    'Host mytux',
  ]);
  await expect(canvas.port('vk63')).toBeVisible();
  await expect(script.line('#!/bin/sh')).toBeVisible();
  expect(await script.text()).toContain('52:54:00:9f:5d:c1');
  await expect(window.tree.getByRole('row', { name: 'kali2' })).toBeVisible();
});

test('compiling and the editor run in workers', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  await expect(window.script.line('#!/bin/sh')).toBeVisible();
  const workers = () => window.page.workers().map((worker) => worker.url().replace(/.*\//, ''));
  await expect.poll(workers).toEqual(expect.arrayContaining([expect.stringMatching(/^compile-worker.*\.js$/)]));
  await expect.poll(workers).toEqual(expect.arrayContaining([expect.stringMatching(/^editor.*\.js$/)]));
});
