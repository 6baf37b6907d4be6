import { expect, test } from './journey.ts';

test('a drawing with the keyboard alone', async ({ journey }) => {
  const window = await journey.start();
  const { canvas, inspector, page, script } = window;
  const command = async (words: string) => {
    await window.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'All commands' })).toBeVisible();
    await page.keyboard.type(words);
    await window.press('ArrowDown', 'Enter');
    await expect(page.getByRole('dialog', { name: 'All commands' })).toBeHidden();
  };
  await command('Add bridge');
  await expect(canvas.object('Bridge virbr1')).toBeFocused();
  await window.press('F2');
  await page.keyboard.type('br0');
  await window.press('Enter');
  await expect(canvas.object('Bridge br0')).toBeFocused();
  await command('Add guest');
  await expect(canvas.object('Guest guest1')).toBeFocused();
  // Shift and Space add the bridge to the selection; L links the two.
  await canvas.object('Bridge br0').focus();
  await window.press('Shift+Space', 'l');
  await expect(canvas.port('vk1')).toBeVisible();
  await canvas.port('vk1').focus();
  await window.press('Space');
  await expect(inspector.title('vk1')).toBeVisible();
  await expect.poll(() => script.text()).toContain('--physdev-out vk1');

  await canvas.object('Guest guest1').focus();
  await window.press('Space');
  const before = await canvas.object('Guest guest1').boundingBox();
  await window.press('ArrowRight');
  await expect.poll(async () => (await canvas.object('Guest guest1').boundingBox())?.x).toBeGreaterThan(before?.x ?? 0);
  await window.press('Delete');
  await expect(canvas.object('Guest guest1')).toBeHidden();
  await window.press('Control+z');
  await expect(canvas.object('Guest guest1')).toBeVisible();
  await window.press('Alt+2');
  await expect(page.getByRole('tab', { name: 'Rules' })).toHaveAttribute('aria-selected', 'true');
});

test('Tab leads through the whole window, and nothing holds it', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  await expect(window.script.line('#!/bin/sh')).toBeVisible();
  const visited = new Set<string>();
  for (let steps = 0; steps < 80; steps += 1) {
    await window.press('Tab');
    const region = await window.page.evaluate(() => {
      const now = document.activeElement?.closest('header, aside, main, [aria-label="Dock"]');
      return now?.getAttribute('aria-label') ?? now?.tagName ?? 'outside';
    });
    visited.add(region);
  }
  expect([...visited]).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^(Program|HEADER)$/),
      'Palette and objects',
      'Canvas',
      'Dock',
      'Inspector',
    ]),
  );
});

test('the shortcuts of the window work from within the script, which is only read', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, inspector, files, page, script } = window;
  const commands = page.getByRole('dialog', { name: 'All commands' });
  await canvas.select('Guest kali2');
  await inspector.set('Name', 'kali9');
  await expect(canvas.object('Guest kali9')).toBeVisible();
  await script.editor.click();
  await window.press('Control+k');
  await expect(commands).toBeVisible();
  await window.press('Escape');
  await expect(commands).toBeHidden();

  await script.editor.click();
  await window.press('Control+z');
  await expect(canvas.object('Guest kali2')).toBeVisible();
  await window.press('Control+Shift+z');
  await expect(canvas.object('Guest kali9')).toBeVisible();

  // What finds in the text stays with the editor, and in its field one takes back what one typed there.
  await window.press('Control+f');
  const sought = page.getByRole('textbox', { name: 'Find', exact: true });
  await expect(sought).toBeFocused();
  await page.keyboard.type('vk42');
  await window.press('Control+z');
  await expect(sought).not.toHaveValue('vk42');
  await expect(canvas.object('Guest kali9')).toBeVisible();
  await window.press('Escape');

  await window.press('Control+s');
  await files.saveAs('kali9.bridgewarden.json');
  await expect(window.unsaved).toBeHidden();
});
