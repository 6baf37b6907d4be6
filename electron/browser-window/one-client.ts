import type { WebSocket } from 'ws';
import type { Response } from '../../shared/contract/message.ts';

/** How long the window before may take to leave (a reload) or to show that it is still there. */
const GRACE_MS = 1500;

/** The close code of a second window, with its sentence as the reason. */
export const SECOND_WINDOW = 4001;
const SECOND_WINDOW_REASON = 'Bridgewarden is open in another window already. Close it there, then reload here.';

const refusal: Response = { ok: false, error: { code: 'busy', message: SECOND_WINDOW_REASON } };

/**
 * Lets one window in at a time. A reloaded page comes back while its old connection is still closing, so a newcomer
 * waits a moment; a window that does not answer (its machine sleeps, its tunnel is cut) has to make room.
 */
export class OneClient {
  #current: WebSocket | undefined;
  #waiting: Promise<unknown> = Promise.resolve();

  /** Whether the newcomer may talk; if not, it has been closed with a sentence. One newcomer at a time is decided on. */
  admit(newcomer: WebSocket): Promise<boolean> {
    const decision = this.#waiting.then(() => this.#decide(newcomer));
    this.#waiting = decision;
    return decision;
  }

  /** Cuts the connection of the window that is in. */
  close(): void {
    this.#current?.terminate();
  }

  async #decide(newcomer: WebSocket): Promise<boolean> {
    if (this.#current && (await outcome(this.#current)) === 'stays') {
      // A page cannot always read a close reason; as an answer it reaches whatever call the page is waiting for.
      newcomer.send(JSON.stringify(refusal));
      newcomer.close(SECOND_WINDOW, SECOND_WINDOW_REASON);
      return false;
    }
    if (newcomer.readyState !== newcomer.OPEN) return false;
    this.#current = newcomer;
    return true;
  }
}

/** Waits until the client leaves; one that neither leaves nor answers a ping is cut off. */
function outcome(client: WebSocket): Promise<'left' | 'stays'> {
  return new Promise((resolve) => {
    if (client.readyState === client.CLOSED) {
      resolve('left');
      return;
    }
    let alive = false;
    const onPong = (): void => {
      alive = true;
    };
    const onClose = (): void => finish('left');
    const finish = (result: 'left' | 'stays'): void => {
      clearTimeout(timer);
      client.off('pong', onPong).off('close', onClose);
      resolve(result);
    };
    const timer = setTimeout(() => {
      if (!alive) client.terminate();
      finish(alive ? 'stays' : 'left');
    }, GRACE_MS);
    client.on('pong', onPong).on('close', onClose);
    if (client.readyState === client.OPEN) client.ping();
  });
}
