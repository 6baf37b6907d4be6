import type { Document, Id } from '../../shared/document/document.ts';
import {
  isFreePort,
  linkBridges,
  linkExternal,
  linkExternalToPort,
  linkGuest,
  linkGuestToPort,
  linkHost,
  linkPorts,
  linkPortToBridge,
} from '../../shared/document/edits/link-records.ts';
import type { RecordEntry } from '../../shared/document/record-index.ts';
import { recordIndex } from '../../shared/document/record-index.ts';
import { currentDocument, edit } from './document-store.ts';

type Change = (document: Document) => Document;

/** What a line from `a` to `b` would mean: the change, or the reason why it means nothing. */
export type LinkPlan = { readonly label: string; readonly change: Change } | { readonly refusal: string };

/** Reads a line drawn between two records, in either direction, as the link that it must mean. */
export function planLink(document: Document, a: Id, b: Id): LinkPlan {
  const index = recordIndex(document);
  const from = index.get(a);
  const to = index.get(b);
  if (!from || !to || a === b) return { refusal: 'A line needs two different ends.' };
  return planPair(document, from, to) ?? planPair(document, to, from) ?? { refusal: refusalFor(from, to) };
}

/** Draws the link as one step; returns the reason when it cannot be. */
export function link(a: Id, b: Id): string | undefined {
  const before = currentDocument();
  const plan = planLink(before, a, b);
  if ('refusal' in plan) return plan.refusal;
  edit(plan.label, plan.change);
  return currentDocument() === before ? 'These two cannot be linked.' : undefined;
}

function planPair(document: Document, from: RecordEntry, to: RecordEntry): LinkPlan | undefined {
  const isFree = (entry: RecordEntry) => entry.kind === 'port' && isFreePort(document, entry.record.id);
  const bridge = bridgeFor(to);
  const free = isFree(to);
  const names = `${from.record.name} and ${to.record.name}`;
  if (from.kind === 'guest' && bridge !== undefined) {
    const guest = from.record.id;
    if (free) return { label: `Connect ${names}`, change: (now) => linkGuestToPort(now, guest, to.record.id) };
    return { label: `Connect ${names}`, change: (now) => linkGuest(now, guest, bridge) };
  }
  if (from.kind === 'external' && bridge !== undefined) {
    if (from.record.port !== undefined)
      return { refusal: `${from.record.name} is connected already; delete its line first.` };
    const external = from.record.id;
    const shared = to.kind === 'port' && to.record.kind === 'nic';
    if (shared) return { label: `Connect ${names}`, change: (now) => linkExternalToPort(now, external, to.record.id) };
    return { label: `Connect ${names}`, change: (now) => linkExternal(now, external, bridge) };
  }
  if ((from.kind === 'host' || from.kind === 'interface') && bridge !== undefined) {
    const host = from.kind === 'host' ? from.record : from.host;
    if (!host || to.host?.id !== host.id) return { refusal: 'A host can be linked only to its own bridges.' };
    return { label: `Connect ${names}`, change: (now) => linkHost(now, host.id, bridge) };
  }
  if ((from.kind === 'bridge' || from.kind === 'port') && bridge !== undefined)
    return planBridges(from, to, isFree, names);
  return undefined;
}

function planBridges(
  from: RecordEntry,
  to: RecordEntry,
  isFree: (entry: RecordEntry) => boolean,
  names: string,
): LinkPlan {
  const a = bridgeFor(from);
  const b = bridgeFor(to);
  if (a === undefined || b === undefined || a === b) return { refusal: 'A veth pair joins two different bridges.' };
  if (from.host?.id !== to.host?.id) return { refusal: 'A veth pair joins two bridges of the same host.' };
  const nic = [from, to].find(({ kind, record }) => kind === 'port' && 'kind' in record && record.kind === 'nic');
  if (nic) {
    const why = `${nic.record.name} is a physical NIC, which is no end of a veth pair`;
    return { refusal: `${why}: draw the line from one bridge to the other.` };
  }
  if (isFree(from) && isFree(to))
    return { label: `Link ${names}`, change: (now) => linkPorts(now, from.record.id, to.record.id) };
  if (isFree(from)) return { label: `Link ${names}`, change: (now) => linkPortToBridge(now, from.record.id, b) };
  if (isFree(to)) return { label: `Link ${names}`, change: (now) => linkPortToBridge(now, to.record.id, a) };
  return { label: `Link ${names}`, change: (now) => linkBridges(now, a, b) };
}

function bridgeFor(entry: RecordEntry): Id | undefined {
  if (entry.kind === 'bridge') return entry.record.id;
  return entry.kind === 'port' ? entry.record.bridge : undefined;
}

function refusalFor(from: RecordEntry, to: RecordEntry): string {
  const kinds = [from.kind, to.kind];
  if (kinds.includes('group')) return 'A group is not connected; put members into it in the inspector.';
  if (!kinds.includes('bridge') && !kinds.includes('port')) {
    return 'Machines are linked through a bridge: draw the line to a bridge or to one of its ports.';
  }
  return 'These two cannot be linked.';
}
