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

test('a second window is refused with a sentence and gets in when the first one is closed', async ({ journey }) => {
  const backend = await journey.serve({ file: 'example:two-bridges' });
  const first = await journey.open(backend);
  await expect(first.canvas.object('Guest kali2')).toBeVisible();
  // The link is used up; the cookie that it gave this browser is good.
  journey.complaints.expect(/status of 403 .*\/session/);
  const second = await journey.open(backend);
  const bar = second.bar('open in another window already');
  await expect(bar).toBeVisible();
  await first.canvas.rename('Guest kali2', 'kali22');
  await first.page.close({ runBeforeUnload: false });
  await bar.getByRole('button', { name: 'Try again' }).click();
  await expect(bar).toBeHidden();
  // It starts as any window does: with the document that was asked for.
  await expect(second.canvas.object('Guest kali2')).toBeVisible();
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
