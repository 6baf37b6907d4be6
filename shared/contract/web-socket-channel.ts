import type { Channel } from './channel.ts';

/** What the browser's WebSocket and the `ws` package have in common. */
export interface WebSocketLike {
  readonly readyState: number;
  send(text: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
}

const OPEN = 1;
const CLOSING = 2;

/** A channel over a WebSocket that is open. Each message is one text frame of JSON; after the end nothing is sent. */
export function webSocketChannel(socket: WebSocketLike): Channel {
  return {
    send(message) {
      if (socket.readyState === OPEN) socket.send(JSON.stringify(message));
    },
    onMessage(listener) {
      socket.addEventListener('message', (event) => listener(parse(event.data)));
    },
    onClose(listener) {
      if (socket.readyState >= CLOSING) listener();
      else socket.addEventListener('close', () => listener());
    },
  };
}

/** What is not JSON goes on as `undefined`, which no schema accepts: so it is answered like any other bad message. */
function parse(data: unknown): unknown {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
