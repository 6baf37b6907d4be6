import { create } from 'zustand';
import type { Document, Host, Id } from '../../shared/document/document.ts';
import { currentDocument } from './document-store.ts';

/** What the Deploy tab shows of a host. */
export type DeployView = 'progress' | 'preflight' | 'difference' | 'releases' | 'drill';

interface DeployViewState {
  /** The host that is looked at. */
  readonly host: Id | undefined;
  /** The hosts ticked for the next deployment. */
  readonly ticked: readonly Id[];
  readonly view: DeployView;
  readonly against: 'deployed' | 'kernel';
  /** The next deployment pings the guests before and after the load. */
  readonly probeGuests: boolean;
  /** The question whether the firewall of the shown host is to be stopped is open. */
  readonly stopping: boolean;
}

export const useDeployView = create<DeployViewState>()(() => ({
  host: undefined,
  ticked: [],
  view: 'progress',
  against: 'deployed',
  probeGuests: false,
  stopping: false,
}));

/** Whether the drawing says where SSH reaches the host; whether it answers there is another matter. */
export function hasAddress(host: Host): boolean {
  return Boolean(host.connection?.address);
}

/** The host that is looked at: the chosen one, else the first with an address, else the first. */
export function shownHost(document: Document, chosen: Id | undefined): Host | undefined {
  const { hosts } = document;
  return hosts.find((one) => one.id === chosen) ?? hosts.find(hasAddress) ?? hosts[0];
}

/** The host that the Deploy tab shows of the document that is open. */
export function deployHost(): Id | undefined {
  return shownHost(currentDocument(), useDeployView.getState().host)?.id;
}

/** Whom the next deployment is for: the ticked hosts, else the one that is looked at. Only those with an address. */
export function targetsOf(
  document: Document,
  { ticked, host }: Pick<DeployViewState, 'ticked' | 'host'>,
): readonly Host[] {
  const chosen = document.hosts.filter((one) => ticked.includes(one.id));
  const shown = shownHost(document, host);
  return (chosen.length > 0 ? chosen : shown ? [shown] : []).filter(hasAddress);
}

export function tick(host: Id, on: boolean): void {
  useDeployView.setState(({ ticked }) => ({
    ticked: on ? [...ticked.filter((id) => id !== host), host] : ticked.filter((id) => id !== host),
  }));
}

export function toggleProbe(): void {
  useDeployView.setState(({ probeGuests }) => ({ probeGuests: !probeGuests }));
}

export function lookAt(host: Id, view?: DeployView): void {
  useDeployView.setState(view === undefined ? { host } : { host, view });
}
