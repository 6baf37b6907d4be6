import { expect, test } from './journey.ts';

test('Rename and Connect of the menu keep their fields, by mouse and by keyboard', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, page } = window;
  const name = page.getByRole('textbox', { name: 'Guest name' });
  const connect = page.getByRole('combobox', { name: 'Connect Guest kali2 with' });
  await canvas.object('Guest kali2').focus();
  await canvas.menu('Guest kali2', 'Rename');
  await expect(name).toBeFocused();
  await page.keyboard.type('kali9');
  await window.press('Enter');
  await expect(canvas.object('Guest kali9')).toBeFocused();
  await window.press('Control+z');
  await canvas.menu('Guest kali2', 'Connect with…');
  await expect(connect).toBeFocused();
  await window.press('Escape');
  await canvas.object('Guest kali2').focus();
  await window.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeFocused();
  await window.press('Enter');
  await expect(name).toBeFocused();
  await window.press('Escape');
  await expect(canvas.object('Guest kali2')).toBeFocused();
  // Whoever closes the menu and does nothing has the keyboard where it was.
  await window.press('Shift+F10');
  await expect(page.getByRole('menu', { name: 'Canvas' })).toBeVisible();
  await window.press('Escape');
  await expect(canvas.object('Guest kali2')).toBeFocused();
});

test('a key does what it does where the focus is', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, inspector, objects, page } = window;
  await canvas.select('Guest kali2');
  await window.show('Deploy');
  await window.button(/^Deploy to/).focus();
  await window.press('Delete');
  await expect(window.unsaved).toBeHidden();
  await expect(objects.deleting).toBeHidden();
  await objects.line('kali2').focus();
  await window.press('Delete');
  await expect(objects.deleting).toBeVisible();
  await window.press('Escape');

  await canvas.port('vk63').click();
  await inspector.pane.getByText('Allow multicasts', { exact: true }).click();
  await expect(window.button(/^Undo Switch on/)).toBeEnabled();
  await window.press('Control+z');
  await expect(window.unsaved).toBeHidden();

  await canvas.select('Guest kali3');
  await inspector.field('Name').click();
  await page.keyboard.type('x');
  await window.press('Enter', 'Control+z');
  await expect(inspector.field('Name')).toHaveValue('kali3');
  await expect(window.unsaved).toBeHidden();
  await window.press('Control+Shift+z');
  await expect(inspector.field('Name')).not.toHaveValue('kali3');
  await window.press('Control+z', 'Control+k');
  await expect(page.getByRole('dialog', { name: 'All commands' })).toBeVisible();
});

test('a drag is for the rules too, also of a port and of what is locked, and Escape or Undo ends it', async ({
  journey,
}) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, inspector, page, rules } = window;
  await window.show('Rules');
  await window.button('Add rule').click();
  await canvas.drag(canvas.port('vk63'), rules.cell('Ports', 2));
  await rules.says('Ports', 2, 'vk63');
  await canvas.paneMenu('Lock positions');
  await canvas.drag(canvas.object('Guest kali2').getByText('kali2', { exact: true }), rules.cell('Source', 2));
  await rules.says('Source', 2, 'kali2');
  const before = await canvas.object('Guest kali2').boundingBox();
  await canvas.object('Guest kali2').focus();
  await window.press('ArrowRight');
  await expect(window.notices).toContainText('the positions are locked');
  expect(await canvas.object('Guest kali2').boundingBox()).toEqual(before);
  await canvas.paneMenu('Unlock positions');

  // By keyboard a port goes along the edge of its bridge, and to the other side of it.
  const port = await canvas.port('vk63').boundingBox();
  await canvas.port('vk63').focus();
  await window.press('Shift+ArrowRight', 'ArrowUp');
  await expect(window.button('Undo Slide port vk63')).toBeEnabled();
  await expect.poll(async () => (await canvas.port('vk63').boundingBox())?.y).toBeLessThan((port?.y ?? 0) - 20);
  await window.undo();
  expect(await canvas.port('vk63').boundingBox()).toEqual(port);

  const last = await window.button(/^Undo/).getAttribute('aria-label');
  if (!port) throw new Error('There is no port vk63.');
  await page.mouse.move(port.x + port.width / 2, port.y + port.height / 2);
  await page.mouse.down();
  await page.mouse.move(port.x + port.width / 2 + 20, port.y + port.height / 2, { steps: 4 });
  await page.mouse.move(port.x + port.width / 2 + 50, port.y + port.height / 2, { steps: 4 });
  await window.press('Escape');
  await page.mouse.up();
  expect(await canvas.port('vk63').boundingBox()).toEqual(port);
  expect(await window.button(/^Undo/).getAttribute('aria-label')).toBe(last);

  await canvas.hold('Guest kali2', canvas.object('Group br6_grp').getByText('br6_grp'));
  await expect(canvas.hint).toHaveText('Move guest kali2 into group br6_grp');
  await canvas.letGo();
  for (const [group, member] of [
    ['br4_grp', false],
    ['br6_grp', true],
  ] as const) {
    await window.tree.getByRole('row', { name: group }).click();
    await expect(inspector.pane.getByRole('checkbox', { name: /kali2/ })).toBeChecked({ checked: member });
  }
  await window.undo();
  await canvas.holdBy('Guest kali3', { x: 40, y: 40 });
  await window.press('Control+z');
  await canvas.letGo();
  await expect(window.button(/^Redo/)).toBeEnabled();
});

test('what is in use is cut, unplugged and deleted only after the question', async ({ journey, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const window = await journey.start('example:two-bridges');
  const { canvas, inspector, objects, page } = window;
  const question = (words: string) => page.getByRole('alertdialog', { name: words });
  await objects.line('any ICMP').click();
  await window.press('Control+x');
  await expect(question('Cut service any ICMP?')).toContainText('rule 1 of Main_Policy');
  await question('Cut service any ICMP?').getByRole('button', { name: 'Cancel' }).click();
  await expect(window.unsaved).toBeHidden();

  // Cut and pasted back is moved: it belongs to its groups as before.
  await canvas.select('Guest kali3');
  await window.press('Control+x');
  await question('Cut guest kali3?').getByRole('button', { name: 'Cut', exact: true }).click();
  await expect(canvas.object('Guest kali3')).toBeHidden();
  await window.press('Control+v');
  await expect(canvas.object('Guest kali3')).toBeVisible();
  await objects.line('br6_grp').click();
  await expect(inspector.pane.getByRole('checkbox', { name: /kali3/ })).toBeChecked();
  // And again it is a copy, which has no rights yet.
  await canvas.selectNothing();
  await window.press('Control+v');
  await objects.line('br6_grp').click();
  await expect(inspector.pane.getByRole('checkbox', { name: /kali6/ })).not.toBeChecked();

  await window.show('Rules');
  await window.rules.choose('Ports', 1, ['vk42']);
  await canvas.select('Guest kali2');
  await inspector.pane.getByRole('button', { name: 'Disconnect NIC of kali2' }).click();
  await expect(question('Disconnect kali2?')).toContainText('rule 1 of Main_Policy');
  await window.press('Escape');
  await canvas.menu('Guest kali2', 'Disconnect');
  await question('Disconnect guest kali2?').getByRole('button', { name: 'Disconnect', exact: true }).click();
  await expect(canvas.port('vk42')).toBeHidden();

  // Of a policy that is selected the palette offers one deletion, and one way to a new one.
  await objects.line('Main_Policy').click();
  for (const words of ['Delete policy', 'new policy']) {
    await window.press('Control+k');
    await page.keyboard.type(words);
    // What cannot be done just now is listed too, and is no second way.
    await expect(page.getByRole('menuitem', { disabled: false })).toHaveCount(1);
    await window.press('Escape');
  }
});

test('rules are found again, begun by one drop, and directed by keyboard', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, inspector, page, rules } = window;
  const command = async (words: string) => {
    await window.press('Control+k');
    await page.keyboard.type(words);
    await window.press('ArrowDown', 'Enter');
    await expect(page.getByRole('dialog', { name: 'All commands' })).toBeHidden();
  };
  await window.show('Rules');
  await rules.cell('Ports', 1).focus();
  await command('Direction of the rules: in');
  await rules.says('Ports', 1, 'in by any');
  await command('Make the rules stateless');
  await expect(rules.cell('Action', 1)).toHaveAccessibleName(/stateless$/);
  await window.undo();
  await window.undo();

  await canvas.port('vk63').click();
  const own = inspector.ruleHere(/guests may ping/);
  await inspector.follow(own, 'in the table');
  await rules.section('IN DENY, ports: 10 rules').click();
  await rules.section('IN DENY, ports: 10 rules').scrollIntoViewIfNeeded();
  await rules.table.locator('..').evaluate((box) => box.scrollTo(0, 0));
  await inspector.follow(own, 'in the table');
  await expect(rules.row(1)).toBeInViewport();
  await inspector.follow(inspector.ruleHere(/may leave by its port vk63/), 'in the table');
  await expect(page.locator(':focus')).toContainText('may leave by its port vk63');

  const add = page.getByRole('gridcell', { name: /Add a rule/ });
  await add.scrollIntoViewIfNeeded();
  await canvas.drag(canvas.object('Guest kali2').getByText('kali2', { exact: true }), add);
  await rules.says('Source', 2, 'kali2');
  await window.undo();
  await expect(window.unsaved).toBeHidden();
});

test('F2 from afar brings the object near before its name is typed', async ({ journey }) => {
  const window = await journey.start('example:fifty-guests');
  const { canvas, page } = window;
  await expect(canvas.object('Guest web01')).toBeVisible();
  for (let steps = 0; steps < 5; steps += 1) {
    const before = await canvas.zoom();
    await window.press('Control+-');
    await expect.poll(() => canvas.zoom()).not.toBe(before);
  }
  await canvas.object('Guest web01').focus();
  await window.press('Space', 'F2');
  const field = page.getByRole('textbox', { name: 'Guest name' });
  await expect(field).toBeFocused();
  await expect.poll(async () => (await field.boundingBox())?.height ?? 0).toBeGreaterThan(12);
});
