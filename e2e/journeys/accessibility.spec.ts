import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';
import { PANELS } from './panels.ts';

/** What axe finds that keeps somebody from using the window. */
async function grave(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // Monaco draws its text apart from what it gives to screen readers.
    .exclude('.view-lines')
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

// Every panel in one of the themes: in both it would take minutes, and find the same but for colours.
for (const [turn, theme] of (['Light', 'Dark'] as const).entries()) {
  test(`axe finds nothing grave in any panel, half of them in ${theme.toLowerCase()}`, async ({ journey }) => {
    // Each look takes seconds, and there are two dozen.
    test.setTimeout(300_000);
    const window = await journey.start('example:two-bridges');
    const { page, canvas, rules } = window;
    await expect(window.script.line('#!/bin/sh')).toBeVisible();
    await window.theme(theme);
    await expect(page.getByRole('menu')).toBeHidden();
    expect(await grave(page), 'nothing selected').toEqual([]);
    for (const [index, { name, show }] of PANELS.entries()) {
      await show(window);
      if (index % 2 === turn) expect.soft(await grave(page), name).toEqual([]);
    }
    await window.press('Escape');
    await canvas.select('Host mytux');
    await window.show('Rules');
    await rules.numberOf(1).click({ button: 'right' });
    await expect(page.getByRole('menu', { name: 'Rules' })).toBeVisible();
    expect.soft(await grave(page), 'the menu of a rule').toEqual([]);
  });
}

test('the theme stays as it was chosen', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const ground = () => window.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await window.theme('Light');
  await expect(window.page.getByRole('menu')).toBeHidden();
  const light = await ground();
  await window.theme('Dark');
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await window.page.reload();
  await expect(window.canvas.object('Guest kali2')).toBeVisible();
  expect(await ground()).toBe(dark);
});
