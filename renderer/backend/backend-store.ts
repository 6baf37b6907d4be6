import { create } from 'zustand';
import type { CallResult, Client } from '../../shared/contract/contract.ts';
import { CallError } from '../../shared/contract/errors.ts';

interface BackendState {
  readonly client: Client | undefined;
  readonly info: CallResult<'app.info'> | undefined;
  readonly state: 'connecting' | 'connected' | 'lost' | 'refused';
  readonly reason: string | undefined;
}

export const useBackend = create<BackendState>()(() => ({
  client: undefined,
  info: undefined,
  state: 'connecting',
  reason: undefined,
}));

/** The client, for actions that cannot be without it. */
export function backend(): Client {
  const { client, state } = useBackend.getState();
  if (!client || state !== 'connected') {
    throw new CallError('io', 'The connection to the backend is lost; reconnect first. Your work is kept here.');
  }
  return client;
}

/** An error in the words that the administrator reads. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
