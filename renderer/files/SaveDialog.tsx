import { useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { fileName } from '../state/file-store.ts';
import { closeQuestion } from './close-question.ts';
import { FolderList } from './FolderList.tsx';
import { withEnding } from './file-ending.ts';
import { folderOf, joinPath } from './folder-of.ts';
import { useFolder } from './use-folder.ts';

interface SaveDialogProps {
  readonly title: string;
  /** The path that it begins with. */
  readonly suggested: string;
  /** Put behind a name that has another one or none; empty: whatever is typed. */
  readonly ending: string;
  readonly onSave: (path: string) => void;
}

/** Choosing a name and a folder where the system's own dialog is not to be had. */
export function SaveDialog({ title, suggested, ending, onSave }: SaveDialogProps) {
  const [first] = useState(suggested);
  const [name, setName] = useState(() => fileName(first));
  const { folder, reason, go } = useFolder(folderOf(first));
  const full = withEnding(name.trim(), ending);
  const usable = folder !== undefined && name.trim() !== '' && !/[\\/]/.test(name);
  return (
    <ModalDialog title={title} wide onClose={closeQuestion}>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          if (!usable) return;
          closeQuestion();
          onSave(joinPath(folder.folder, full));
        }}
      >
        <TextField className="row" value={name} onChange={setName} autoFocus>
          <Label className="row-label">File name</Label>
          <Input className="field mono" spellCheck={false} autoComplete="off" />
        </TextField>
        <FolderList
          folder={folder}
          reason={reason}
          onFolder={(to) => void go(to)}
          onFile={(file) => setName(fileName(file))}
        />
        <div className="dialog-buttons">
          <span className="panel-bar-space" />
          <Button className="button" onPress={closeQuestion}>
            Cancel
          </Button>
          <Button className="button is-primary" type="submit" isDisabled={!usable}>
            Save
          </Button>
        </div>
      </Form>
    </ModalDialog>
  );
}
