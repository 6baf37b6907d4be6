import { EventEmitter } from 'node:events';

/** A stand-in for the module `electron`: it records what is asked of it and lets a test play the user and the page. */

type Listener = (...args: never[]) => unknown;

/** Messages cross as copies and later, as between real processes. */
function deliver(action: () => void): void {
  setImmediate(action);
}

export class FakeFrame {
  origin = 'app://main';
  url = 'app://main/';
}

export class FakeContents extends EventEmitter {
  readonly ipc = new EventEmitter();
  readonly mainFrame = new FakeFrame();
  /** The preload's side. */
  readonly page = new EventEmitter();
  destroyed = false;
  windowOpenHandler: ((details: { url: string }) => unknown) | undefined;

  isDestroyed(): boolean {
    return this.destroyed;
  }

  send(name: string, message?: unknown): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
    const copy = structuredClone(message);
    deliver(() => this.page.emit(name, {}, copy));
  }

  setWindowOpenHandler(handler: (details: { url: string }) => unknown): void {
    this.windowOpenHandler = handler;
  }

  /** What arrives in main when a frame sends. */
  arrive(name: string, message?: unknown, from: { sender?: unknown; senderFrame?: unknown } = {}): void {
    this.ipc.emit(name, { sender: this, senderFrame: this.mainFrame, ...from }, message);
  }

  destroy(): void {
    this.destroyed = true;
    this.emit('destroyed');
  }
}

/** An event whose default can be prevented; `prevented` tells whether it was. */
export class FakeEvent {
  prevented = false;
  readonly url: string;

  constructor(url = '') {
    this.url = url;
  }

  preventDefault(): void {
    this.prevented = true;
  }
}

export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents();
  readonly options: { readonly webPreferences?: Readonly<Record<string, unknown>> };
  readonly did: string[] = [];
  minimized = false;

  constructor(options: FakeWindow['options']) {
    super();
    this.options = options;
    fakeElectron.windows.push(this);
    fakeElectron.order.push('window');
  }

  async loadURL(url: string): Promise<void> {
    this.did.push(`load ${url}`);
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.did.push('restore');
  }

  focus(): void {
    this.did.push('focus');
  }

  show(): void {
    this.did.push('show');
  }
}

class FakeSession extends EventEmitter {
  scheme: ((request: { url: string; method: string }) => Promise<Response>) | undefined;
  permissionRequest: Listener | undefined;
  permissionCheck: Listener | undefined;
  devicePermission: Listener | undefined;
  beforeRequest: Listener | undefined;
  readonly protocol = {
    handle: (scheme: string, handler: FakeSession['scheme']): void => {
      if (scheme === 'app') this.scheme = handler;
      fakeElectron.order.push(`handle ${scheme}`);
    },
  };
  readonly webRequest = {
    onBeforeRequest: (listener: Listener): void => {
      this.beforeRequest = listener;
    },
  };

  setPermissionRequestHandler(handler: Listener): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: Listener): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(handler: Listener): void {
    this.devicePermission = handler;
  }
}

class FakeApp extends EventEmitter {
  isPackaged = false;
  firstInstance = true;
  readonly ready: Promise<void>;
  becomeReady: () => void = () => {};

  constructor() {
    super();
    this.ready = new Promise((resolve) => {
      this.becomeReady = () => {
        fakeElectron.order.push('ready');
        resolve();
      };
    });
  }

  requestSingleInstanceLock(): boolean {
    return this.firstInstance;
  }

  whenReady(): Promise<void> {
    return this.ready;
  }

  quit(): void {
    fakeElectron.order.push('quit');
  }
}

function freshElectron() {
  return {
    order: [] as string[],
    windows: [] as FakeWindow[],
    schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
    app: undefined as unknown as FakeApp,
    session: new FakeSession(),
    messageBoxAnswer: 0,
    openAnswer: { canceled: false, filePaths: [] as string[] },
    saveAnswer: { canceled: false, filePath: '' },
    menu: undefined as unknown,
  };
}

/** What the current test sees and decides. */
export const fakeElectron = freshElectron();

export function resetFakeElectron(): void {
  Object.assign(fakeElectron, freshElectron());
  fakeElectron.app = new FakeApp();
}

/** What `import ... from 'electron'` gives in main. */
export function electronModule(): Record<string, unknown> {
  return {
    get app() {
      return fakeElectron.app;
    },
    session: {
      get defaultSession() {
        return fakeElectron.session;
      },
    },
    BrowserWindow: FakeWindow,
    protocol: {
      registerSchemesAsPrivileged: (schemes: typeof fakeElectron.schemes) => {
        fakeElectron.schemes.push(...schemes);
        fakeElectron.order.push('register scheme');
      },
    },
    dialog: {
      showMessageBoxSync: () => fakeElectron.messageBoxAnswer,
      showOpenDialog: async () => fakeElectron.openAnswer,
      showSaveDialog: async () => fakeElectron.saveAnswer,
    },
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => {
        fakeElectron.menu = menu;
      },
    },
  };
}
