import { symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningWindow, raw, runWindow } from './browser-window.fixture.ts';

let window: RunningWindow;
beforeEach(async () => {
  window = await runWindow();
});
afterEach(() => window.stop());

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
      // Exactly these: a policy of any other name, `default` above all, could let a text through as a script.
      const trusted = policy.split('; ').find((part) => part.startsWith('trusted-types '));
      expect(trusted?.split(' ').slice(1)).toEqual([
        'app-worker',
        'dompurify',
        'defaultWorkerFactory',
        'diffEditorWidget',
        'diffReview',
        'domLineBreaksComputer',
        'editorGhostText',
        'editorViewLayer',
        'richScreenReaderContent',
        'standaloneColorizer',
        'stickyScrollViewLayer',
        'tokenizeToString',
      ]);
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

function connects(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
