import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from 'electron';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { serveAppScheme } from './app-scheme.ts';
import { fakeElectron, resetFakeElectron } from './fake-electron.fixture.ts';

vi.mock('electron', async () => (await import('./fake-electron.fixture.ts')).electronModule());

let folder: string;
beforeEach(async () => {
  resetFakeElectron();
  const outside = await mkdtemp(join(tmpdir(), 'app-scheme-'));
  folder = await mkdtemp(join(outside, 'renderer-'));
  await writeFile(join(folder, 'index.html'), '<title>page</title>');
  await writeFile(join(folder, 'main.js'), 'export {};');
  await writeFile(join(outside, 'secret.json'), 'secret');
  await symlink('../secret.json', join(folder, 'link.json'));
  serveAppScheme(fakeElectron.session as unknown as Session, folder);
});
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true });
});

async function get(url: string, method = 'GET'): Promise<Response> {
  const answer = await fakeElectron.session.scheme?.({ url, method });
  return answer!;
}

it('serves the page with its policy', async () => {
  const answer = await get('app://main/?x#y');
  expect([answer.status, await answer.text()]).toEqual([200, '<title>page</title>']);
  const policy = answer.headers.get('Content-Security-Policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
  expect(policy).toMatch(/connect-src 'self'; /);
  expect(policy).toMatch(/require-trusted-types-for 'script'; trusted-types app-worker /);
  expect(policy).not.toMatch(/unsafe-eval|blob:|ws:|http/);
  expect((await get('app://main/main.js')).headers.get('Content-Type')).toMatch(/^text\/javascript/);
});

it.each([
  'app://main/../secret.json',
  'app://main/..%2fsecret.json',
  'app://main/%2e%2e/secret.json',
  'app://main/%2e%2e%5csecret.json',
  'app://main/link.json',
  'app://main//secret.json',
  'app://other/index.html',
  'app://main.evil/index.html',
  'app://main/none.js',
])('does not find %s', async (url) => {
  const answer = await get(url);
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain('secret');
  expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
});

it('answers GET alone', async () => {
  expect((await get('app://main/', 'POST')).status).toBe(404);
});
