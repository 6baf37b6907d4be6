import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  electronModule,
  FakeEvent,
  type FakeWindow,
  fakeElectron,
  resetFakeElectron,
} from './fake-electron.fixture.ts';
import { PIPE } from './pipe-names.ts';

// Called when main.ts is imported, after this file: with the fixture that the tests below talk to.
vi.mock('electron', () => electronModule());

/** Runs main.ts as Electron would, up to its window. */
async function startMain(): Promise<FakeWindow> {
  await import('../main.ts');
  fakeElectron.app.becomeReady();
  await expect.poll(() => fakeElectron.windows.length).toBe(1);
  const [window] = fakeElectron.windows;
  return window!;
}

const listenersBefore = process.listeners('uncaughtException');
const ownListeners = (): NodeJS.UncaughtExceptionListener[] =>
  process.listeners('uncaughtException').filter((listener) => !listenersBefore.includes(listener));

beforeEach(() => {
  vi.resetModules();
  resetFakeElectron();
});
afterEach(() => {
  for (const listener of ownListeners()) process.off('uncaughtException', listener);
});

describe('the start', () => {
  it('registers the scheme before the app is ready, and its handler before a page is loaded', async () => {
    const window = await startMain();
    expect(fakeElectron.order).toEqual(['register scheme', 'ready', 'handle app', 'window']);
    expect(fakeElectron.schemes).toEqual([
      { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    ]);
    expect(window.did).toEqual(['load app://main/']);
  });

  it('gives the page a sandbox and no Node', async () => {
    const { options } = await startMain();
    expect(options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(options.webPreferences?.preload).toMatch(/\/preload\.cjs$/);
  });

  it('leaves it to the instance that runs already, which comes to the front', async () => {
    const window = await startMain();
    window.minimized = true;
    fakeElectron.app.emit('second-instance', {}, ['/opt/electron', '.'], '/home/ann');
    expect(window.did.slice(-2)).toEqual(['restore', 'focus']);
    vi.resetModules();
    resetFakeElectron();
    fakeElectron.app.firstInstance = false;
    await import('../main.ts');
    fakeElectron.app.becomeReady();
    await new Promise((resolve) => setImmediate(resolve));
    expect(fakeElectron.windows).toEqual([]);
    expect(fakeElectron.order).toContain('quit');
  });

  it('opens another window when the page asks for one, and brings the one looked at last to the front', async () => {
    const first = await startMain();
    first.webContents.arrive(PIPE.open);
    first.webContents.arrive(PIPE.toBackend, {
      id: '1',
      call: 'window.open',
      params: { start: 'example=two-bridges' },
    });
    await expect.poll(() => fakeElectron.windows.length).toBe(2);
    const second = fakeElectron.windows[1]!;
    expect(second.did).toEqual(['load app://main/?example=two-bridges']);
    expect(second.options.webPreferences).toEqual(first.options.webPreferences);
    expect(second.webContents.windowOpenHandler?.({ url: 'https://evil.example/' })).toEqual({ action: 'deny' });
    fakeElectron.app.emit('second-instance', {}, ['/opt/electron', '.'], '/home/ann');
    expect(second.did.at(-1)).toBe('focus');
    first.emit('focus');
    fakeElectron.app.emit('second-instance', {}, ['/opt/electron', '.'], '/home/ann');
    expect(first.did.at(-1)).toBe('focus');
    first.emit('closed');
    fakeElectron.app.emit('second-instance', {}, ['/opt/electron', '.'], '/home/ann');
    expect(second.did.slice(-2)).toEqual(['focus', 'focus']);
  });

  it('opens a window for the file of a second start, as that start names it', async () => {
    await startMain();
    const again = (...args: string[]) => {
      fakeElectron.app.emit('second-instance', {}, ['/opt/electron', '.', ...args], '/home/ann');
    };
    again('lab & co.bridgewarden.json');
    await expect.poll(() => fakeElectron.windows.length).toBe(2);
    expect(fakeElectron.windows[1]?.did).toEqual([
      'load app://main/?file=%2Fhome%2Fann%2Flab%20%26%20co.bridgewarden.json',
    ]);
    again('--some-switch', 'example:two-bridges');
    await expect.poll(() => fakeElectron.windows.length).toBe(3);
    expect(fakeElectron.windows[2]?.did).toEqual(['load app://main/?example=two-bridges']);
  });

  it('opens no window at an address that is not its own', async () => {
    const { webContents } = await startMain();
    const answers: unknown[] = [];
    webContents.page.on(PIPE.toWindow, (_event, message: unknown) => answers.push(message));
    webContents.arrive(PIPE.open);
    webContents.arrive(PIPE.toBackend, { id: '1', call: 'window.open', params: { start: '/../evil?x#y' } });
    await expect.poll(() => answers.length).toBe(1);
    expect(answers[0]).toMatchObject({ id: '1', ok: false });
    expect(fakeElectron.windows).toHaveLength(1);
  });

  it('ends with its window', async () => {
    await startMain();
    fakeElectron.app.emit('window-all-closed');
    await expect.poll(() => fakeElectron.order).toContain('quit');
  });
});

describe('the page', () => {
  it('can go nowhere but to itself', async () => {
    const { webContents } = await startMain();
    const foreign = [
      'https://evil.example/',
      'app://other/',
      'app://main.evil/',
      'file:///etc/passwd',
      'app://main/other.html',
      'javascript:alert(1)',
      'data:text/html,x',
    ];
    for (const url of foreign) {
      const event = new FakeEvent(url);
      webContents.emit('will-frame-navigate', event);
      expect([url, event.prevented]).toEqual([url, true]);
      expect(webContents.windowOpenHandler?.({ url })).toEqual({ action: 'deny' });
    }
    const reload = new FakeEvent('app://main/#there');
    webContents.emit('will-frame-navigate', reload);
    expect(reload.prevented).toBe(false);
    for (const name of ['will-redirect', 'will-attach-webview']) {
      const event = new FakeEvent();
      webContents.emit(name, event);
      expect([name, event.prevented]).toEqual([name, true]);
    }
  });

  it('gets no permission, no device and nothing from the network', async () => {
    await startMain();
    const { session } = fakeElectron;
    const granted: unknown[] = [];
    for (const permission of [
      'media',
      'geolocation',
      'notifications',
      'clipboard-read',
      'openExternal',
      'fileSystem',
    ]) {
      session.permissionRequest?.(...([{}, permission, (answer: boolean) => granted.push(answer)] as never[]));
      granted.push(session.permissionCheck?.(...([{}, permission] as never[])));
    }
    granted.push(session.devicePermission?.());
    expect(granted).toHaveLength(13);
    expect(granted).not.toContain(true);
    const cancelled = (url: string): boolean => {
      let cancel = false;
      session.beforeRequest?.(...([{ url }, (answer: { cancel: boolean }) => (cancel = answer.cancel)] as never[]));
      return cancel;
    };
    expect(
      ['https://evil.example/x.js', 'ws://127.0.0.1/', 'file:///etc/passwd', 'app://mainly/'].map(cancelled),
    ).not.toContain(false);
    expect(cancelled('app://main/main.js')).toBe(false);
  });

  it('that objects to being closed has the user asked', async () => {
    const { webContents } = await startMain();
    const stay = new FakeEvent();
    webContents.emit('will-prevent-unload', stay);
    expect(stay.prevented).toBe(false);
    fakeElectron.messageBoxAnswer = 1;
    const discard = new FakeEvent();
    webContents.emit('will-prevent-unload', discard);
    expect(discard.prevented).toBe(true);
  });

  it('is answered over its pipe, with the dialogs of the system', async () => {
    const { webContents } = await startMain();
    const answers: unknown[] = [];
    webContents.page.on(PIPE.toWindow, (_event, message: unknown) => answers.push(message));
    webContents.arrive(PIPE.open);
    webContents.arrive(PIPE.toBackend, { id: '1', call: 'app.info', params: {} });
    await expect.poll(() => answers.length).toBe(1);
    expect(answers[0]).toMatchObject({ id: '1', ok: true, result: { capabilities: { nativeFileDialogs: true } } });
    fakeElectron.openAnswer = { canceled: true, filePaths: [] };
    webContents.arrive(PIPE.toBackend, { id: '2', call: 'files.pickOpen', params: {} });
    await expect.poll(() => answers.length).toBe(2);
    expect(answers[1]).toEqual({ id: '2', ok: true, result: {} });
    fakeElectron.saveAnswer = { canceled: false, filePath: '/home/ann/lab.bridgewarden.json' };
    webContents.arrive(PIPE.toBackend, { id: '3', call: 'files.pickSave', params: { suggested: 'lab' } });
    await expect.poll(() => answers.length).toBe(3);
    expect(answers[2]).toEqual({ id: '3', ok: true, result: { path: '/home/ann/lab.bridgewarden.json' } });
  });

  it('is told when its backend has failed', async () => {
    const { webContents } = await startMain();
    let closed = false;
    webContents.page.on(PIPE.closed, () => {
      closed = true;
    });
    webContents.arrive(PIPE.open);
    for (const listener of ownListeners()) listener(new Error('fault'), 'uncaughtException');
    await expect.poll(() => closed).toBe(true);
  });
});

describe('the menu', () => {
  it("has nothing that would take the page's own shortcuts", async () => {
    await startMain();
    expect(JSON.stringify(fakeElectron.menu)).not.toMatch(/"(undo|redo|copy|paste|selectAll)"/);
  });
});
