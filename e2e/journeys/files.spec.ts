import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Journey, test } from './journey.ts';
import type { Window } from './window.ts';

const EXAMPLE = fileURLToPath(new URL('../../assets/examples/two-bridges.bridgewarden.json', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../../shared/document/fixtures/', import.meta.url));
const NAME = 'mine.bridgewarden.json';

/** A document of hers in her home. */
function ownFile(journey: Journey): string {
  const file = join(journey.home, NAME);
  copyFileSync(EXAMPLE, file);
  return file;
}

async function renameKali2({ canvas, unsaved }: Window): Promise<void> {
  await canvas.rename('Guest kali2', 'kali22');
  await expect(unsaved).toBeVisible();
}

/** The copies of unsaved work that were put aside. */
function keptCopies(journey: Journey): string[] {
  try {
    return readdirSync(join(journey.home, '.local/state/bridgewarden/recovery'));
  } catch {
    return [];
  }
}

test('a file that another program changed meanwhile is not overwritten without asking', async ({ journey }) => {
  const file = ownFile(journey);
  const window = await journey.start(file);
  await renameKali2(window);
  const theirs = readFileSync(file, 'utf8').replace('"Two coupled bridges"', '"Theirs"');
  writeFileSync(file, theirs);
  await expect(window.bar('was changed on disk')).toBeVisible();
  await window.press('Control+s');
  const question = window.files.question(`${NAME} was changed on disk`);
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Save as…' }).click();
  await window.files.saveAs('kept.bridgewarden.json');
  await expect(window.unsaved).toBeHidden();
  expect(readFileSync(file, 'utf8')).toBe(theirs);
  expect(readFileSync(join(journey.home, 'kept.bridgewarden.json'), 'utf8')).toContain('kali22');
});

test('a new document does not replace a file that is there', async ({ journey }) => {
  const file = ownFile(journey);
  const window = await journey.start();
  await window.canvas.draw('Bridge', { x: 300, y: 100 });
  await window.press('Control+s');
  await window.files.saveAs(NAME);
  const question = window.files.question(`${NAME} exists already`);
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Close' }).click();
  await expect(window.unsaved).toBeVisible();
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(EXAMPLE, 'utf8'));
});

test('opening something else asks what to do with unsaved work', async ({ journey }) => {
  const file = ownFile(journey);
  const window = await journey.start(file);
  await renameKali2(window);
  await window.fileMenu('Office consoles');
  const question = window.files.question('Open the example?');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(window.canvas.object('Guest kali22')).toBeVisible();
  await window.fileMenu('Office consoles');
  await question.getByRole('button', { name: 'Save' }).click();
  await expect(window.canvas.object('Guest kali22')).toBeHidden();
  await expect(window.notices).not.toContainText('cannot');
  expect(readFileSync(file, 'utf8')).toContain('kali22');
});

test('unsaved work of a window that was killed is offered to the next one', async ({ journey }) => {
  const file = ownFile(journey);
  const backend = await journey.serve({ file });
  const killed = await journey.open(backend);
  await renameKali2(killed);
  await expect.poll(() => keptCopies(journey).length).toBe(1);
  await killed.page.close({ runBeforeUnload: false });
  await backend.stop('SIGKILL');

  const window = await journey.start(file);
  await expect(window.canvas.object('Guest kali2')).toBeVisible();
  const bar = window.bar(`Unsaved work on ${NAME}`);
  await expect(bar).toBeVisible();
  await bar.getByRole('button', { name: 'Open the copy' }).click();
  await expect(window.canvas.object('Guest kali22')).toBeVisible();
  await expect(window.unsaved).toBeVisible();
  await expect(bar).toBeHidden();
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(EXAMPLE, 'utf8'));
  await window.press('Control+s');
  // Nobody can know whether the file is still the one that the lost work began with.
  await window.files.question(/mine/).getByRole('button', { name: 'Overwrite' }).click();
  await expect(window.unsaved).toBeHidden();
  expect(readFileSync(file, 'utf8')).toContain('kali22');
  await expect.poll(() => keptCopies(journey)).toEqual([]);
});

const MALFORMED = [
  { fixture: 'syntax-error', sentence: /syntax-error\S* cannot be opened\..*line \d+/ },
  { fixture: 'foreign', sentence: /foreign\S* cannot be opened\..*not a Bridgewarden document/i },
  { fixture: 'newer-version', sentence: /newer-version\S* cannot be opened\..*version 7/ },
] as const;

test('malformed documents are refused with a sentence, and the open one stays', async ({ journey }) => {
  for (const { fixture } of MALFORMED) {
    const name = `${fixture}.bridgewarden.json`;
    copyFileSync(join(FIXTURES, name), join(journey.home, name));
  }
  const window = await journey.start(ownFile(journey));
  await renameKali2(window);
  await window.press('Control+s');
  await expect(window.unsaved).toBeHidden();
  for (const { fixture, sentence } of MALFORMED) {
    const file = join(journey.home, `${fixture}.bridgewarden.json`);
    const before = readFileSync(file, 'utf8');
    await window.press('Control+o');
    await window.files.open(`${fixture}.bridgewarden.json`);
    await expect(window.notices).toContainText(sentence);
    await expect(window.canvas.object('Guest kali22')).toBeVisible();
    expect(readFileSync(file, 'utf8')).toBe(before);
  }
});

test('what is compared with is what the file holds now, and a reload shows what the window showed', async ({
  journey,
}) => {
  const file = ownFile(journey);

  const window = await journey.start('example:two-bridges');
  const { page, script, canvas, files } = window;
  await expect(canvas.object('Guest kali2')).toBeVisible();
  // Untitled work; she is asked, saves it under a short name, and what she wanted comes then.
  await canvas.rename('Guest kali2', 'kali22');
  await window.press('Control+o');
  await files.question('Open another document?').getByRole('button', { name: 'Save', exact: true }).click();
  await files.saveAs('short.json');
  await files.open(NAME);
  await expect(page).toHaveTitle(/^mine\.bridgewarden/);
  await page.reload();
  await expect(page).toHaveTitle(/^mine\.bridgewarden/);
  await expect(canvas.object('Guest kali2')).toBeVisible();
  writeFileSync(file, readFileSync(file, 'utf8').replace('"192.168.50.12"', '"192.168.50.77"'));
  await expect(window.bar('was changed on disk')).toBeVisible();
  await script.compare('Compare the script with the saved file');
  await expect(script.comparison).toContainText('192.168.50.77');
  // The short name is one that the list of documents shows.
  await window.press('Control+o');
  await files.open('short.bridgewarden.json');
  await expect(canvas.object('Guest kali22')).toBeVisible();
});

test('theme and sizes of panels are as they were at the next start', async ({ journey, context }) => {
  const first = await journey.serve({ file: 'example:two-bridges' });
  const window = await journey.open(first);
  const inspector = (one: Window) => one.page.getByRole('complementary', { name: 'Inspector' });
  const width = async (one: Window) => Math.round((await inspector(one).boundingBox())?.width ?? 0);
  await expect(window.canvas.object('Guest kali2')).toBeVisible();
  await window.theme('Dark');
  const before = await width(window);
  await window.page.getByRole('separator', { name: 'Width of the inspector' }).focus();
  await window.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  await expect.poll(() => width(window)).toBeGreaterThan(before + 10);
  await window.press('Alt+9');
  await expect(window.button('Give the drawing its room back')).toBeVisible();
  const wide = await width(window);
  const kept = join(journey.home, '.local/state/bridgewarden/preferences.json');
  await expect
    .poll(() => (existsSync(kept) ? readFileSync(kept, 'utf8') : ''))
    .toMatch(/theme[\s\S]*columns|columns[\s\S]*theme/);
  await window.page.waitForTimeout(1000);
  await first.stop();
  // Another port: for the browser this is another place, where it has kept nothing.
  const again = await journey.open(await journey.serve({ file: 'example:two-bridges' }), context);
  await expect(again.canvas.object('Guest kali2')).toBeVisible();
  await expect(again.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect.poll(() => width(again)).toBe(wide);
  await again.button('Give the drawing its room back').click();
  await expect(again.button('Enlarge the dock')).toBeVisible();
});
