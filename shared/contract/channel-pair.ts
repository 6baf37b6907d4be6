import type { Channel } from './channel.ts';

export interface ChannelPair {
  readonly window: Channel;
  readonly backend: Channel;
  close(): void;
}

/** Two ends of a pipe in memory. Messages cross as JSON text, later than they are sent, as on any other transport. */
export function createChannelPair(): ChannelPair {
  const window = new MemoryEnd();
  const backend = new MemoryEnd();
  window.connect(backend);
  backend.connect(window);
  return {
    window,
    backend,
    close() {
      window.close();
      backend.close();
    },
  };
}

class MemoryEnd implements Channel {
  readonly #messageListeners: ((message: unknown) => void)[] = [];
  readonly #closeListeners: (() => void)[] = [];
  #other: MemoryEnd | undefined;
  #closed = false;

  connect(other: MemoryEnd): void {
    this.#other = other;
  }

  send(message: unknown): void {
    if (this.#closed) return;
    const text = JSON.stringify(message);
    void Promise.resolve().then(() => this.#other?.receive(text));
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messageListeners.push(listener);
  }

  onClose(listener: () => void): void {
    if (this.#closed) listener();
    else this.#closeListeners.push(listener);
  }

  receive(text: string): void {
    if (this.#closed) return;
    for (const listener of this.#messageListeners) listener(JSON.parse(text));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const listener of this.#closeListeners.splice(0)) listener();
  }
}
