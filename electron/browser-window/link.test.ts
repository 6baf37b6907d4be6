import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { opened, type RunningWindow, refused, runWindow } from './browser-window.fixture.ts';

let window: RunningWindow;
beforeEach(async () => {
  window = await runWindow();
});
afterEach(() => window.stop());

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
