import { useState } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { DOCUMENT_ENDING, fileName } from '../state/file-store.ts';
import { closeQuestion } from './close-question.ts';
import { FolderList } from './FolderList.tsx';
import { folderOf, joinPath } from './folder-of.ts';
import { saveTo, suggestedPath } from './save-document.ts';
import { useFolder } from './use-folder.ts';
import { Window } from './Window.tsx';

/** Choosing a name and a folder where the system's own dialog is not to be had. */
export function SaveDialog() {
  const [first] = useState(suggestedPath);
  const [name, setName] = useState(() => fileName(first));
  const { folder, reason, go } = useFolder(folderOf(first));
  const full = name.endsWith('.json') ? name : `${name}${DOCUMENT_ENDING}`;
  const usable = folder !== undefined && name.trim() !== '' && !/[\\/]/.test(name);
  return (
    <Window title="Save the document" wide onClose={closeQuestion}>
      <Form
        onSubmit={(event) => {
          event.preventDefault();
          if (!usable) return;
          closeQuestion();
          void saveTo(joinPath(folder.folder, full), {});
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
    </Window>
  );
}
