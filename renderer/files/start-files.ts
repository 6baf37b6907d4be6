import type { Client } from '../../shared/contract/contract.ts';
import { useBackend } from '../backend/backend-store.ts';
import { onConnected } from '../backend/start-backend.ts';
import { isDirty } from '../state/document-store.ts';
import { useFile } from '../state/file-store.ts';
import { watchDroppedFiles } from './dropped-files.ts';
import { openExample, openPath } from './open-document.ts';
import { windowStart } from './open-window.ts';
import { refreshRecent } from './recent.ts';
import { startRecovery } from './recovery.ts';

/** Everything that happens around files without being asked for. */
export function startFiles(): void {
  startRecovery();
  watchDroppedFiles();
  window.addEventListener('beforeunload', (event) => {
    if (isDirty()) event.preventDefault();
  });
  onConnected(listen);
}

/** Opens what was named on the command line, and looks for unsaved work of an earlier window. */
export async function openFirst(): Promise<void> {
  const { info, client } = useBackend.getState();
  if (!client || !info) return;
  const [{ examples }, { copies }] = await Promise.all([
    client.call('files.examples', {}),
    client.call('recovery.list', {}),
    refreshRecent(),
  ]);
  useFile.setState({ examples, copies });
  const start = windowStart(location.search);
  if (start === 'new') return;
  if (start !== undefined) {
    await ('file' in start ? openPath(start.file) : openExample(start.example));
    return;
  }
  if (info.initialFile?.startsWith('example:')) await openExample(info.initialFile.slice('example:'.length));
  else if (info.initialFile !== undefined) await openPath(info.initialFile);
}

function listen(client: Client): void {
  const { path } = useFile.getState();
  if (path !== undefined) client.call('files.watch', { path }).catch(() => undefined);
  client.on('file-changed', (event) => {
    const file = useFile.getState();
    if (event.path !== file.path) return;
    if (event.stamp && event.stamp.sha256 === file.stamp?.sha256) {
      useFile.setState({ changedOnDisk: undefined });
      return;
    }
    useFile.setState({ changedOnDisk: event.stamp ? 'changed' : 'deleted' });
  });
}
