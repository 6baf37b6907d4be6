import type { WebSocket } from 'ws';
import type { Response } from '../../shared/contract/message.ts';

/** More windows than anybody looks at; a page that opens them by itself is stopped. */
export const MOST_WINDOWS = 8;

/** How long the windows that are in may take to leave (a reload) or to show that they are still there. */
const GRACE_MS = 1500;

/** The close code of a window too many, with its sentence as the reason. */
export const TOO_MANY_WINDOWS = 4001;
const TOO_MANY_REASON = `Bridgewarden is open in ${MOST_WINDOWS} windows already. Close one of them, then reload here.`;

const refusal: Response = { ok: false, error: { code: 'busy', message: TOO_MANY_REASON } };

/**
 * Lets a few windows in at a time, each with a document of its own. When all places are taken, a window that does not answer
 * (its machine sleeps, its tunnel is cut) has to make room.
 */
export class FewClients {
  readonly #clients = new Set<WebSocket>();
  #waiting: Promise<unknown> = Promise.resolve();

  /** Whether the newcomer may talk; if not, it has been closed with a sentence. One newcomer at a time is decided on. */
  admit(newcomer: WebSocket): Promise<boolean> {
    const decision = this.#waiting.then(() => this.#decide(newcomer));
    this.#waiting = decision;
    return decision;
  }

  /** Cuts the connections of all windows that are in. */
  close(): void {
    for (const client of this.#clients) client.terminate();
  }

  async #decide(newcomer: WebSocket): Promise<boolean> {
    if (this.#clients.size >= MOST_WINDOWS) await Promise.any([...this.#clients].map(leaves)).catch(() => undefined);
    if (this.#clients.size >= MOST_WINDOWS) {
      // A page cannot always read a close reason; as an answer it reaches whatever call the page is waiting for.
      newcomer.send(JSON.stringify(refusal));
      newcomer.close(TOO_MANY_WINDOWS, TOO_MANY_REASON);
      return false;
    }
    if (newcomer.readyState !== newcomer.OPEN) return false;
    this.#clients.add(newcomer);
    newcomer.once('close', () => this.#clients.delete(newcomer));
    return true;
  }
}

/** Resolves when the client leaves; one that does not answer a ping in time is cut off. Rejects when it is there to stay. */
function leaves(client: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    if (client.readyState === client.CLOSED) {
      resolve();
      return;
    }
    let alive = false;
    const onPong = (): void => {
      alive = true;
    };
    const finish = (end: () => void): void => {
      clearTimeout(timer);
      client.off('pong', onPong).off('close', onClose);
      end();
    };
    const onClose = (): void => finish(resolve);
    const timer = setTimeout(() => {
      if (alive) finish(() => reject(new Error('The window is in use.')));
      else client.terminate();
    }, GRACE_MS);
    client.on('pong', onPong).on('close', onClose);
    if (client.readyState === client.OPEN) client.ping();
  });
}
