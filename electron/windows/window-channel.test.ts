import type { WebContents } from 'electron';
import { beforeEach, expect, it } from 'vitest';
import type { Channel } from '../../shared/contract/channel.ts';
import { FakeContents, FakeFrame } from './fake-electron.fixture.ts';
import { PIPE } from './pipe-names.ts';
import { connectWindow } from './window-channel.ts';

let contents: FakeContents;
let channels: Channel[];
let received: unknown[];
let refused: number;
beforeEach(() => {
  contents = new FakeContents();
  channels = [];
  received = [];
  refused = 0;
  connectWindow(
    contents as unknown as WebContents,
    (channel) => {
      channels.push(channel);
      channel.onMessage((message) => received.push(message));
    },
    () => {
      refused += 1;
    },
  );
});

function frame(own: Partial<FakeFrame>): FakeFrame {
  return Object.assign(new FakeFrame(), own);
}

it('takes what the page itself sends', () => {
  contents.arrive(PIPE.open);
  contents.arrive(PIPE.toBackend, 'hello');
  expect([received, refused]).toEqual([['hello'], 0]);
});

it.each<[string, () => { sender?: unknown; senderFrame?: unknown }]>([
  ['another window', () => ({ sender: new FakeContents() })],
  ['a frame inside the page', () => ({ senderFrame: new FakeFrame() })],
  ['a frame that is gone', () => ({ senderFrame: null })],
])('drops what %s sends', (_what, from) => {
  contents.arrive(PIPE.open, undefined, from());
  expect([channels.length, refused]).toEqual([0, 1]);
  contents.arrive(PIPE.open);
  contents.arrive(PIPE.toBackend, 'evil', from());
  expect([received, refused]).toEqual([[], 2]);
});

it.each([
  frame({ origin: 'https://evil.example', url: 'https://evil.example/' }),
  frame({ origin: 'app://other', url: 'app://other/' }),
  frame({ origin: 'app://main', url: 'app://main.evil/' }),
  frame({ origin: 'null', url: 'file:///app/index.html' }),
  frame({ origin: 'null', url: 'app://main/' }),
])('drops what the window sends once it shows $url of origin $origin', (elsewhere) => {
  contents.arrive(PIPE.open);
  Object.assign(contents.mainFrame, elsewhere);
  contents.arrive(PIPE.toBackend, 'evil');
  expect([received, refused]).toEqual([[], 1]);
});

it('gives a reloaded page a channel of its own; the old one is closed and silent', async () => {
  contents.arrive(PIPE.open);
  let closed = 0;
  channels[0]?.onClose(() => {
    closed += 1;
  });
  contents.arrive(PIPE.open);
  expect([channels.length, closed]).toEqual([2, 1]);
  const sent: unknown[] = [];
  contents.page.on(PIPE.toWindow, (_event, message: unknown) => sent.push(message));
  channels[0]?.send('late answer');
  channels[1]?.send('answer');
  await expect.poll(() => sent).toEqual(['answer']);
});

it.each(['render-process-gone', 'destroyed'])('closes the channel on %s', (event) => {
  contents.arrive(PIPE.open);
  let closed = 0;
  channels[0]?.onClose(() => {
    closed += 1;
  });
  contents.emit(event);
  contents.destroyed = true;
  channels[0]?.send('to nobody');
  expect(closed).toBe(1);
});
