import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from './journey.ts';
import { Window } from './window.ts';

const EXAMPLE = fileURLToPath(new URL('../../assets/examples/single-bridge.bridgewarden.json', import.meta.url));

test('two windows have documents of their own, and recent files are told to both', async ({ journey, context }) => {
  const first = await journey.start('example:two-bridges');
  await expect(first.canvas.object('Guest kali2')).toBeVisible();
  await first.press('Control+s');
  await first.files.saveAs('net.bridgewarden.json');
  const [page] = await Promise.all([context.waitForEvent('page'), first.fileMenu('New window')]);
  await journey.complaints.listenTo(page);
  const second = new Window(page);
  await expect(page.getByRole('heading', { name: 'Draw your network' })).toBeVisible();
  await second.canvas.draw('Bridge', { x: 300, y: 100 });
  await expect(second.canvas.object('Bridge virbr1')).toBeVisible();
  await expect(first.canvas.object('Bridge virbr1')).toBeHidden();
  await second.undo();
  await second.fileMenu('net.bridgewarden.json');
  await expect(second.canvas.object('Guest kali2')).toBeVisible();
  // A file that both have open is not overwritten behind the other's back.
  await second.canvas.rename('Guest kali2', 'kali22');
  await second.press('Control+s');
  await expect(second.unsaved).toBeHidden();
  await expect(first.bar('was changed on disk')).toBeVisible();
});

test('shortcuts are listed, and the history leads back to any step', async ({ journey }) => {
  const window = await journey.start();
  const { canvas, page } = window;
  await canvas.draw('Bridge', { x: 300, y: 100 });
  await canvas.draw('Guest', { x: 300, y: 100 });
  await window.press('F1');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(shortcuts).toContainText('Group the selection');
  await shortcuts.getByRole('textbox', { name: 'Search shortcuts' }).fill('ctrl+z');
  await expect(shortcuts).toContainText('Undo Add guest');
  await expect(shortcuts).not.toContainText('Group the selection');
  await window.press('Escape');
  await window.button('History…').click();
  const history = page.getByRole('dialog', { name: 'History' });
  await history.getByRole('option', { name: 'Add bridge' }).click();
  await expect(history.getByRole('option', { name: 'Add guest, undone' })).toBeVisible();
  await history.getByRole('button', { name: 'Close' }).last().click();
  await expect.poll(() => canvas.titles()).toEqual(['Bridge virbr1', 'Host host1']);
  await window.redo();
  await expect(canvas.object('Guest guest1')).toBeVisible();
});

test('a file that is dragged into the window is opened; one that is no document is refused with a sentence', async ({
  journey,
}) => {
  const window = await journey.start();
  const { page, canvas, notices } = window;
  await expect(page.getByRole('heading', { name: 'Draw your network' })).toBeVisible();
  const drop = async (name: string, text: string) => {
    const data = await page.evaluateHandle(
      ([file, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([content ?? ''], file ?? ''));
        return transfer;
      },
      [name, text],
    );
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: data });
    await expect(page.getByText('Drop a document here to open it.')).toBeVisible();
    await page.dispatchEvent('body', 'drop', { dataTransfer: data });
    await expect(page.getByText('Drop a document here to open it.')).toBeHidden();
  };
  await drop('holiday.txt', 'sun');
  await expect(notices).toContainText('holiday.txt cannot be opened');
  await drop('single.bridgewarden.json', readFileSync(EXAMPLE, 'utf8'));
  await expect.poll(async () => (await canvas.titles()).length).toBeGreaterThan(3);
});
