import { useBackend } from '../backend/backend-store.ts';
import { useFile } from '../state/file-store.ts';
import { closeQuestion } from './close-question.ts';
import { FolderList } from './FolderList.tsx';
import { folderOf } from './folder-of.ts';
import { useFolder } from './use-folder.ts';
import { Window } from './Window.tsx';

interface OpenDialogProps {
  readonly title: string;
  /** Offers files of every kind and not documents alone. */
  readonly all?: boolean;
  readonly onFile: (path: string) => void;
}

/** Choosing a document where the system's own dialog is not to be had. */
export function OpenDialog({ title, all = false, onFile }: OpenDialogProps) {
  const home = useBackend((state) => state.info?.home ?? '/');
  const path = useFile((state) => state.path);
  const { folder, reason, go } = useFolder(path === undefined ? home : folderOf(path), all);
  return (
    <Window title={title} wide onClose={closeQuestion}>
      <FolderList
        folder={folder}
        reason={reason}
        onFolder={(to) => void go(to)}
        onFile={(file) => {
          closeQuestion();
          onFile(file);
        }}
      />
    </Window>
  );
}
