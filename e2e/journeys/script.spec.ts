import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './journey.ts';

const EXAMPLE = fileURLToPath(new URL('../../assets/examples/two-bridges.bridgewarden.json', import.meta.url));

test('a match is said in words, the script folds to its headings, and is saved as a file', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { script, canvas, files } = window;
  await script.choose('File', 'rules.v4');
  await canvas.port('vk42').click();
  const line = script.line('--physdev-out vk42 ! -d 192.168.50.12');
  const words = await script.explain(line, '192.168.50.12');
  await expect(words).toContainText('is not for 192.168.50.12');
  await expect(words).toContainText('leaves its bridge by port vk42');
  await window.button('Fold the script to its headings').click();
  await expect(line).toBeHidden();
  await expect(script.line('section 1: OUT DENY').first()).toBeVisible();
  const folded = script.line('mytux talks to itself over loopback');
  await expect(folded).toHaveCount(0);
  await window.button('Unfold the script').click();
  await expect(folded.first()).toBeVisible();
  await window.button('Save the script as…').click();
  const dialog = window.page.getByRole('dialog', { name: 'Save the script' });
  await expect(dialog.getByRole('textbox', { name: 'File name' })).toHaveValue('mytux.rules.v4');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(window.notices).toContainText('Saved mytux.rules.v4');
  const path = join(journey.home, 'mytux.rules.v4');
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe(await script.text());
  // The document has no part in it.
  await expect(window.unsaved).toBeHidden();
  await expect(files.question(/exists already/)).toBeHidden();
});

test('the script is held against the saved file and against another document', async ({ journey }) => {
  const window = await journey.start('example:two-bridges');
  const { canvas, inspector, script, files } = window;
  await expect(canvas.object('Guest kali2')).toBeVisible();
  await window.press('Control+s');
  await files.saveAs('net.bridgewarden.json');
  await canvas.select('Guest kali2');
  await inspector.set('IPv4/IPv6 addresses', '192.168.50.99');
  await script.compare('Compare the script with the saved file');
  await expect(script.comparison).toContainText('192.168.50.99');
  await expect(window.page.getByRole('toolbar', { name: 'Comparison' })).toContainText(
    'net.bridgewarden.json, as saved',
  );
  await window.undo();
  await expect(window.page.getByText('No difference: both compile to the same script')).toBeVisible();
  await window.button('Script').click();
  await window.redo();
  await script.compare('Compare the script with another document…');
  const dialog = window.page.getByRole('dialog', { name: 'Compare with a document' });
  await dialog.getByRole('option', { name: /^net/ }).click();
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(script.comparison).toContainText('192.168.50.99');

  // A script that was saved once is held against the file that is shown, which is not of a document alone.
  await window.button('Script').click();
  await script.choose('File', 'rules.v4');
  await window.button('Save the script as…').click();
  const save = window.page.getByRole('dialog', { name: 'Save the script' });
  await save.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(window.notices).toContainText('Saved mytux.rules.v4');
  const compareWithIt = async () => {
    await script.compare('Compare the script with another document…');
    const compare = window.page.getByRole('dialog', { name: 'Compare with a document' });
    await compare.getByRole('option', { name: 'mytux.rules.v4' }).click();
    await compare.getByRole('button', { name: 'Open', exact: true }).click();
  };
  await compareWithIt();
  await expect(window.page.getByText('mytux.rules.v4 is what is shown of mytux')).toBeVisible();
  await inspector.set('IPv4/IPv6 addresses', '192.168.50.98');
  await expect(script.comparison).toContainText('192.168.50.98');
  await expect(script.comparison).toContainText('192.168.50.99');
});

test('every file and style of the script is reached by its command, and the layer 2 table is read like the rest', async ({
  journey,
}) => {
  const file = join(journey.home, 'nft.bridgewarden.json');
  const document = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as { hosts: { settings?: object }[] };
  const [host] = document.hosts;
  if (host) host.settings = { ...host.settings, backend: 'nftables' };
  writeFileSync(file, JSON.stringify(document));
  const window = await journey.start(file);
  const { script, page } = window;
  const commands = page.getByRole('dialog', { name: 'All commands' });
  const look = async (words: string) => {
    await window.press('Control+k');
    await expect(commands).toBeVisible();
    await page.keyboard.type(words);
  };
  await expect(script.line('#!/bin/sh')).toBeVisible();
  await look('rules.nft');
  await window.press('ArrowDown', 'Enter');
  const line = script.line('iifname @mac_bound iifname . ether saddr != @port_mac drop');
  await expect(script.line('table bridge bridgewarden {')).toBeVisible();
  await window.button('Fold the script to its headings').click();
  await expect(script.line('set unused')).toBeVisible();
  await script.scrollTo(script.line('chain link_guard'));
  await expect(line).toHaveCount(0);
  await script.line('chain link_guard').click();
  await window.button('Unfold the script').click();
  await script.scrollTo(line);
  await expect(await script.explain(line, 'port_mac')).toContainText('together with its source MAC address');
  await look('one command a line');
  await window.press('ArrowDown', 'Enter');
  await expect(script.line('#!/bin/sh')).toBeVisible();
  await expect.poll(() => script.text()).toContain('$IPTABLES -A BW_FORWARD');
  // What cannot be done now is found all the same, and by other words for it.
  await look('clone');
  await expect(commands.getByRole('menuitem', { name: 'Duplicate' })).toBeDisabled();
  await window.press('Escape');
  await look('office');
  await window.press('ArrowDown', 'Enter');
  await expect(page).toHaveTitle(/Office/i);
});
