import type { LayoutStorage } from 'react-resizable-panels';
import { useBackend } from '../backend/backend-store.ts';

/** Set before what this program keeps in a browser, which other pages of the same address share. */
const PREFIX = 'bridgewarden.';

type Restore = () => void;
const restores = new Set<Restore>();

/** What was chosen earlier, if anything. */
export function preference(key: string): string | undefined {
  return localStorage.getItem(PREFIX + key) ?? undefined;
}

/** Keeps a choice: in the browser for the next reload, and at the backend for the next start, which has another address. */
export function keepPreference(key: string, value: string): void {
  if (preference(key) === value) return;
  localStorage.setItem(PREFIX + key, value);
  const { client, state } = useBackend.getState();
  if (client && state === 'connected') client.call('preferences.keep', { key, value }).catch(() => undefined);
}

/** Runs `restore` now and again when the backend has told what was chosen at an earlier start. */
export function onPreferences(restore: Restore): void {
  restores.add(restore);
  restore();
}

/** Takes what was kept at the backend. A window without it begins as it always did. */
export async function takePreferences(): Promise<void> {
  const { client } = useBackend.getState();
  const { kept } = (await client?.call('preferences.read', {}).catch(() => undefined)) ?? { kept: {} };
  for (const [key, value] of Object.entries(kept)) localStorage.setItem(PREFIX + key, value);
  for (const restore of restores) restore();
}

/** For the sizes of panels. */
export const panelSizes: LayoutStorage = {
  getItem: (key) => preference(key) ?? null,
  setItem: keepPreference,
};
