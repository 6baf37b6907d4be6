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

test('compiling runs in a worker, and nothing else compiles', async ({ journey }) => {
  const backend = await journey.serve({ file: 'example:two-bridges' });
  const window = await journey.open(backend);
  await expect(window.script.line('#!/bin/sh')).toBeVisible();
  const workers = window.page.workers().map((worker) => worker.url().replace(/.*\//, ''));
  expect(workers).toEqual([expect.stringMatching(/^compile-worker.*\.js$/)]);

  // Where the worker cannot be had, the drawing is there all the same, and there is no script.
  await window.page.close({ runBeforeUnload: false });
  const context = window.page.context();
  await context.route(/compile-worker/, (route) => route.abort());
  journey.complaints.expect(/compile-worker|status of 403/);
  const lame = await journey.open(backend);
  await expect(lame.canvas.object('Guest kali2')).toBeVisible();
  await expect(lame.page.getByRole('tabpanel', { name: 'Script' })).toBeVisible();
  await expect(lame.script.editor).toBeHidden();
});
