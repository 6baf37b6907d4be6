import * as z from 'zod';
import type { Channel } from './channel.ts';
import { tooLarge } from './client.ts';
import { CALLS, type CallName, type Emit, EVENTS, type Handlers } from './contract.ts';
import { CallError, type CallErrorData } from './errors.ts';
import { withoutUndefined } from './json-value.ts';
import { measureMessage } from './measure-message.ts';
import { MAX_MESSAGE_LENGTH, type Response, requestSchema } from './message.ts';

/** Makes the handlers of one window: `emit` sends it events, `onClose` tells when it is gone. */
export type MakeHandlers = (emit: Emit, onClose: (listener: () => void) => void) => Handlers;

export interface ServeOptions {
  /** Hears of what a window never sees in full: errors that a handler did not foresee, with their stack. */
  onUnexpected?(call: string, error: unknown): void;
}

/**
 * Answers one window's calls: schema in, handler, schema out. Every message gets an answer, however malformed, and no
 * answer carries a stack.
 */
export function serve(channel: Channel, makeHandlers: MakeHandlers, options: ServeOptions = {}): void {
  let closed = false;
  channel.onClose(() => {
    closed = true;
  });
  const post = (message: unknown): void => {
    if (!closed) channel.send(withoutUndefined(message));
  };
  const emit: Emit = (name, payload) => {
    const checked = EVENTS[name].safeParse(payload);
    if (checked.success) post({ event: name, payload: checked.data });
    else options.onUnexpected?.(`event ${name}`, checked.error);
  };
  const handlers = makeHandlers(emit, (listener) => channel.onClose(listener));

  channel.onMessage((message) => {
    void answer(message).then(post);
  });

  async function answer(message: unknown): Promise<Response> {
    const id = readId(message);
    try {
      if (measureMessage(message, MAX_MESSAGE_LENGTH) > MAX_MESSAGE_LENGTH) throw tooLarge('a message');
      const request = requestSchema.safeParse(message);
      if (!request.success)
        throw new CallError('bad-request', `That message is no request: ${z.prettifyError(request.error)}`);
      return { id: request.data.id, ok: true, result: await call(request.data.call, request.data.params) };
    } catch (error) {
      return { ...(id === undefined ? {} : { id }), ok: false, error: describe(error, message) };
    }
  }

  async function call(name: string, input: unknown): Promise<unknown> {
    if (!isCallName(name)) {
      throw new CallError(
        'bad-request',
        `This backend has no call named "${name}": window and backend differ in version.`,
      );
    }
    const params = CALLS[name].params.safeParse(input);
    if (!params.success) {
      throw new CallError(
        'bad-request',
        `The call ${name} does not take these parameters: ${z.prettifyError(params.error)}`,
      );
    }
    // The table pairs every name with its own types, which TypeScript cannot follow through a variable name.
    const handler = handlers[name] as (params: unknown) => Promise<unknown>;
    return CALLS[name].result.parse(withoutUndefined(await handler(params.data)));
  }

  function describe(error: unknown, message: unknown): CallErrorData {
    if (error instanceof CallError) {
      const details = error.details === undefined ? {} : { details: error.details };
      return { code: error.code, message: error.message, ...details };
    }
    const name = readCallName(message);
    options.onUnexpected?.(name, error);
    return {
      code: 'internal',
      message: `The backend failed at ${name}; run it with BRIDGEWARDEN_LOG=debug to see why.`,
    };
  }
}

function isCallName(name: string): name is CallName {
  return Object.hasOwn(CALLS, name);
}

function readId(message: unknown): string | undefined {
  const id = (message as { id?: unknown } | null | undefined)?.id;
  return typeof id === 'string' && id.length > 0 && id.length <= 64 ? id : undefined;
}

function readCallName(message: unknown): string {
  const name = (message as { call?: unknown } | null | undefined)?.call;
  return typeof name === 'string' && isCallName(name) ? name : 'an unknown call';
}
