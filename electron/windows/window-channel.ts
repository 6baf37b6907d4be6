import type { IpcMainEvent, WebContents } from 'electron';
import type { Channel } from '../../shared/contract/channel.ts';
import { APP_ORIGIN } from './app-origin.ts';
import { PIPE } from './pipe-names.ts';

/**
 * Gives a channel for every page that a window loads, and ends the one before: an answer to the page before a reload
 * must not reach the page after it. Messages of any other sender, frame or origin are dropped. The answer cuts the page
 * off for good.
 */
export function connectWindow(
  contents: WebContents,
  connect: (channel: Channel) => void,
  refuse: () => void,
): () => void {
  let current: PageChannel | undefined;
  const end = (): void => {
    current?.close();
    current = undefined;
  };
  contents.ipc.on(PIPE.open, (event) => {
    if (!isOwnPage(event, contents)) return refuse();
    end();
    current = new PageChannel(contents);
    connect(current);
  });
  contents.ipc.on(PIPE.toBackend, (event, message: unknown) => {
    if (!isOwnPage(event, contents)) return refuse();
    current?.receive(message);
  });
  contents.on('render-process-gone', end);
  contents.on('destroyed', end);
  return () => {
    end();
    if (!contents.isDestroyed()) contents.send(PIPE.closed);
  };
}

function isOwnPage(event: IpcMainEvent, contents: WebContents): boolean {
  const { sender, senderFrame } = event;
  if (sender !== contents || !senderFrame || senderFrame !== contents.mainFrame) return false;
  return senderFrame.origin === APP_ORIGIN && senderFrame.url.startsWith(`${APP_ORIGIN}/`);
}

class PageChannel implements Channel {
  readonly #contents: WebContents;
  readonly #messageListeners: ((message: unknown) => void)[] = [];
  readonly #closeListeners: (() => void)[] = [];
  #closed = false;

  constructor(contents: WebContents) {
    this.#contents = contents;
  }

  send(message: unknown): void {
    if (!this.#closed && !this.#contents.isDestroyed()) this.#contents.send(PIPE.toWindow, message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messageListeners.push(listener);
  }

  onClose(listener: () => void): void {
    if (this.#closed) listener();
    else this.#closeListeners.push(listener);
  }

  receive(message: unknown): void {
    for (const listener of this.#messageListeners) listener(message);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const listener of this.#closeListeners.splice(0)) listener();
  }
}
