import type { CallName, Client, EventName, EventPayload } from '../../shared/contract/contract.ts';
import { useBackend } from './backend-store.ts';

type Reply = (params: never) => unknown;

/** A backend for component tests that gives the answers it was told to give, and remembers what it was asked. */
export interface FakeClient {
  readonly client: Client;
  readonly calls: { readonly call: CallName; readonly params: unknown }[];
  emit<N extends EventName>(event: N, payload: EventPayload<N>): void;
}

export function fakeClient(replies: Partial<Record<CallName, Reply>>): FakeClient {
  const calls: { call: CallName; params: unknown }[] = [];
  const listeners = new Map<string, ((payload: unknown) => void)[]>();
  const client: Client = {
    call: async (name, params) => {
      calls.push({ call: name, params });
      const reply = replies[name];
      // The caller knows what it asks for; a test that answers with something else fails there.
      return (reply ? await reply(params as never) : {}) as never;
    },
    on: (name, listener) => {
      const own = listeners.get(name) ?? [];
      listeners.set(name, [...own, listener as (payload: unknown) => void]);
      return () => undefined;
    },
    onClose: () => undefined,
  };
  return {
    client,
    calls,
    emit: (event, payload) => {
      for (const listener of listeners.get(event) ?? []) listener(payload);
    },
  };
}

/** The window is connected to this backend from now on. */
export function connectFake(fake: FakeClient): void {
  useBackend.setState({ client: fake.client, state: 'connected', reason: undefined });
}
