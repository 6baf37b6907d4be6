import { afterEach, describe, it } from 'vitest';
import { webSocketChannel } from '../../shared/contract/web-socket-channel.ts';
import { opened, type RunningWindow, runWindow } from '../browser-window/browser-window.fixture.ts';
import { TRANSPORT_CASES, type TransportPair } from './transport-cases.ts';

const running: RunningWindow[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((window) => window.stop()));
});

/** The whole way: token, cookie, upgrade, and the same channel function at both ends. */
async function makePair(): Promise<TransportPair> {
  const server = await runWindow();
  running.push(server);
  const { cookie } = await server.login();
  const socket = opened(await server.upgrade({ Cookie: cookie }));
  while (server.connected.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const [backend] = server.connected;
  if (!backend) throw new Error('No window was let in.');
  return {
    window: webSocketChannel(socket),
    backend,
    closeBackend: () => server.stop(),
    closeWindow: () => socket.close(),
  };
}

describe('the contract over a WebSocket', () => {
  for (const { title, run } of TRANSPORT_CASES) it(title, () => run(makePair));
});
