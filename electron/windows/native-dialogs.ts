import { type BrowserWindow, dialog } from 'electron';
import type { Dialogs } from '../backend/files/dialogs.ts';

const FILTERS = [
  { name: 'Bridgewarden documents', extensions: ['bridgewarden.json', 'json'] },
  { name: 'All files', extensions: ['*'] },
];

/** The system's own file dialogs, on top of the window. */
export function nativeDialogs(window: () => BrowserWindow): Dialogs {
  return {
    async pickOpen() {
      const { filePaths } = await dialog.showOpenDialog(window(), { filters: FILTERS, properties: ['openFile'] });
      return filePaths[0];
    },
    async pickSave(suggested) {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), {
        filters: FILTERS,
        defaultPath: suggested,
        // We ask ourselves, and know better: the answer also depends on what is in the file.
        properties: [],
      });
      return canceled || !filePath ? undefined : filePath;
    },
  };
}
