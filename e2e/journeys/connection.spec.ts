import { expect, test } from './journey.ts';

test('a backend that is gone is said so, and the work stays in the window', async ({ journey }) => {
  const backend = await journey.serve({ file: 'example:two-bridges' });
  const window = await journey.open(backend);
  const { canvas, script } = window;
  await expect(script.line('#!/bin/sh')).toBeVisible();
  journey.complaints.expect(/ERR_CONNECTION_REFUSED/);
  await backend.stop('SIGKILL');
  const bar = window.bar('Connection lost');
  await expect(bar).toBeVisible();
  await canvas.rename('Guest kali2', 'kali22');
  await expect.poll(() => script.text()).toContain('kali22');
  await bar.getByRole('button', { name: 'Reconnect' }).click();
  await expect(window.notices).toContainText('The backend does not answer');
  await window.press('Control+s');
  await expect(window.unsaved).toBeVisible();
  await expect(canvas.object('Guest kali22')).toBeVisible();
});

test('a link that was used is of no use to another browser', async ({ journey, browser }) => {
  const backend = await journey.serve({ file: 'example:two-bridges' });
  const window = await journey.open(backend);
  await expect(window.canvas.object('Guest kali2')).toBeVisible();
  journey.complaints.expect(/status of 40[13]/);
  const stranger = await journey.open(backend, await browser.newContext());
  await expect(stranger.bar(/open that link here|for a new one/)).toBeVisible();
  expect(await stranger.canvas.titles()).toEqual([]);
});
