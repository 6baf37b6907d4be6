import type { WebContents } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import type { Channel } from '../../shared/contract/channel.ts';
import { FakeContents } from '../windows/fake-electron.fixture.ts';
import { connectWindow } from '../windows/window-channel.ts';
import { TRANSPORT_CASES, type TransportPair } from './transport-cases.ts';

const exposed = new Map<string, Channel>();
let contents: FakeContents;

// The preload's half of electron: copies of messages, delivered later, as between real processes.
vi.mock('electron', () => ({
  contextBridge: { exposeInMainWorld: (name: string, value: Channel) => exposed.set(name, value) },
  ipcRenderer: {
    send: (name: string, message?: unknown) => {
      const target = contents;
      const copy = structuredClone(message);
      setImmediate(() => target.arrive(name, copy));
    },
    on: (name: string, listener: (...args: unknown[]) => void) => contents.page.on(name, listener),
  },
}));

/** The real preload and the real main side, with the fake between them. */
async function makePair(): Promise<TransportPair> {
  contents = new FakeContents();
  const page = contents;
  let backend: Channel | undefined;
  const disconnect = connectWindow(
    page as unknown as WebContents,
    (channel) => {
      backend = channel;
    },
    () => expect.fail('the page was refused'),
  );
  vi.resetModules();
  await import('../preload.ts');
  await expect.poll(() => backend).toBeDefined();
  const window = exposed.get('bridgewardenPipe');
  if (!window || !backend) throw new Error('The preload exposed no pipe.');
  return { window, backend, closeBackend: disconnect, closeWindow: () => page.destroy() };
}

describe("the contract over Electron's pipe", () => {
  for (const { title, run } of TRANSPORT_CASES) it(title, () => run(makePair));

  it('exposes nothing but the pipe', async () => {
    exposed.clear();
    await makePair();
    expect([...exposed.keys()]).toEqual(['bridgewardenPipe']);
    expect(Object.keys(exposed.get('bridgewardenPipe') ?? {}).sort()).toEqual(['onClose', 'onMessage', 'send']);
  });
});
