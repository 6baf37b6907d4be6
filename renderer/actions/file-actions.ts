import { AppWindow, FilePlus2, FolderOpen, Save, SaveAll } from 'lucide-react';
import { afterAsking, newDocument, pickAndOpen } from '../files/open-document.ts';
import { openWindow } from '../files/open-window.ts';
import { saveDocument, saveDocumentAs } from '../files/save-document.ts';
import { isDirty } from '../state/document-store.ts';
import { useFile } from '../state/file-store.ts';
import type { Action } from './action.ts';

export const fileActions: readonly Action[] = [
  // Ctrl+N belongs to the browser.
  {
    id: 'file.new',
    group: 'File',
    label: 'New document',
    shortcuts: ['Mod+Alt+N'],
    scope: 'window',
    icon: FilePlus2,
    run: newDocument,
  },
  {
    id: 'file.new-window',
    group: 'File',
    label: 'New window',
    shortcuts: ['Mod+Alt+W'],
    scope: 'window',
    icon: AppWindow,
    run: () => void openWindow('new'),
  },
  {
    id: 'file.open',
    group: 'File',
    label: 'Open…',
    shortcuts: ['Mod+O'],
    scope: 'window',
    icon: FolderOpen,
    run: () => afterAsking('Open another document?', () => void pickAndOpen()),
  },
  {
    id: 'file.save',
    group: 'File',
    label: 'Save',
    shortcuts: ['Mod+S'],
    scope: 'window',
    icon: Save,
    enabled: () => !useFile.getState().busy && (isDirty() || useFile.getState().path === undefined),
    run: () => void saveDocument(),
  },
  {
    id: 'file.save-as',
    group: 'File',
    label: 'Save as…',
    shortcuts: ['Mod+Shift+S'],
    scope: 'window',
    icon: SaveAll,
    run: () => void saveDocumentAs(),
  },
];
