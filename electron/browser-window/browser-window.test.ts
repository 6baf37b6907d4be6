import { symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createClient } from '../../shared/contract/client.ts';
import { webSocketChannel } from '../../shared/contract/web-socket-channel.ts';
import { type Answer, opened, type RunningWindow, runWindow } from './browser-window.fixture.ts';
import { SECOND_WINDOW } from './one-client.ts';

let window: RunningWindow;
beforeEach(async () => {
  window = await runWindow();
});
afterEach(() => window.stop());

function refused(result: WebSocket | Answer): Answer {
  if (result instanceof WebSocket) throw new Error('The upgrade was let through.');
  return result;
}

describe('the link', () => {
  it('carries its token in the fragment, which no server ever sees', () => {
    expect(window.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[A-Za-z0-9_-]{43}$/);
  });

  it('gets a cookie that scripts cannot read and other sites cannot send', async () => {
    const answer = await window.ask('/session', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: `http://127.0.0.1:${window.port}` },
      body: JSON.stringify({ token: window.token }),
    });
    expect(answer.status).toBe(204);
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^bridgewarden-\d+=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  it('works once', async () => {
    expect((await window.login()).status).toBe(204);
    expect(await window.login()).toEqual({ status: 403, cookie: '' });
  });

  it('that was asked for anew makes the one before it worthless, and then its cookie', async () => {
    const { cookie } = await window.login();
    const [unused, last] = [window.newLink(), window.newLink()].map((link) => link.replace(/.*#token=/, ''));
    expect((await window.login(unused)).status).toBe(403);
    opened(await window.upgrade({ Cookie: cookie }));
    const again = await window.login(last);
    expect(again.status).toBe(204);
    expect(refused(await window.upgrade({ Cookie: cookie })).status).toBe(403);
    expect((await window.ask('/session', { headers: { Cookie: again.cookie } })).status).toBe(204);
  });

  it('is not used up by a wrong token', async () => {
    expect(await window.login(`${window.token.slice(0, -1)}${window.token.endsWith('A') ? 'B' : 'A'}`)).toMatchObject({
      status: 403,
    });
    expect(await window.login('')).toMatchObject({ status: 403 });
    expect((await window.login()).status).toBe(204);
  });

  it.each([
    ['no JSON', 'token', 400],
    ['JSON of another shape', '{"token":7}', 400],
    ['more than any token', JSON.stringify({ token: 'a'.repeat(5000) }), 400],
  ])('is not exchanged for %s', async (_what, body, status) => {
    const headers = { 'Content-Type': 'application/json', Origin: `http://127.0.0.1:${window.port}` };
    expect(await window.ask('/session', { method: 'POST', headers, body })).toMatchObject({ status });
    expect((await window.login()).status).toBe(204);
  });

  it('is not exchanged for a form, which any site could post', async () => {
    const headers = { 'Content-Type': 'text/plain', Origin: `http://127.0.0.1:${window.port}` };
    const answer = await window.ask('/session', {
      method: 'POST',
      headers,
      body: JSON.stringify({ token: window.token }),
    });
    expect(answer.status).toBe(415);
  });

  it('is not needed again after a reload: the cookie is asked about', async () => {
    expect((await window.ask('/session')).status).toBe(401);
    const { cookie } = await window.login();
    expect((await window.ask('/session', { headers: { Cookie: cookie } })).status).toBe(204);
    expect((await window.ask('/session', { headers: { Cookie: `${cookie}x` } })).status).toBe(401);
    expect((await window.ask('/session', { headers: { Cookie: `${cookie}; ${cookie}` } })).status).toBe(401);
  });
});

describe('a request', () => {
  const hosts: [string, (port: number) => string][] = [
    ['a name that was pointed at this machine (DNS rebinding)', (port) => `evil.example:${port}`],
    ['another port', (port) => `127.0.0.1:${port === 1 ? 2 : port - 1}`],
    ['no port', () => '127.0.0.1'],
    ['another address of the loopback', (port) => `127.0.0.2:${port}`],
    ['a name that begins like ours', (port) => `127.0.0.1:${port}.evil.example`],
  ];
  it.each(hosts)('is refused when its Host is %s', async (_what, host) => {
    const answer = await window.ask('/', { headers: { Host: host(window.port) } });
    expect(answer).toMatchObject({ status: 403, body: expect.stringContaining(`127.0.0.1:${window.port}`) });
    expect(JSON.stringify(answer.headers)).not.toContain('evil');
  });

  it.each(['Host:', 'X-None: 1'])('is refused without a Host (%s)', async (header) => {
    expect(await raw(window.port, ['GET / HTTP/1.0', header])).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('is answered under both names of this machine', async () => {
    expect((await window.ask('/')).status).toBe(200);
    expect((await window.ask('/', { headers: { Host: `localhost:${window.port}` } })).status).toBe(200);
  });

  it.each(['http://evil.example', 'null', 'http://127.0.0.1', 'https://127.0.0.1:1', ''])(
    'is refused from the origin "%s"',
    async (Origin) => {
      expect((await window.ask('/', { headers: { Origin } })).status).toBe(403);
    },
  );

  it('is refused from our origin under the other name', async () => {
    expect((await window.ask('/', { headers: { Origin: `http://localhost:${window.port}` } })).status).toBe(403);
  });

  it('that changes something is refused without an origin', async () => {
    const headers = { 'Content-Type': 'application/json' };
    const answer = await window.ask('/session', {
      method: 'POST',
      headers,
      body: JSON.stringify({ token: window.token }),
    });
    expect(answer.status).toBe(403);
    expect((await window.login()).status).toBe(204);
  });

  it('of another site for one of our files is refused, but its link to the page is followed', async () => {
    const script = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors', 'Sec-Fetch-Dest': 'script' };
    const frame = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'iframe' };
    const neighbour = { 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'cors', 'Sec-Fetch-Dest': 'empty' };
    const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' };
    for (const headers of [script, frame, neighbour])
      expect((await window.ask('/main.js', { headers })).status).toBe(403);
    expect((await window.ask('/', { headers: link })).status).toBe(200);
  });

  it('gets the safety headers with every answer, and none for other origins', async () => {
    const answers = [
      await window.ask('/'),
      await window.ask('/none.js'),
      await window.ask('/', { headers: { Host: 'evil' } }),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
      });
      const policy = String(headers['content-security-policy']);
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ]) {
        expect(policy.split('; ')).toContain(part);
      }
      expect(policy).not.toMatch(/unsafe-eval|blob:|\*/);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('by another method is refused', async () => {
    const headers = { Origin: `http://127.0.0.1:${window.port}` };
    for (const method of ['PUT', 'DELETE', 'OPTIONS']) {
      expect((await window.ask('/', { method, headers })).status).toBe(405);
      expect((await window.ask('/session', { method, headers })).status).toBe(405);
    }
  });

  it('is not answered on any address but the loopback', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter((each) => !each.internal && each.family === 'IPv4');
    const open = await Promise.all(others.map(({ address }) => connects(address, window.port)));
    expect(open).not.toContain(true);
    expect(await connects('127.0.0.2', window.port)).toBe(false);
    expect(await connects('127.0.0.1', window.port)).toBe(true);
  });
});

describe('a file', () => {
  it('of the window is served with its type', async () => {
    expect(await window.ask('/')).toMatchObject({ status: 200, body: expect.stringContaining('<title>window') });
    expect((await window.ask('/main.js?v=1')).headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(await window.ask('/main.js', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });

  it.each([
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/a/../../secret.json',
    '/..\\secret.json',
    '/%5c..%5csecret.json',
    '//secret.json',
    '/./main.js',
    '/main.js%00.html',
    '/%zz.js',
    '/.hidden.js',
    '/link.json',
    '/folder-link/secret.json',
    '/main.js.map',
    '/main',
    '/',
  ])('outside the window is not: %s', async (path) => {
    const outside = join(window.folder, '..', `secret-${window.port}.json`);
    await writeFile(outside, 'secret');
    await writeFile(join(window.folder, '.hidden.js'), 'secret');
    await writeFile(join(window.folder, 'main.js.map'), 'secret');
    await symlink(outside, join(window.folder, 'link.json'));
    await symlink(join(window.folder, '..'), join(window.folder, 'folder-link'));
    const answer = await window.ask(path.replace('secret', `secret-${window.port}`));
    if (path !== '/') expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
  });
});

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

  it('is for one window: a second one is told so, the first goes on', async () => {
    const { cookie } = await window.login();
    const first = opened(await window.upgrade({ Cookie: cookie }));
    const second = opened(await window.upgrade({ Cookie: cookie }));
    const call = createClient(webSocketChannel(second)).call('app.info', {});
    const closed = closing(second);
    await expect(call).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringMatching(/another window already/),
    });
    const [code, reason] = await closed;
    expect(code).toBe(SECOND_WINDOW);
    expect(reason).toMatch(/another window already\. .*\.$/);
    expect(window.connected.length).toBe(1);
    expect(first.readyState).toBe(WebSocket.OPEN);
  });

  it('is given to the page again after a reload', async () => {
    const { cookie } = await window.login();
    const first = opened(await window.upgrade({ Cookie: cookie }));
    const second = window.upgrade({ Cookie: cookie });
    first.close();
    const socket = opened(await second);
    await expect.poll(() => window.connected.length).toBe(2);
    expect(socket.readyState).toBe(WebSocket.OPEN);
  });

  it('is taken from a window that no longer answers', async () => {
    const { cookie } = await window.login();
    const first = opened(await window.upgrade({ Cookie: cookie }));
    first.pause();
    const second = opened(await window.upgrade({ Cookie: cookie }));
    await expect.poll(() => window.connected.length, { timeout: 5000 }).toBe(2);
    expect(second.readyState).toBe(WebSocket.OPEN);
  });

  it('loses nothing that the page says before it is let in', async () => {
    const { cookie } = await window.login();
    const socket = opened(await window.upgrade({ Cookie: cookie }));
    socket.send('{"early":true}');
    await expect.poll(() => window.connected.length).toBe(1);
    expect(await new Promise((resolve) => window.connected[0]?.onMessage(resolve))).toEqual({ early: true });
  });

  it('ends when a frame is beyond all measure', async () => {
    const { cookie } = await window.login();
    const socket = opened(await window.upgrade({ Cookie: cookie }));
    await expect.poll(() => window.connected.length).toBe(1);
    socket.send(Buffer.alloc(70 * 1024 * 1024, 0x61));
    expect((await closing(socket))[0]).toBe(1009);
  });
});

function closing(socket: WebSocket): Promise<[number, string]> {
  return new Promise((resolve) => {
    socket.once('close', (code, reason) => resolve([code, reason.toString('utf8')]));
  });
}

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Sends lines as they are and reads to the end of the connection. */
function raw(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    socket.on('end', () => resolve(answer)).on('error', reject);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}
