import assert from 'node:assert/strict';
import type { Channel } from '../../shared/contract/channel.ts';
import { createClient } from '../../shared/contract/client.ts';
import type { Emit, Handlers } from '../../shared/contract/contract.ts';
import { CallError } from '../../shared/contract/errors.ts';
import { MAX_MESSAGE_LENGTH } from '../../shared/contract/message.ts';
import { serve } from '../../shared/contract/serve.ts';

/** Two connected ends of a transport. */
export interface TransportPair {
  readonly window: Channel;
  readonly backend: Channel;
  /** Ends the connection from the backend's side. */
  closeBackend(): Promise<void> | void;
  /** Ends the connection from the window's side. */
  closeWindow(): Promise<void> | void;
}

type MakePair = () => Promise<TransportPair>;

export interface TransportCase {
  readonly title: string;
  run(makePair: MakePair): Promise<void>;
}

/**
 * What every transport must do, as cases that a test file runs over its own pair. Data and not a test of its own, so
 * that each transport's test file stands beside the transport.
 */
export const TRANSPORT_CASES: readonly TransportCase[] = [
  {
    title: 'carries a call there and its result back',
    run: async (makePair) => {
      const { client } = await connect(makePair, {
        'files.open': async ({ path }) => ({ path, text: 'text of it\n\u2028é' }),
      });
      assert.deepEqual(await client.call('files.open', { path: '/a' }), { path: '/a', text: 'text of it\n\u2028é' });
    },
  },
  {
    title: 'matches answers to calls that overtake one another',
    run: async (makePair) => {
      const slow = deferred<void>();
      const { client } = await connect(makePair, {
        'files.example': async ({ id }) => {
          if (id === 'slow') await slow.promise;
          return { text: id };
        },
      });
      const first = client.call('files.example', { id: 'slow' });
      const second = await client.call('files.example', { id: 'fast' });
      slow.resolve();
      assert.deepEqual([(await first).text, second.text], ['slow', 'fast']);
    },
  },
  {
    title: 'drops keys that are undefined, both ways',
    run: async (makePair) => {
      let seen: unknown;
      const { client } = await connect(makePair, {
        'files.watch': async (params) => {
          seen = params;
          return {};
        },
        'files.pickOpen': async () => ({ path: undefined }),
      });
      await client.call('files.watch', { path: undefined });
      assert.deepEqual(Object.keys(seen as object), []);
      assert.deepEqual(Object.keys(await client.call('files.pickOpen', {})), []);
    },
  },
  {
    title: 'delivers events in order, and none to a listener that was taken off',
    run: async (makePair) => {
      const { client, emit } = await connect(makePair, { 'files.watch': async () => ({}) });
      const heard: string[] = [];
      const off = client.on('file-changed', ({ path }) => heard.push(path));
      for (const path of ['/a', '/b', '/c']) emit('file-changed', { path });
      await client.call('files.watch', {});
      off();
      emit('file-changed', { path: '/d' });
      await client.call('files.watch', {});
      assert.deepEqual(heard, ['/a', '/b', '/c']);
    },
  },
  {
    title: "keeps a handler's own error: code, sentence and details",
    run: async (makePair) => {
      const { client } = await connect(makePair, {
        'files.open': async () => {
          throw new CallError('permission-denied', 'No permission for /a.', { path: '/a' });
        },
      });
      const error = await failure(client.call('files.open', { path: '/a' }));
      assert.deepEqual(
        [error.code, error.message, error.details],
        ['permission-denied', 'No permission for /a.', { path: '/a' }],
      );
    },
  },
  {
    title: 'answers an unforeseen error with a sentence, and shows its stack only to the backend',
    run: async (makePair) => {
      const { client, unexpected } = await connect(makePair, {
        'files.open': async () => {
          throw new TypeError('secret is not a function');
        },
      });
      const error = await failure(client.call('files.open', { path: '/a' }));
      assert.equal(error.code, 'internal');
      assert.match(error.message, /files\.open/);
      assert.doesNotMatch(JSON.stringify({ ...error, message: error.message }), /secret|\bat .*:\d|\.ts/);
      assert.match(String(unexpected[0]), /secret is not a function/);
    },
  },
  {
    title: 'does not pass on a result that the contract does not know',
    run: async (makePair) => {
      const { client, unexpected } = await connect(makePair, {
        'files.example': async () => ({ txt: 'misspelt' }) as unknown as { text: string },
      });
      assert.equal((await failure(client.call('files.example', { id: 'a' }))).code, 'internal');
      assert.equal(unexpected.length, 1);
    },
  },
  ...[
    { what: 'an unknown call', message: { id: 'x', call: 'files.erase', params: {} } },
    { what: "a call named after an object's own furniture", message: { id: 'x', call: 'constructor', params: {} } },
    { what: 'wrong parameters', message: { id: 'x', call: 'files.open', params: { path: 7 } } },
    { what: 'missing parameters', message: { id: 'x', call: 'files.open' } },
    { what: 'a request without a call', message: { id: 'x' } },
    {
      what: 'a message over the limit',
      message: { id: 'x', call: 'files.open', params: { path: 'a'.repeat(MAX_MESSAGE_LENGTH) } },
    },
  ].map(
    ({ what, message }): TransportCase => ({
      title: `answers ${what} with bad-request`,
      run: async (makePair) => {
        const { window } = await connect(makePair, {});
        const [answer] = await answersTo(window, message, 1);
        assert.deepEqual(summary(answer), { id: 'x', ok: false, code: 'bad-request' });
      },
    }),
  ),
  {
    title: 'answers what is no request at all, without an id, and goes on working',
    run: async (makePair) => {
      const { window } = await connect(makePair, { 'files.example': async ({ id }) => ({ text: id }) });
      const nonsense = ['text', 7, null, [], { id: 7, call: 'files.open' }, { id: '', call: 'files.open' }];
      for (const message of nonsense) {
        const [answer] = await answersTo(window, message, 1);
        assert.deepEqual(summary(answer), { ok: false, code: 'bad-request' }, JSON.stringify(message));
      }
      const [answer] = await answersTo(window, { id: 'y', call: 'files.example', params: { id: 'still here' } }, 1);
      assert.deepEqual(answer, { id: 'y', ok: true, result: { text: 'still here' } });
    },
  },
  {
    title: 'refuses an oversized call before it is sent',
    run: async (makePair) => {
      const { client } = await connect(makePair, {});
      const error = await failure(client.call('files.open', { path: 'a'.repeat(MAX_MESSAGE_LENGTH + 1) }));
      assert.deepEqual([error.code, /MB/.test(error.message)], ['bad-request', true]);
    },
  },
  {
    title: 'rejects pending and later calls when the backend goes away',
    run: async (makePair) => {
      const { client, pair } = await connect(makePair, { 'files.open': () => new Promise(() => {}) });
      const closed = new Promise<void>((resolve) => client.onClose(resolve));
      const pending = failure(client.call('files.open', { path: '/a' }));
      await pair.closeBackend();
      await closed;
      assert.equal((await pending).code, 'io');
      assert.equal((await failure(client.call('files.open', { path: '/a' }))).code, 'io');
      await new Promise<void>((resolve) => client.onClose(resolve));
    },
  },
  {
    title: 'tells the handlers when the window goes away, and sends nothing after it',
    run: async (makePair) => {
      const { pair, gone, emit } = await connect(makePair, {});
      await pair.closeWindow();
      await gone;
      emit('file-changed', { path: '/a' });
    },
  },
];

interface Connected {
  readonly pair: TransportPair;
  readonly window: Channel;
  readonly client: ReturnType<typeof createClient>;
  readonly emit: Emit;
  /** Resolves when the handlers hear that the window is gone. */
  readonly gone: Promise<void>;
  readonly unexpected: unknown[];
}

async function connect(makePair: MakePair, handlers: Partial<Handlers>): Promise<Connected> {
  const pair = await makePair();
  const unexpected: unknown[] = [];
  const ready = deferred<Emit>();
  const gone = deferred<void>();
  serve(
    pair.backend,
    (emit, onClose) => {
      ready.resolve(emit);
      onClose(() => gone.resolve());
      return handlers as Handlers;
    },
    { onUnexpected: (_call, error) => unexpected.push(error) },
  );
  const client = createClient(pair.window);
  return { pair, window: pair.window, client, emit: await ready.promise, gone: gone.promise, unexpected };
}

async function failure(call: Promise<unknown>): Promise<CallError> {
  const error = await call.then(
    () => assert.fail('The call succeeded.'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof CallError, String(error));
  return error;
}

/** Sends a raw message past the client and collects the next answers. */
function answersTo(window: Channel, message: unknown, count: number): Promise<unknown[]> {
  return new Promise((resolve) => {
    const answers: unknown[] = [];
    window.onMessage((answer) => {
      answers.push(answer);
      if (answers.length === count) resolve(answers);
    });
    window.send(message);
  });
}

function summary(answer: unknown): unknown {
  const { id, ok, error } = answer as { id?: string; ok: boolean; error?: { code: string; message: string } };
  assert.ok(error && /^[A-Z].*\S/.test(error.message) && !/ at .*:\d+:\d+/.test(error.message));
  return { ...(id === undefined ? {} : { id }), ok, code: error.code };
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
