import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createClient } from '../../shared/contract/client.ts';
import { webSocketChannel } from '../../shared/contract/web-socket-channel.ts';
import { opened, type RunningWindow, raw, refused, runWindow } from './browser-window.fixture.ts';
import { MOST_WINDOWS, TOO_MANY_WINDOWS } from './few-clients.ts';

let window: RunningWindow;
beforeEach(async () => {
  window = await runWindow();
});
afterEach(() => window.stop());

describe('the connection', () => {
  it('is opened with the cookie, from our page', async () => {
    const { cookie } = await window.login();
    opened(await window.upgrade({ Cookie: cookie }));
    await expect.poll(() => window.connected.length).toBe(1);
  });

  it.each<[string, (cookie: string, port: number) => Record<string, string>]>([
    ['without a cookie', () => ({})],
    ['with a wrong cookie', (_cookie, port) => ({ Cookie: `bridgewarden-${port}=${'a'.repeat(43)}` })],
    ['with the token in place of the cookie', (_cookie, port) => ({ Cookie: `bridgewarden-${port}=${window.token}` })],
    ['from another origin', (cookie) => ({ Cookie: cookie, Origin: 'http://evil.example' })],
    [
      'from another port of this machine',
      (cookie, port) => ({ Cookie: cookie, Origin: `http://127.0.0.1:${port - 1}` }),
    ],
    ['from a page without an origin', (cookie) => ({ Cookie: cookie, Origin: 'null' })],
    [
      'under a foreign host name',
      (cookie, port) => ({ Cookie: cookie, Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` }),
    ],
  ])('is refused %s', async (_what, headers) => {
    const { cookie } = await window.login();
    const answer = refused(await window.upgrade(headers(cookie, window.port)));
    expect(answer.status).toBe(403);
    expect(answer.body).toMatch(/^[A-Z].*\.\n$/);
    expect(window.connected).toEqual([]);
  });

  it('is refused without any Origin header', async () => {
    const { cookie } = await window.login();
    const answer = await raw(window.port, [
      'GET /backend HTTP/1.1',
      `Host: 127.0.0.1:${window.port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      `Cookie: ${cookie}`,
    ]);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('is refused at another address', async () => {
    const { cookie } = await window.login();
    expect(refused(await window.upgrade({ Cookie: cookie }, '/other')).status).toBe(403);
  });

  it('is for several windows, but not for any number: one too many is told so, the others go on', async () => {
    const { cookie } = await window.login();
    const windows = await fill(cookie);
    const last = opened(await window.upgrade({ Cookie: cookie }));
    const call = createClient(webSocketChannel(last)).call('app.info', {});
    const closed = closing(last);
    await expect(call).rejects.toMatchObject({ code: 'busy', message: expect.stringMatching(/windows already/) });
    const [code, reason] = await closed;
    expect(code).toBe(TOO_MANY_WINDOWS);
    expect(reason).toMatch(/windows already\. .*\.$/);
    expect(window.connected.length).toBe(MOST_WINDOWS);
    expect(windows.every((one) => one.readyState === WebSocket.OPEN)).toBe(true);
  });

  it('is given to the page again after a reload, also when every place is taken', async () => {
    const { cookie } = await window.login();
    const [first] = await fill(cookie);
    const second = window.upgrade({ Cookie: cookie });
    first?.close();
    const socket = opened(await second);
    await expect.poll(() => window.connected.length).toBe(MOST_WINDOWS + 1);
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('is taken from a window that no longer answers', async () => {
    const { cookie } = await window.login();
    const [first] = await fill(cookie);
    first!.pause();
    const next = opened(await window.upgrade({ Cookie: cookie }));
    await expect.poll(() => window.connected.length).toBe(MOST_WINDOWS + 1);
    expect(next.readyState).toBe(WebSocket.OPEN);
    const closed = closing(first!);
    first!.resume();
    await closed;
  });

  it('loses nothing that the page says before it is let in', async () => {
    const { cookie } = await window.login();
    const [first] = await fill(cookie);
    const next = opened(await window.upgrade({ Cookie: cookie }));
    await new Promise<void>((resolve) => next.send('{"early":true}', () => resolve()));
    // Long enough for the message to lie there while all places are taken.
    await new Promise((resolve) => setTimeout(resolve, 200));
    const heard = new Promise((resolve) => {
      window.onConnected = (channel) => channel.onMessage(resolve);
    });
    first!.close();
    expect(await heard).toEqual({ early: true });
  });

  it('ends when a frame is beyond all measure', async () => {
    const { cookie } = await window.login();
    const socket = opened(await window.upgrade({ Cookie: cookie }));
    await expect.poll(() => window.connected.length).toBe(1);
    socket.send(Buffer.alloc(70 * 1024 * 1024, 0x61));
    expect((await closing(socket))[0]).toBe(1009);
  });
});

/** As many windows as there is room for. */
async function fill(cookie: string): Promise<readonly WebSocket[]> {
  const windows: WebSocket[] = [];
  for (let count = 0; count < MOST_WINDOWS; count += 1) windows.push(opened(await window.upgrade({ Cookie: cookie })));
  await expect.poll(() => window.connected.length).toBe(MOST_WINDOWS);
  return windows;
}

function closing(socket: WebSocket): Promise<[number, string]> {
  return new Promise((resolve) => {
    socket.once('close', (code, reason) => resolve([code, reason.toString('utf8')]));
  });
}
