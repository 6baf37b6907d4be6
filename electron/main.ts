import { join } from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { serve } from '../shared/contract/serve.ts';
import { createHandlers } from './backend/create-handlers.ts';
import { createServices } from './backend/create-services.ts';
import { createLog, errorFacts } from './backend/log.ts';
import { packageRoot } from './backend/package-root.ts';
import { setAppMenu } from './windows/app-menu.ts';
import { registerAppScheme, serveAppScheme } from './windows/app-scheme.ts';
import { fileArgument } from './windows/file-argument.ts';
import { lockDownSession } from './windows/lock-down.ts';
import { nativeDialogs } from './windows/native-dialogs.ts';
import { openMainWindow } from './windows/open-main-window.ts';
import { connectWindow } from './windows/window-channel.ts';

const log = createLog();
/** The windows that are open, with what cuts each off; the one that was looked at last comes last. */
const windows = new Map<BrowserWindow, () => void>();
/** Opens one more window; there once the program has started. */
let openAnother: ((start: string) => void) | undefined;
const current = (): BrowserWindow | undefined => [...windows.keys()].at(-1);

// After a fault of our own nothing here can be relied on. The page keeps its unsaved work and says what happened.
process.on('uncaughtException', (error) => {
  log('uncaught', errorFacts(error));
  for (const disconnect of windows.values()) disconnect();
});

registerAppScheme();
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv, folder) => {
    const file = fileArgument(argv, app.isPackaged, folder);
    if (file !== undefined) return void app.whenReady().then(() => openAnother?.(windowAddress(file)));
    const window = current();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  void app.whenReady().then(start);
} else {
  app.quit();
}

/** What a window at this file begins with (see renderer/files/open-window.ts). */
function windowAddress(file: string): string {
  const example = file.startsWith('example:') ? file.slice('example:'.length) : undefined;
  return example === undefined ? `file=${encodeURIComponent(file)}` : `example=${encodeURIComponent(example)}`;
}

function start(): void {
  lockDownSession(session.defaultSession);
  serveAppScheme(session.defaultSession, join(packageRoot(), 'out', 'renderer'));
  setAppMenu(process.platform, !app.isPackaged);
  const initialFile = fileArgument(process.argv, app.isPackaged, process.cwd());
  const services = createServices({
    ...(initialFile === undefined ? {} : { initialFile }),
    openWindow: (start) => open(start),
    dialogs: nativeDialogs(() => {
      const window = current();
      if (!window) throw new Error('there is no window to show a dialog on');
      return window;
    }),
  });
  const makeHandlers = createHandlers(services);
  const onUnexpected = (call: string, error: unknown): void => log('call failed', { call, ...errorFacts(error) });
  const open = (start?: string): void => {
    const window = openMainWindow({
      preload: join(import.meta.dirname, 'preload.cjs'),
      ...(start === undefined ? {} : { start }),
      prepare: (made) => windows.set(made, wire(made)),
    });
    window.on('closed', () => windows.delete(window));
    window.on('focus', () => {
      const disconnect = windows.get(window);
      if (disconnect && windows.delete(window)) windows.set(window, disconnect);
    });
  };
  const wire = ({ webContents }: BrowserWindow): (() => void) =>
    connectWindow(
      webContents,
      (channel) => serve(channel, makeHandlers, { onUnexpected }),
      () => log('foreign sender refused'),
    );
  open();
  openAnother = open;
  // On every system: the program has nothing left to do without a window.
  app.on('window-all-closed', () => {
    void services.deploy.closeAll().finally(() => app.quit());
  });
}
