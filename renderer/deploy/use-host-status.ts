import type { HostStatus } from '../../shared/contract/host-calls.ts';
import type { Host } from '../../shared/document/document.ts';
import { type Asked, useAskedOf } from '../state/asked-store.ts';
import { useResults } from '../state/results-store.ts';
import { statusNow } from './host-state.ts';

/** What a host runs, as far as it has told, compared with the drawing as it is now. */
export function useHostStatus(host: Pick<Host, 'id' | 'name'>): Asked<HostStatus> {
  const asked = useAskedOf('status', host.id);
  // A style chosen only for the preview gives another hash, which says nothing about the host.
  const compiled = useResults((state) =>
    state.style === undefined ? state.result?.hosts.find((one) => one.host === host.id)?.hash : undefined,
  );
  return asked.answer === undefined ? asked : { ...asked, answer: statusNow(asked.answer, host.name, compiled) };
}
