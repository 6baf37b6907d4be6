import { join } from 'node:path';
import { serve } from '../shared/contract/serve.ts';
import { createHandlers } from './backend/create-handlers.ts';
import { createServices } from './backend/create-services.ts';
import { createLog, errorFacts } from './backend/log.ts';
import { packageRoot } from './backend/package-root.ts';
import { type BrowserWindow, startBrowserWindow } from './browser-window/start-browser-window.ts';

export interface ServeBrowserWindowOptions {
  /** Absolute path, or `example:NAME`. */
  readonly initialFile?: string;
  readonly port?: number;
}

/** Wires the backend's services to a browser window. */
export async function serveBrowserWindow(options: ServeBrowserWindowOptions): Promise<BrowserWindow> {
  const log = createLog();
  const services = createServices(options.initialFile === undefined ? {} : { initialFile: options.initialFile });
  const makeHandlers = createHandlers(services);
  const window = await startBrowserWindow({
    rendererFolder: join(packageRoot(), 'out', 'renderer'),
    ...(options.port === undefined ? {} : { port: options.port }),
    log,
    connect: (channel) =>
      serve(channel, makeHandlers, {
        onUnexpected: (call, error) => log('call failed', { call, ...errorFacts(error) }),
      }),
  });
  return {
    ...window,
    close: async () => {
      await window.close();
      await services.deploy.closeAll();
    },
  };
}
