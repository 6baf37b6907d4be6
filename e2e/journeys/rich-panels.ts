import { expect } from '@playwright/test';
import { command, inspected, type Panel } from './panels.ts';
import type { Window } from './window.ts';

/** As the browser tells it when a file of the system comes over the window, or leaves it again. */
function dragFile({ page }: Window, event: 'dragenter' | 'dragleave'): Promise<void> {
  return page.evaluate((name) => {
    const data = new DataTransfer();
    data.items.add(new File(['{}'], 'office.bridgewarden.json'));
    globalThis.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true }));
  }, event);
}

/** What the example of two bridges has not: the other kinds of objects, groups of rules, and documents of one's own in a folder. */
export const RICH_PANELS: readonly Panel[] = [
  { name: 'three-bridges', show: ({ canvas }) => expect(canvas.object('Guest db2')).toBeVisible() },
  ...inspected('external', ({ canvas }) => canvas.select('External gateway')),
  ...inspected('nic-port', ({ canvas }) => canvas.port('enp3s0').click()),
  ...inspected('veth-port', ({ canvas }) => canvas.port('vethb1').click()),
  ...inspected('interface', ({ objects }) => objects.choose('vmh2')),
  ...inspected('address', ({ objects }) => objects.choose('office network')),
  ...inspected('user', ({ objects }) => objects.choose('squid')),
  ...inspected('interval', ({ objects }) => objects.choose('backup nights')),
  ...inspected('branch', ({ objects }) => objects.choose('Consoles')),
  {
    name: 'rule-groups',
    show: async (window) => {
      await window.show('Rules');
      await window.rules.cell('Comment', 4).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'rule-menu',
    show: async (window) => {
      await window.rules.numberOf(4).click({ button: 'right' });
      await expect(window.page.getByRole('menu', { name: 'Rules' })).toBeVisible();
    },
  },
  {
    name: 'policy-picker',
    show: async (window) => {
      await window.press('Escape');
      await window.button(/^Policy /).click();
      await expect(window.page.getByRole('grid', { name: 'Policies' })).toBeVisible();
    },
  },
  {
    name: 'hover',
    hovers: true,
    show: async (window) => {
      await window.press('Escape');
      await window.show('Script');
      await window.script.choose('File', 'rules.v4');
      await window.canvas.port('vweb1').click();
      await window.script.explain(window.script.line('--physdev-out vweb1'), 'vweb1');
    },
  },
  {
    name: 'find',
    show: async (window) => {
      await command(window, 'Find in the script');
      await window.page.keyboard.type('vweb2');
      await expect(window.script.editor.locator('.find-widget.visible')).toBeVisible();
    },
  },
  {
    name: 'minimap',
    show: async (window) => {
      await window.press('Escape');
      await window.canvas.selectNothing();
      await window.press('m');
      await expect(window.canvas.minimap).toBeVisible();
    },
  },
  {
    name: 'unused-objects',
    show: async (window) => {
      await window.canvas.selectNothing();
      await window.press('m');
      await window.objects.menu(/^Find unused/);
      await expect(window.objects.unused).toContainText('old office');
    },
  },
  {
    name: 'diff',
    show: async (window) => {
      await window.press('Escape');
      await window.canvas.select('Guest web1');
      await window.inspector.set('IPv4/IPv6 addresses', '172.16.8.99');
      await window.script.compare('Compare the script with the saved file');
      await expect(window.script.comparison).toContainText('172.16.8.99');
    },
  },
  {
    name: 'discard-question',
    show: async (window) => {
      await window.press('Control+o');
      await expect(window.files.question('Open another document?')).toBeVisible();
    },
  },
  {
    name: 'history-steps',
    show: async (window) => {
      await window.press('Escape');
      await window.inspector.set('IPv4/IPv6 addresses', '172.16.8.98');
      await window.undo();
      await window.press('Control+h');
      await expect(window.page.getByRole('dialog', { name: 'History' })).toBeVisible();
    },
  },
  {
    name: 'open-recent',
    show: async (window) => {
      await window.press('Escape');
      await window.undo();
      await window.press('Control+o');
      await expect(window.files.openDialog.getByRole('option', { name: 'cellar' })).toBeVisible();
      await window.files.openDialog.getByRole('option', { name: 'cellar' }).click();
    },
  },
  {
    name: 'file-menu-recent',
    show: async (window) => {
      await window.press('Escape');
      await window.button('File').click();
    },
  },
  {
    name: 'drop-veil',
    show: async (window) => {
      await window.press('Escape');
      await dragFile(window, 'dragenter');
      await expect(window.page.locator('.drop-veil')).toBeVisible();
    },
  },
  {
    name: 'notice',
    show: async (window) => {
      await dragFile(window, 'dragleave');
      await window.canvas.rename('Guest web1', 'www1');
      await window.press('Control+s');
      await expect(window.notices).toContainText('Saved');
    },
  },
];
