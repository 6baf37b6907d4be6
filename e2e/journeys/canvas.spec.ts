import { readFileSync } from 'node:fs';
import { expect, test } from './journey.ts';

test('a guest is dropped into a group, dragged out of it, and plugged into another bridge', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, inspector } = window;
  await canvas.hold('Guest kali3', canvas.object('Group br4_grp').getByText('br4_grp'));
  // What letting go will do is told while the mouse is still down.
  await expect(canvas.hint).toHaveText('Move guest kali3 into group br4_grp');
  await canvas.letGo();
  await expect(window.button('Undo Move guest kali3 into group br4_grp')).toBeEnabled();
  await canvas.select('Group br4_grp');
  await expect(inspector.pane.getByRole('checkbox', { name: /kali3/ })).toBeChecked();
  await window.undo();
  await expect(window.unsaved).toBeHidden();

  await canvas.hold('Guest kali4', canvas.place({ x: 0.55, y: 0.06 }));
  await expect(canvas.hint).toHaveText('Move guest kali4 out of group br6_grp');
  await canvas.letGo();
  await window.undo();

  await canvas.hold('Guest kali2', canvas.object('Bridge virbr6').getByText('virbr6'));
  await expect(canvas.hint).toHaveText('Plug guest kali2 into bridge virbr6');
  await canvas.letGo();
  await canvas.port('vk42').click();
  await expect(inspector.pane).toContainText('virbr6');
  await canvas.hold('Guest kali5', canvas.object('Group br4_grp').getByText('br4_grp'));
  await window.press('Escape');
  await expect(canvas.hint).toBeHidden();
  await canvas.letGo();
  await expect(window.button('Undo Plug guest kali2 into bridge virbr6')).toBeEnabled();
});

test('a port slides along the edge of its bridge, and away from it draws a line', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas } = window;
  const before = await canvas.port('vk63').boundingBox();
  if (!before) throw new Error('There is no port vk63.');
  await canvas.slide('vk63', { x: 40, y: 0 });
  await expect(window.button('Undo Slide port vk63')).toBeEnabled();
  expect((await canvas.port('vk63').boundingBox())?.x).toBeGreaterThan(before.x + 20);
  // To the upper edge too.
  await canvas.slide('vk63', { x: 0, y: -60 });
  expect((await canvas.port('vk63').boundingBox())?.y).toBeLessThan(before.y - 20);
  await window.undo();
  await window.undo();
  expect(await canvas.port('vk63').boundingBox()).toEqual(before);
  await canvas.drag(canvas.port('vk63'), canvas.object('Bridge virbr4').getByText('virbr4'));
  await expect(window.button('Undo Link vk63 and virbr4')).toBeEnabled();
});

test('a dragged object snaps to what it is in line with, and stands free while Alt is held', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, page } = window;
  await canvas.holdBy('Guest kali5', { x: 3, y: 60 });
  await expect(canvas.guides.first()).toBeVisible();
  await page.keyboard.down('Alt');
  await canvas.holdOn({ x: 2, y: 3 });
  await expect(canvas.guides).toHaveCount(0);
  await page.keyboard.up('Alt');
  await canvas.letGo();
  await expect(window.button('Undo Move guest kali5')).toBeEnabled();
});

test('copies go to another window, and foreign text is refused with a sentence', async ({ journey, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const backend = await journey.serve({ file: 'example:two-bridges' });
  const first = await journey.open(backend);
  await first.canvas.select('Bridge virbr6', 'Guest kali3');
  await first.press('Control+c');
  const other = await journey.serve();
  const second = await journey.open(other);
  await second.page.bringToFront();
  await second.canvas.selectNothing();
  await second.press('Control+v');
  await expect(second.canvas.object('Guest kali3')).toContainText('192.168.50.13');
  await expect(second.canvas.object('Bridge virbr6')).toBeVisible();
  await expect(second.canvas.port('vk63')).toBeVisible();
  const pasted = await second.canvas.titles();
  await second.page.evaluate(() => navigator.clipboard.writeText('a shopping list'));
  await second.press('Control+v');
  await expect(second.notices).toContainText('the clipboard holds no objects of Bridgewarden');
  expect(await second.canvas.titles()).toEqual(pasted);
});

test('many guests are made by a pattern, with a preview', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, page } = window;
  await canvas.select('Bridge virbr6');
  await window.press('Control+Shift+g');
  const dialog = page.getByRole('dialog', { name: 'Add guests by pattern' });
  await dialog.getByRole('textbox', { name: 'Names' }).fill('web{20..1}');
  await expect(dialog.getByRole('status')).toContainText('counts down');
  await expect(dialog.getByRole('button', { name: /^Add \d/ })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Names' }).fill('web{1..12}');
  await dialog.getByRole('textbox', { name: 'Tap ports' }).fill('vnet{1..12}');
  await dialog.getByRole('textbox', { name: 'First addresses' }).fill('192.168.50.12');
  await expect(dialog.getByRole('row')).toHaveCount(13);
  await expect(dialog.getByRole('row', { name: /^web12 vnet12 / })).toContainText('192.168.50.27');
  await dialog.getByRole('button', { name: 'Add 12 guests' }).click();
  await expect(canvas.object('Guest web12')).toBeVisible();
  await expect(canvas.port('vnet12')).toBeVisible();
  await window.undo();
  await expect(canvas.object('Guest web12')).toBeHidden();
  await expect(window.unsaved).toBeHidden();
});

test('Enter connects: the other end by Tab or by its name', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, page } = window;
  await canvas.object('Guest kali2').focus();
  await window.press('Enter');
  const field = page.getByRole('combobox', { name: 'Connect Guest kali2 with' });
  await expect(field).toBeFocused();
  await expect(canvas.happened).toContainText('Connect kali2 and virbr4');
  await window.press('Tab');
  await expect(canvas.happened).toContainText('Connect kali2 and virbr6');
  await page.keyboard.type('virbr6');
  await window.press('Enter');
  await expect(window.button('Undo Connect kali2 and virbr6')).toBeEnabled();
  await expect(canvas.object('Guest kali2')).toBeFocused();
  await expect(canvas.happened).toContainText('Connect kali2 and virbr6: done.');
  await window.press('Control+z');
  await expect(canvas.happened).toContainText('Undone: Connect kali2 and virbr6');
  // Tab goes from a bridge to its ports, and from there to its guests.
  await canvas.object('Bridge virbr4').focus();
  await window.press('Tab');
  await expect(page.locator(':focus')).toHaveAccessibleName(/^Port /);
  await window.press('Tab', 'Tab', 'Tab');
  await expect(canvas.object('Guest kali2')).toBeFocused();
  // Keys act on what has the focus, whatever is selected.
  await window.press('Shift+ArrowDown');
  await expect(window.button('Undo Move guest kali2')).toBeEnabled();
});

test('the menus offer what makes sense: groups, lock, tidy names, alignment', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas } = window;
  await canvas.menu('Guest kali3', 'Put into group', 'br4_grp');
  await expect(window.button('Undo Put guest kali3 into group br4_grp')).toBeEnabled();
  await canvas.menu('Bridge virbr6', 'Add a NIC port to the bridge');
  await expect(canvas.port('eth0')).toBeVisible();
  await canvas.menu('Bridge virbr6', 'Select what hangs on it');
  await canvas.menu('Guest kali4', 'Align', 'Align top edges');
  await canvas.paneMenu('Tidy names: name ports after their guests');
  await expect(canvas.port('kali3')).toBeVisible();
  await canvas.paneMenu('Lock positions');
  const before = await canvas.object('Guest kali2').boundingBox();
  await canvas.move('Guest kali2', { x: 0, y: -60 });
  expect(await canvas.object('Guest kali2').boundingBox()).toEqual(before);
  await canvas.paneMenu('Unlock positions');
  await canvas.paneMenu('Show the minimap');
  await expect(canvas.minimap).toBeVisible();
});

test('the drawing is exported as SVG and as PNG', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { page } = window;
  const exported = async (format: string) => {
    await window.press('Control+Shift+e');
    const dialog = page.getByRole('dialog', { name: 'Export the drawing' });
    await dialog.getByRole('button', { name: /Format$/ }).click();
    await page.getByRole('option', { name: new RegExp(`^${format}`) }).click();
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`Two coupled bridges.${format.toLowerCase()}`);
    return readFileSync(await file.path());
  };
  await expect(window.canvas.object('Guest kali3')).toBeVisible();
  const svg = (await exported('SVG')).toString('utf8');
  expect(svg).toContain('>Guest kali3<');
  expect(svg).toContain('guest port: tap');
  const png = await exported('PNG');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  // Two pixels for each unit.
  const width = /<svg[^>]* width="([\d.]+)"/.exec(svg)?.[1];
  expect(png.readUInt32BE(16)).toBe(Math.round(Number(width) * 2));
});

test('the drawing stays in view when a panel is resized, until somebody moves the view', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, page } = window;
  await expect(canvas.object('Host mytux')).toBeInViewport({ ratio: 0.99 });
  await page.setViewportSize({ width: 1100, height: 700 });
  for (const title of await canvas.titles()) await expect(canvas.object(title)).toBeInViewport({ ratio: 0.99 });
  await canvas.zoomIn();
  const zoomed = await canvas.zoom();
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(await canvas.zoom()).toBe(zoomed);
});
