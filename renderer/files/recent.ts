import { useBackend } from '../backend/backend-store.ts';
import { useFile } from '../state/file-store.ts';

/** Asks again which documents were used last. A list of shortcuts that cannot be had is an empty one. */
export async function refreshRecent(): Promise<void> {
  const { client, state } = useBackend.getState();
  if (!client || state !== 'connected') return;
  const recent = await client.call('files.recent', {}).then(
    ({ files }) => files,
    () => [],
  );
  useFile.setState({ recent });
}

/** Takes a document that is gone out of the list. */
export async function forgetRecent(path: string): Promise<void> {
  const { client, state } = useBackend.getState();
  if (client && state === 'connected') await client.call('files.forget', { path }).catch(() => undefined);
}
