import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Channel } from '../../shared/contract/channel.ts';
import { startBrowserWindow } from './start-browser-window.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A running browser window, with a caller that can lie in every header, as a browser could not. */
export interface RunningWindow {
  readonly port: number;
  readonly link: string;
  newLink(): string;
  readonly folder: string;
  readonly token: string;
  /** The channels of the windows that were let in, in their order. */
  readonly connected: Channel[];
  /** Runs as each is let in. */
  onConnected: (channel: Channel) => void;
  ask(path: string, options?: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Answer>;
  /** Exchanges the token, as the page does. */
  login(token?: string): Promise<{ status: number; cookie: string }>;
  /** Tries to open the WebSocket; what the page would send unless told otherwise. */
  upgrade(headers: Record<string, string>, path?: string): Promise<WebSocket | Answer>;
  stop(): Promise<void>;
}

export async function runWindow(): Promise<RunningWindow> {
  const folder = await mkdtemp(join(tmpdir(), 'browser-window-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>window</title>');
  await writeFile(join(folder, 'main.js'), 'export {};');
  const connected: Channel[] = [];
  const sockets: WebSocket[] = [];
  const window = await startBrowserWindow({
    rendererFolder: folder,
    log: () => {},
    connect: (channel) => {
      connected.push(channel);
      running.onConnected(channel);
    },
  });
  const { port } = window;
  const link = window.newLink();
  const own = { Host: `127.0.0.1:${port}` };
  const token = new URL(link).hash.replace('#token=', '');

  const ask: RunningWindow['ask'] = (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      // A path with dots in it would be tidied up by URL, so it goes in as it is.
      const call = request({ host: '127.0.0.1', port, method, path, headers: { ...own, ...headers } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      call.on('error', reject).end(body);
    });

  const running: RunningWindow = {
    port,
    link,
    newLink: () => window.newLink(),
    folder,
    token,
    connected,
    onConnected: () => {},
    ask,
    async login(given = token) {
      const answer = await ask('/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: `http://127.0.0.1:${port}` },
        body: JSON.stringify({ token: given }),
      });
      return { status: answer.status, cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
    },
    upgrade: (headers, path = '/backend') =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
          headers: { ...own, Origin: `http://127.0.0.1:${port}`, ...headers },
        });
        sockets.push(socket);
        socket.once('open', () => resolve(socket));
        socket.once('unexpected-response', (_request, response) => {
          let body = '';
          response.setEncoding('utf8').on('data', (text: string) => {
            body += text;
          });
          response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
        });
        socket.on('error', reject);
      }),
    async stop() {
      for (const socket of sockets) socket.terminate();
      await window.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return running;
}

/** The socket of an upgrade that was expected to succeed. */
export function opened(result: WebSocket | Answer): WebSocket {
  if (result instanceof WebSocket) return result;
  throw new Error(`The upgrade was refused with ${result.status}: ${result.body}`);
}

/** The answer to an upgrade that was expected to fail. */
export function refused(result: WebSocket | Answer): Answer {
  if (result instanceof WebSocket) throw new Error('The upgrade was let through.');
  return result;
}

/** Sends lines as they are and reads to the end of the connection. */
export function raw(port: number, lines: readonly string[]): Promise<string> {
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
