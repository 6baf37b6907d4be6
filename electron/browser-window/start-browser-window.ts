import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Channel } from '../../shared/contract/channel.ts';
import { MAX_MESSAGE_LENGTH } from '../../shared/contract/message.ts';
import { webSocketChannel } from '../../shared/contract/web-socket-channel.ts';
import { errorFacts, type Log } from '../backend/log.ts';
import { findStaticFile } from '../static-file.ts';
import { Access } from './access.ts';
import { refusalOf } from './check-request.ts';
import { readCookie } from './cookie.ts';
import { FewClients } from './few-clients.ts';
import { replySentence, safetyHeaders } from './reply.ts';
import { answerSession } from './session-endpoint.ts';

export interface BrowserWindowOptions {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** The built renderer. */
  readonly rendererFolder: string;
  /** Serves the window that came in. */
  readonly connect: (channel: Channel) => void;
  readonly log: Log;
}

export interface BrowserWindow {
  /**
   * A link to open, with a one-time token in its fragment, which browsers send to nobody. A link asked for earlier
   * is dead, and once this one is used, so is the cookie that an earlier one was exchanged for.
   */
  newLink(): string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the window to a browser on this machine. Whoever gets in can open SSH sessions, so it is guarded like a root
 * shell: loopback only, `Host` and `Origin` checked first, a one-time token, a few windows at a time.
 */
export async function startBrowserWindow(options: BrowserWindowOptions): Promise<BrowserWindow> {
  const access = new Access();
  const clients = new FewClients();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      options.log('http failed', errorFacts(error));
      response.destroy();
    });
  });
  const port = await listen(server, options.port ?? 0);
  // A message near our own limit takes more bytes than characters; ours is refused with a sentence, theirs by closing.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_LENGTH * 4, perMessageDeflate: false });

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const refusal = refusalOfUpgrade(request);
    if (refusal) {
      options.log('upgrade refused', { why: refusal });
      refuseUpgrade(socket, refusal);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => void welcome(client));
  });

  async function welcome(client: WebSocket): Promise<void> {
    client.on('error', (error) => options.log('socket failed', errorFacts(error)));
    // What the window says before it is let in must not be lost.
    client.pause();
    const admitted = await clients.admit(client);
    client.resume();
    if (!admitted) return;
    options.log('window connected');
    options.connect(webSocketChannel(client));
  }

  function refusalOfUpgrade(request: IncomingMessage): string | undefined {
    const refusal = refusalOf(request, port);
    if (refusal) return refusal;
    if (request.url !== '/backend') return 'There is no connection to be had at this address.';
    if (access.isCookie(readCookie(request, port))) return undefined;
    return 'Open the link that Bridgewarden printed in this browser first.';
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, port);
    // A refused host's name is the caller's invention and does not belong into our headers.
    const headers = safetyHeaders(refusal ? undefined : request.headers.host);
    if (refusal) {
      options.log('request refused', { why: refusal });
      return replySentence(response, 403, refusal, headers);
    }
    const path = (request.url ?? '/').replace(/[?#].*$/s, '');
    if (path === '/session') return answerSession(request, response, { access, port, headers });
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return replySentence(response, 405, 'Only GET is answered here.', { ...headers, Allow: 'GET, HEAD' });
    }
    const file = await findStaticFile(options.rendererFolder, path);
    if (!file) return replySentence(response, 404, 'There is no such file in this window.', headers);
    response.writeHead(200, { ...headers, 'Content-Type': file.contentType });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file.path)
        .on('error', () => response.destroy())
        .pipe(response);
  }

  return {
    newLink: () => `http://127.0.0.1:${port}/#token=${access.issueToken()}`,
    port,
    close: () => close(server, clients),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server, clients: FewClients): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    clients.close();
    server.closeAllConnections();
  });
}

function refuseUpgrade(socket: Duplex, sentence: string): void {
  const body = `${sentence}\n`;
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
