import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './journey.ts';

/** What axe finds that keeps somebody from using the window. */
async function grave(page: Page, without: readonly string[] = []): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // Monaco draws its text apart from what it gives to screen readers.
    .exclude('.view-lines')
    .options({ resultTypes: ['violations'] })
    .disableRules([...without])
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}

for (const theme of ['Light', 'Dark'] as const) {
  test(`axe finds nothing grave in ${theme.toLowerCase()}`, async ({ journey }) => {
    const window = await journey.start('example:two-bridges');
    const { page, canvas } = window;
    await expect(window.script.line('#!/bin/sh')).toBeVisible();
    await window.theme(theme);
    await expect(page.getByRole('menu')).toBeHidden();
    expect(await grave(page), 'nothing selected').toEqual([]);
    await canvas.select('Host mytux');
    await window.show('Rules');
    expect(await grave(page), 'a host and the rules').toEqual([]);
    await canvas.port('vk63').click();
    await window.show('Deploy');
    expect(await grave(page), 'a port and deployment').toEqual([]);
    await window.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'All commands' })).toBeVisible();
    // The list is scrolled by the arrow keys in the field above it, which keeps the focus.
    expect(await grave(page, ['scrollable-region-focusable']), 'all commands').toEqual([]);
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
