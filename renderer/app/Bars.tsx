import { CircleAlert, History, Unplug } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useBackend } from '../backend/backend-store.ts';
import { startBackend } from '../backend/start-backend.ts';
import { afterAsking, openPath, openRecovery } from '../files/open-document.ts';
import { dropRecovery } from '../files/recovery.ts';
import { saveTo } from '../files/save-document.ts';
import { openFirst } from '../files/start-files.ts';
import { isDirty, useDocumentStore } from '../state/document-store.ts';
import { fileName, useFile } from '../state/file-store.ts';
import { notify } from '../state/notice-store.ts';

/** Things that wait for a decision, above the drawing. */
export function Bars() {
  return (
    <>
      <ConnectionBar />
      <ChangedBar />
      <RecoveryBar />
    </>
  );
}

function Bar({
  tone,
  icon,
  children,
}: {
  readonly tone: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={`bar is-${tone}`} role="alert">
      {icon}
      {children}
    </div>
  );
}

function ConnectionBar() {
  const state = useBackend((now) => now.state);
  const reason = useBackend((now) => now.reason);
  if (state !== 'lost' && state !== 'refused') return undefined;
  const words =
    state === 'lost'
      ? 'Connection lost. Your work is kept here in this window; saving and deploying wait until it is back.'
      : (reason ?? 'The backend cannot be reached.');
  const reconnect = async () => {
    if (await startBackend()) {
      notify('Connected again.', 'good');
      // A window that was never let in has not opened anything yet.
      if (state === 'refused') await openFirst();
    } else notify(useBackend.getState().reason ?? 'The backend cannot be reached.', 'error');
  };
  return (
    <Bar tone="error" icon={<Unplug size={16} aria-hidden />}>
      <span>{words}</span>
      <Button className="button is-small" onPress={() => void reconnect()}>
        {state === 'lost' ? 'Reconnect' : 'Try again'}
      </Button>
    </Bar>
  );
}

function ChangedBar() {
  const changed = useFile((state) => state.changedOnDisk);
  const path = useFile((state) => state.path);
  const dirty = useDocumentStore(isDirty);
  if (changed === undefined || path === undefined) return undefined;
  const name = fileName(path);
  if (changed === 'deleted') {
    return (
      <Bar tone="warning" icon={<CircleAlert size={16} aria-hidden />}>
        <span>{name} was deleted or moved on disk. What you see is still here; save it to write the file again.</span>
        <Button className="button is-small" onPress={() => void saveTo(path, { overwrite: true })}>
          Save again
        </Button>
      </Bar>
    );
  }
  return (
    <Bar tone="warning" icon={<CircleAlert size={16} aria-hidden />}>
      <span>
        {name} was changed on disk by another program.
        {dirty ? ' Reloading drops the changes that you have not saved.' : ''}
      </span>
      <Button className="button is-small" onPress={() => void openPath(path)}>
        Reload
      </Button>
      <Button className="button is-small" onPress={() => useFile.setState({ changedOnDisk: undefined })}>
        Keep mine
      </Button>
    </Bar>
  );
}

function RecoveryBar() {
  const copies = useFile((state) => state.copies);
  const [copy] = copies;
  if (!copy) return undefined;
  const forget = () => {
    dropRecovery(copy.id);
    useFile.setState({ copies: copies.slice(1) });
  };
  const when = new Date(copy.saved).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Bar tone="info" icon={<History size={16} aria-hidden />}>
      <span>
        Unsaved work on <b>{copy.path === undefined ? copy.name : fileName(copy.path)}</b> from {when} was kept.
      </span>
      <Button
        className="button is-small"
        onPress={() => afterAsking('Open the kept copy?', () => void openRecovery(copy.id))}
      >
        Open the copy
      </Button>
      <Button className="button is-small" onPress={forget}>
        Delete the copy
      </Button>
    </Bar>
  );
}
