import { ArrowUp, FileText, Folder as FolderIcon } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { IconButton } from '../controls/IconButton.tsx';
import type { Folder } from './use-folder.ts';

interface FolderListProps {
  readonly folder: Folder | undefined;
  readonly reason: string | undefined;
  readonly onFolder: (path: string) => void;
  /** A document is pressed, or Enter on it. */
  readonly onFile: (path: string) => void;
  /** The document that is chosen. */
  readonly chosen?: string | undefined;
}

/** The folders and documents of one folder. */
export function FolderList({ folder, reason, onFolder, onFile, chosen }: FolderListProps) {
  return (
    <div className="folder">
      <div className="folder-path">
        <IconButton
          label="Folder above"
          isDisabled={folder?.parent === undefined}
          onPress={() => folder?.parent !== undefined && onFolder(folder.parent)}
        >
          <ArrowUp size={15} aria-hidden />
        </IconButton>
        <span className="mono" title={folder?.folder}>
          {folder?.folder ?? '…'}
        </span>
      </div>
      {reason !== undefined && (
        <p className="row-finding is-error" role="alert">
          {reason}
        </p>
      )}
      <ListBox
        className="folder-list"
        aria-label="Folders and documents"
        items={folder?.entries ?? []}
        onAction={(key) => {
          const entry = folder?.entries.find((one) => one.path === key);
          if (entry?.kind === 'folder') onFolder(entry.path);
          if (entry?.kind === 'document') onFile(entry.path);
        }}
        renderEmptyState={() => (
          <p className="folder-empty">
            {folder === undefined ? 'The folder is being read.' : 'No folders and no Bridgewarden documents here.'}
          </p>
        )}
      >
        {(entry) => (
          <ListBoxItem
            id={entry.path}
            className={entry.path === chosen ? 'menu-item is-chosen' : 'menu-item'}
            textValue={entry.name}
          >
            <span className="menu-icon">
              {entry.kind === 'folder' ? <FolderIcon size={15} aria-hidden /> : <FileText size={15} aria-hidden />}
            </span>
            <span className="menu-label">{entry.name}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  );
}
