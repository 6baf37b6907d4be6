import { expect } from '@playwright/test';
import type { Window } from './window.ts';

/** A panel or dialog of the window, and the way to it. */
export interface Panel {
  readonly name: string;
  readonly show: (window: Window) => Promise<unknown>;
}

const dock = (tab: 'Script' | 'Rules' | 'Problems' | 'Deploy') => (window: Window) => window.show(tab);

/** Every panel that the pictures show, from the example of two bridges. Each begins where the one before has ended. */
export const PANELS: readonly Panel[] = [
  {
    name: 'rules-here',
    show: async ({ canvas, inspector }) => {
      await canvas.port('vk63').click();
      await inspector.section('Rules here').scrollIntoViewIfNeeded();
      await inspector.ruleHere(/No rule accepts it/).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'script',
    show: async (window) => {
      await window.show('Script');
      await window.script.choose('File', 'rules.v4');
      await expect(window.script.line('--physdev-out vk63').first()).toBeInViewport();
    },
  },
  { name: 'rules', show: dock('Rules') },
  {
    name: 'several',
    show: async ({ canvas }) => {
      await canvas.select('Guest kali3', 'Guest kali4', 'Guest kali5');
    },
  },
  {
    name: 'problems',
    show: async (window) => {
      await window.canvas.select('Guest kali2');
      await window.inspector.set('IPv4/IPv6 addresses', '192.168.50.13');
      await window.show('Problems');
      await expect(window.problems.mend(/free address/)).toBeVisible();
    },
  },
  {
    name: 'deploy',
    show: async (window) => {
      await window.undo();
      await window.show('Deploy');
    },
  },
  { name: 'library', show: ({ objects }) => objects.menu(/^Standard services/) },
  {
    name: 'delete',
    show: async (window) => {
      await window.press('Escape');
      await window.canvas.select('Guest kali5');
      await window.press('Delete');
      await expect(window.objects.deleting).toBeVisible();
    },
  },
  {
    name: 'replace',
    show: ({ objects }) => objects.deleting.getByRole('button', { name: /Replace it first/ }).click(),
  },
  {
    name: 'shortcuts',
    show: async (window) => {
      await window.press('Escape', 'F1');
      await expect(window.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    },
  },
  {
    name: 'history',
    show: async (window) => {
      await window.press('Escape', 'Control+h');
      await expect(window.page.getByRole('dialog', { name: 'History' })).toBeVisible();
    },
  },
  {
    name: 'commands',
    show: async (window) => {
      await window.press('Escape', 'Control+k');
      await expect(window.page.getByRole('dialog', { name: 'All commands' })).toBeVisible();
    },
  },
];
