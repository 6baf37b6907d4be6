import type { Channel } from '../../shared/contract/channel.ts';
import { createClient } from '../../shared/contract/client.ts';
import type { Client } from '../../shared/contract/contract.ts';
import { webSocketChannel } from '../../shared/contract/web-socket-channel.ts';

declare global {
  /** Set by the preload of the Electron window. */
  var bridgewardenPipe: Channel | undefined;
}

/**
 * The backend behind this window: over the preload's pipe where there is one, else over a WebSocket to the address that
 * the page came from. Rejects with a sentence for the administrator.
 */
export async function connectBackend(): Promise<Client> {
  const pipe = globalThis.bridgewardenPipe;
  if (pipe) return createClient(pipe);
  await openSession();
  return createClient(webSocketChannel(await openSocket()));
}

/** Exchanges the one-time token of the printed address for a cookie. A reloaded page has the cookie already. */
async function openSession(): Promise<void> {
  const token = /(?:^#|&)token=([^&]+)/.exec(location.hash)?.[1];
  if (token === undefined) {
    await checkSession();
    return;
  }
  // The token must not stay in the address bar, the history or a bookmark.
  history.replaceState(undefined, '', location.pathname + location.search);
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: decodeURIComponent(token) }),
  }).catch(() => undefined);
  if (!answer) throw new Error(SILENT);
  // A token is good once: after a reload within the same session the cookie still is.
  if (!answer.ok) await checkSession();
}

/** A refused WebSocket does not say why; this does. */
async function checkSession(): Promise<void> {
  const answer = await fetch('/session').catch(() => undefined);
  if (!answer) throw new Error(SILENT);
  if (!answer.ok) throw new Error((await answer.text()).trim() || REFUSED);
}

function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(new URL('/backend', location.href.replace(/^http/, 'ws')));
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket), { once: true });
    socket.addEventListener('error', () => reject(new Error(REFUSED)), { once: true });
  });
}

const SILENT = 'The backend does not answer. Start Bridgewarden again and open the address that it prints.';
const REFUSED =
  'The backend refused the connection. Open the address that it printed; where many windows are open on it, close one ' +
  'of them first.';
