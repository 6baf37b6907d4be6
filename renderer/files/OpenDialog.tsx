import { FileText } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useBackend } from '../backend/backend-store.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { fileName, useFile } from '../state/file-store.ts';
import { closeQuestion } from './close-question.ts';
import { FolderList } from './FolderList.tsx';
import { folderOf } from './folder-of.ts';
import { useFolder } from './use-folder.ts';

interface OpenDialogProps {
  readonly title: string;
  /** Offers files of every kind and not documents alone. */
  readonly all?: boolean;
  readonly onFile: (path: string) => void;
}

/** More would push the folder out of the window. */
const MOST_RECENT = 4;
const NONE: readonly never[] = [];

/** Choosing a document where the system's own dialog is not to be had. A second press on the chosen one opens it. */
export function OpenDialog({ title, all = false, onFile }: OpenDialogProps) {
  const home = useBackend((state) => state.info?.home ?? '/');
  const path = useFile((state) => state.path);
  // What was used last are documents, and here may be asked for something else.
  const recent = useFile((state) => (all ? NONE : state.recent));
  const { folder, reason, go } = useFolder(path === undefined ? home : folderOf(path), all);
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const open = (file: string) => {
    closeQuestion();
    onFile(file);
  };
  return (
    <ModalDialog title={title} wide onClose={closeQuestion}>
      {recent.length > 0 && (
        <nav className="recent-files" aria-label="Used last">
          <span className="recent-words">Used last</span>
          {recent.slice(0, MOST_RECENT).map((one) => (
            <Button key={one.path} className="button is-small" aria-label={one.path} onPress={() => open(one.path)}>
              <FileText size={13} aria-hidden />
              <span className="recent-name">{fileName(one.path)}</span>
            </Button>
          ))}
        </nav>
      )}
      <FolderList
        folder={folder}
        reason={reason}
        chosen={chosen}
        onFolder={(to) => {
          setChosen(undefined);
          void go(to);
        }}
        onFile={(file) => (file === chosen ? open(file) : setChosen(file))}
      />
      <div className="dialog-buttons">
        <span className="panel-bar-space" />
        <Button className="button" onPress={closeQuestion}>
          Cancel
        </Button>
        <Button
          className="button is-primary"
          isDisabled={chosen === undefined}
          onPress={() => chosen !== undefined && open(chosen)}
        >
          Open
        </Button>
      </div>
    </ModalDialog>
  );
}
