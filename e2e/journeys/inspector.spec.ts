import { expect, test } from './journey.ts';

test('from an object to every rule that acts there, and from the rule to table, script and canvas', async ({
  journey,
}) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, inspector, rules, script } = window;
  await canvas.port('vk63').click();
  const here = inspector.section('Rules here');
  await expect(here).toContainText('1 of them yours');
  // The order of the script: what may leave by the port stands before what may enter, hers behind both.
  const reasons = await here.getByRole('listitem').allInnerTexts();
  const at = (words: string) => reasons.findIndex((text) => text.includes(words));
  expect(at('Only packets for kali3')).toBeGreaterThanOrEqual(0);
  expect(at('any other source address is forged')).toBeGreaterThan(at('Only packets for kali3'));
  expect(at('guests may ping')).toBeGreaterThan(at('any other source address is forged'));

  const denial = inspector.ruleHere(/any other source address is forged/);
  await inspector.follow(denial, 'in the script');
  await expect(script.line('--physdev-in vk63 ! -s 192.168.50.13').first()).toBeInViewport();
  const own = inspector.ruleHere(/guests may ping/);
  await inspector.follow(own, 'on the canvas');
  await expect(canvas.object('Group br6_grp').locator('.is-lit')).toBeVisible();
  await inspector.follow(own, 'in the table');
  await expect(rules.row(1)).toBeVisible();
  // Deleting nothing: only hers are left when only hers are wanted.
  await here.getByRole('button', { name: 'Show only yours' }).click();
  await expect(here.getByRole('listitem').filter({ hasText: 'derived' })).toHaveCount(0);
});

test('several guests are given the same protection at once, and it is one step', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, inspector, page } = window;
  await canvas.select('Guest kali3', 'Guest kali4', 'Guest kali5');
  await expect(inspector.pane).toContainText('3 Guests');
  const box = inspector.pane.getByText('Allow multicasts');
  await box.click();
  await canvas.selectNothing();
  for (const port of ['vk63', 'vk64', 'vk65']) {
    await canvas.port(port).click();
    await expect(inspector.pane.getByRole('switch', { name: 'Allow multicasts' })).toBeChecked();
  }
  await canvas.select('Guest kali2', 'Guest kali3');
  await expect(inspector.pane).toContainText('on for some');
  await window.undo();
  await page.keyboard.press('Escape');
  await canvas.port('vk64').click();
  await expect(inspector.pane.getByRole('switch', { name: 'Allow multicasts' })).not.toBeChecked();
});
