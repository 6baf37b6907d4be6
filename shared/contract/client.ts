import type { Channel } from './channel.ts';
import {
  CALLS,
  type CallName,
  type CallParams,
  type CallResult,
  type Client,
  EVENTS,
  type EventName,
} from './contract.ts';
import { CallError } from './errors.ts';
import { withoutUndefined } from './json-value.ts';
import { measureMessage } from './measure-message.ts';
import { eventMessageSchema, MAX_MESSAGE_LENGTH, type Request, type Response, responseSchema } from './message.ts';

interface PendingCall {
  readonly name: CallName;
  resolve(result: unknown): void;
  reject(error: CallError): void;
}

type Listener = (payload: unknown) => void;

/** The backend at the other end of a channel. A call rejects with `CallError`, also when the channel closes before its answer. */
export function createClient(channel: Channel): Client {
  const pending = new Map<string, PendingCall>();
  const listeners = new Map<EventName, Set<Listener>>();
  // After a reload an answer to the old page can still arrive: its id must not be one that the new page uses.
  const page = Math.random().toString(36).slice(2);
  let count = 0;
  let closed = false;

  channel.onMessage((message) => {
    const response = responseSchema.safeParse(message);
    if (response.success) return settle(response.data);
    const event = eventMessageSchema.safeParse(message);
    if (event.success) notify(event.data.event, event.data.payload);
  });

  channel.onClose(() => {
    closed = true;
    rejectAll(connectionLost());
  });

  function settle(response: Response): void {
    // Without an id it answers a message of ours that the backend could not even read; nobody knows which.
    if (response.id === undefined) {
      if (!response.ok) rejectAll(new CallError(response.error.code, response.error.message, response.error.details));
      return;
    }
    const call = pending.get(response.id);
    if (!call) return;
    pending.delete(response.id);
    if (!response.ok) {
      call.reject(new CallError(response.error.code, response.error.message, response.error.details));
      return;
    }
    const result = CALLS[call.name].result.safeParse(response.result);
    if (result.success) call.resolve(result.data);
    else
      call.reject(
        new CallError('internal', `The backend's answer to ${call.name} makes no sense here: reload the window.`),
      );
  }

  function notify(name: string, payload: unknown): void {
    // A newer backend may have events that this window does not know.
    if (!isEventName(name)) return;
    const checked = EVENTS[name].safeParse(payload);
    if (!checked.success) return;
    for (const listener of [...(listeners.get(name) ?? [])]) listener(checked.data);
  }

  function rejectAll(error: CallError): void {
    const calls = [...pending.values()];
    pending.clear();
    for (const call of calls) call.reject(error);
  }

  return {
    call<N extends CallName>(name: N, params: CallParams<N>): Promise<CallResult<N>> {
      if (closed) return Promise.reject(connectionLost());
      const request = withoutUndefined({ id: `${page}-${count++}`, call: name, params }) as Request;
      if (measureMessage(request, MAX_MESSAGE_LENGTH) > MAX_MESSAGE_LENGTH) return Promise.reject(tooLarge(name));
      return new Promise<CallResult<N>>((resolve, reject) => {
        pending.set(request.id, { name, resolve: (result) => resolve(result as CallResult<N>), reject });
        channel.send(request);
      });
    },
    on(name, listener) {
      const known = listeners.get(name) ?? new Set();
      listeners.set(name, known);
      const own: Listener = (payload) => listener(payload as never);
      known.add(own);
      return () => known.delete(own);
    },
    onClose(listener) {
      channel.onClose(listener);
    },
  };
}

function isEventName(name: string): name is EventName {
  return Object.hasOwn(EVENTS, name);
}

function connectionLost(): CallError {
  return new CallError(
    'io',
    'The connection to the backend is lost. Start Bridgewarden again; unsaved work was kept aside.',
  );
}

/** The refusal of a message over `MAX_MESSAGE_LENGTH`. */
export function tooLarge(name: string): CallError {
  const megabytes = MAX_MESSAGE_LENGTH / 1024 / 1024;
  return new CallError(
    'bad-request',
    `What ${name} was asked to carry is over ${megabytes} MB, more than any drawing needs.`,
  );
}
