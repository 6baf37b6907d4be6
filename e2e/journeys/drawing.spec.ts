import { expect, test } from './journey.ts';
import type { Window } from './window.ts';

/** A small drawing from nothing: a bridge, and a guest that is dropped onto it. */
async function drawLittle({ canvas }: Window): Promise<void> {
  await canvas.draw('Bridge', { x: 300, y: 100 });
  await canvas.draw('Guest', { x: 300, y: 100 });
}

const LITTLE = ['Bridge virbr1', 'Guest guest1', 'Host host1'];

test('a drawing is undone and redone step by step', async ({ journey }) => {
  const window = await journey.start();
  const { canvas, inspector, script } = window;
  await drawLittle(window);
  expect(await canvas.titles()).toEqual(LITTLE);
  // A guest that was dropped onto a bridge is linked to it at once.
  await expect(canvas.port('vk1')).toBeVisible();
  await canvas.select('Guest guest1');
  await inspector.set('IPv4/IPv6 addresses', '10.1.2.3');
  await expect.poll(() => script.text()).toContain('! -d 10.1.2.3');
  const drawn = await script.text();

  await window.undo();
  await expect(inspector.field('IPv4/IPv6 addresses')).not.toHaveValue('10.1.2.3');
  await window.undo();
  await expect.poll(() => canvas.titles()).toEqual(['Bridge virbr1', 'Host host1']);
  await window.undo();
  await expect.poll(() => canvas.titles()).toEqual([]);
  await expect(window.unsaved).toBeHidden();
  await expect(window.button(/^Undo/)).toBeDisabled();

  for (let steps = 0; steps < 3; steps += 1) await window.redo();
  await expect(window.button(/^Redo/)).toBeDisabled();
  expect(await canvas.titles()).toEqual(LITTLE);
  await expect.poll(() => script.text()).toBe(drawn);
});

test('a bridge goes with its ports in one step, and comes back in one', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas } = window;
  await canvas.select('Bridge virbr6');
  await window.press('Delete');
  await expect(canvas.object('Bridge virbr6')).toBeHidden();
  for (const port of ['vk63', 'vk64', 'vk65', 'vethb2', 'vethb1']) await expect(canvas.port(port)).toBeHidden();
  await expect(canvas.object('Guest kali3')).toContainText('not connected');
  await expect(canvas.object('Guest kali2')).toContainText('192.168.50.12');
  await window.press('Control+z');
  for (const port of ['vk63', 'vk64', 'vk65', 'vethb2', 'vethb1']) await expect(canvas.port(port)).toBeVisible();
  await expect(canvas.object('Guest kali3')).toContainText('192.168.50.13');
  await expect(window.unsaved).toBeHidden();
});

test('copies get names and addresses of their own', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas } = window;
  await expect(canvas.object('Guest kali3')).toBeVisible();
  const before = await canvas.titles();
  await canvas.select('Guest kali3');
  await window.press('Control+c', 'Control+v');
  await expect(canvas.object('Guest kali6')).toBeVisible();
  expect(await canvas.titles()).toEqual([...before, 'Guest kali6'].sort());
  await expect(canvas.object('Guest kali6')).not.toContainText('192.168.50.13');
  await expect(window.inspector.title('kali6')).toBeVisible();
  await window.undo();
  await expect(canvas.object('Guest kali6')).toBeHidden();
  await expect(window.unsaved).toBeHidden();
});

test('a double-click renames, Escape leaves the name alone', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, page, script } = window;
  await canvas.rename('Bridge virbr4', 'br-office');
  await expect.poll(() => script.text()).toContain('br-office');
  await expect(window.tree.getByRole('row', { name: 'br-office' })).toBeVisible();
  await canvas.object('Guest kali2').getByText('kali2').dblclick();
  await page.getByRole('textbox', { name: 'Guest name' }).fill('nobody');
  await window.press('Escape');
  await expect(canvas.object('Guest kali2')).toBeVisible();
});

test('moving an object is one step and changes no byte of the script', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, script } = window;
  const before = await script.text();
  const box = await canvas.object('Guest kali2').boundingBox();
  await canvas.move('Guest kali2', { x: 0, y: -60 });
  await expect(window.unsaved).toBeVisible();
  await expect(window.button(/^Undo Move guest kali2$/i)).toBeEnabled();
  expect(await script.text()).toBe(before);
  await window.undo();
  await expect(window.unsaved).toBeHidden();
  expect(await canvas.object('Guest kali2').boundingBox()).toEqual(box);
});

test('a line that makes no sense is refused with a sentence', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas } = window;
  await canvas.connect('kali2', canvas.object('Guest kali3'));
  await expect(window.notices).toContainText('Machines are linked through a bridge');
  await expect(window.unsaved).toBeHidden();
});
