import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, expect, test } from '@playwright/test';
import { electronBinary } from '../../../scripts/electron-binary.mjs';
import { Complaints } from '../complaints.ts';
import { drawSaveCompare } from '../draw-save-compare.ts';
import type { Clipboard } from '../window/script-tab.ts';
import { Window } from '../window.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const binary = electronBinary();

test.skip(!binary.found, `There is no Electron here: ${binary.found ? '' : binary.why}.`);

let home: string;
let app: ElectronApplication;
const complaints = new Complaints();

test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'bridgewarden-electron-'));
});

test.afterEach(() => {
  // Unsaved work would keep the window open with a question.
  app?.process().kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
  expect(complaints.list(), 'what the window complained of').toEqual([]);
});

async function launch(...args: string[]): Promise<Window> {
  app = await _electron.launch({
    cwd: ROOT,
    args: ['.', ...args, `--user-data-dir=${join(home, 'profile')}`],
    env: { ...(process.env as Record<string, string>), HOME: home, XDG_STATE_HOME: join(home, '.local/state') },
  });
  const page = await app.firstWindow();
  await complaints.listenTo(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  return new Window(page, systemClipboard(app));
}

function systemClipboard(running: ElectronApplication): Clipboard {
  return {
    clear: () => running.evaluate(({ clipboard }) => clipboard.clear()),
    read: () => running.evaluate(({ clipboard }) => clipboard.readText()),
  };
}

/** Answers the system's save dialog, which no test can see. */
async function answerSaveDialog(filePath: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
}

test('two bridges, from an empty canvas to the same rules as the example', async () => {
  test.setTimeout(180_000);
  const window = await launch();
  await answerSaveDialog(join(home, 'firewall.bridgewarden.json'));
  // The system's dialog has given its answer as soon as Ctrl+S is pressed.
  await drawSaveCompare(window, home, () => Promise.resolve());
});

test('the example opens with its drawing and its script, and the page has no Node', async () => {
  const window = await launch('example:two-bridges');
  await expect(window.canvas.object('Bridge virbr4')).toBeVisible();
  await expect(window.script.line('#!/bin/sh')).toBeVisible();
  expect(
    await window.page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis)),
  ).toEqual([]);
});
