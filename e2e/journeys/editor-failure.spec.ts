import { expect, test } from './journey.ts';

test('an editor that cannot be fetched is said so, and comes when it is asked for again', async ({
  journey,
  context,
}) => {
  await context.route(/\/assets\/editor[^/]*\.js/, (route) => route.abort());
  journey.complaints.expect(/ERR_FAILED/);
  const window = await journey.start('example:two-bridges');
  const sentence = window.bar('The script cannot be shown');
  await expect(sentence).toBeVisible();
  await context.unrouteAll();
  await sentence.getByRole('button', { name: 'Try again' }).click();
  await expect(window.script.line('#!/bin/sh')).toBeVisible();
});
