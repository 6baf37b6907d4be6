import { app, BrowserWindow, dialog } from 'electron';
import { APP_ORIGIN } from './app-origin.ts';
import { lockDownContents } from './lock-down.ts';

export interface MainWindowOptions {
  readonly preload: string;
  /** What it begins with: `new`, `file=PATH`, `example=ID`; what the command line named when it is left out. */
  readonly start?: string;
  /** Wires the window's backend before anything is loaded. */
  readonly prepare: (window: BrowserWindow) => void;
}

/** Opens the program's window: a page without Node, in a sandbox, that can reach nothing but its pipe. */
export function openMainWindow({ preload, start, prepare }: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 800,
    minHeight: 500,
    title: 'Bridgewarden',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  lockDownContents(window.webContents);
  askBeforeDiscarding(window);
  prepare(window);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/${start === undefined ? '' : `?${start}`}`);
  return window;
}

/** The page objects to being closed while work is unsaved; a browser would ask by itself, Electron asks nobody. */
function askBeforeDiscarding(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const DISCARD = 1;
    const choice = dialog.showMessageBoxSync(window, {
      type: 'warning',
      message: 'The document has changes that are not saved.',
      detail: 'If you close the window, they are lost.',
      buttons: ['Go back', 'Discard the changes'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    // Here preventing means: ignore the page's objection.
    if (choice === DISCARD) event.preventDefault();
  });
}
