import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { runOrThrow } from '../world/run-command.ts';
import { CLI } from './backend.ts';
import {
  drawBridgeLink,
  drawBridges,
  drawGroups,
  drawGuest,
  drawHostLink,
  GUESTS,
  writePingRule,
} from './two-bridges.ts';
import type { Window } from './window.ts';

const EXAMPLE = fileURLToPath(new URL('../../assets/examples/two-bridges.bridgewarden.json', import.meta.url));
const FILE = 'firewall.bridgewarden.json';

/** What `compile --out` writes for a document with one host. */
async function release(home: string, file: string, name: string): Promise<string> {
  const folder = join(home, `release-of-${file === EXAMPLE ? 'example' : 'drawing'}`);
  await runOrThrow([process.execPath, CLI, 'compile', file, '--out', folder]);
  return readFileSync(join(folder, name), 'utf8');
}

async function drawTwoBridges(window: Window): Promise<void> {
  const { inspector, canvas, script } = window;
  await expect(canvas.pane.getByRole('heading', { name: 'Draw your network' })).toBeVisible();
  await inspector.set('Name', 'Two coupled bridges');
  await drawBridges(window);
  const [kali2, ...others] = GUESTS;
  await drawGuest(window, kali2);
  // The preview is updated while one draws.
  await expect(script.line('section 1')).toBeVisible();
  await expect.poll(() => script.text()).toContain(kali2.mac);
  await drawHostLink(window);
  await drawBridgeLink(window);
  for (const guest of others) await drawGuest(window, guest);
  await expect.poll(() => script.text()).toMatch(/physdev-out vk65/);
  await drawGroups(window);
  await writePingRule(window);
}

/** The same rules in the window, from the command line, and from the example, which somebody else has drawn. */
async function compareRules(window: Window, home: string, file: string): Promise<void> {
  const { script } = window;
  await window.show('Script');
  const seen = await script.text();
  expect(seen).toBe(await runOrThrow([process.execPath, CLI, 'compile', file]));
  expect(seen).toBe(await release(home, file, 'firewall.sh'));
  for (const name of ['rules.v4', 'rules.v6', 'rules.eb']) {
    await script.choose('File', name);
    const drawn = await release(home, file, name);
    expect(await script.text()).toBe(drawn);
    expect(drawn).toBe(await release(home, EXAMPLE, name));
  }
  await script.choose('File', 'firewall.sh');
}

/** From a line to the objects it is about, and from an object to its lines. */
async function lookAround(window: Window): Promise<void> {
  const { canvas, script } = window;
  await script.choose('File', 'rules.v4');
  await canvas.port('vk63').click();
  await expect(script.line('--physdev-out vk63').first()).toBeInViewport();
  await expect(script.marks.first()).toBeInViewport();
  await script.line('--physdev-out vk63').first().click();
  await expect(script.note).toContainText(/Rule \d+/);
  await expect(canvas.port('vk63')).toHaveClass(/is-lit/);
  await expect(canvas.port('vk64')).not.toHaveClass(/is-lit/);
  await canvas.port('vk65').click();
  await expect(script.line('--physdev-out vk65').first()).toBeInViewport();
  await script.choose('File', 'firewall.sh');
}

/** The main job as far as a person can do it without a host, in any window. */
export async function drawSaveCompare(
  window: Window,
  home: string,
  saveAs = (name: string) => window.files.saveAs(name),
): Promise<void> {
  await test.step('draw', () => drawTwoBridges(window));
  await test.step('save', async () => {
    await window.press('Control+s');
    await saveAs(FILE);
    await expect(window.unsaved).toBeHidden();
  });
  await test.step('compare', () => compareRules(window, home, join(home, FILE)));
  await test.step('look around', () => lookAround(window));
}
