import { DOCUMENT_VERSION, type Document, emptyDocument, type Host, type Id } from '../document.ts';
import { parseDocument } from '../parse.ts';
import { printDocument } from '../print.ts';
import { recordIndex } from '../record-index.ts';
import { TOP_LISTS, type TopList } from '../record-kind.ts';

export const CLIPBOARD_FORMAT = 'bridgewarden-clipboard';

/** What the clipboard holds: a small document, and which of its hosts stand there for their bridges and ports alone. */
export interface Clip {
  readonly document: Document;
  /** Hosts that were not copied themselves: what stands in them goes to a host of the target. */
  readonly shells: ReadonlySet<Id>;
}

/**
 * Copies records as JSON text. Links among them come along: ports between copied bridges, the ports of copied guests. What
 * they name outside of the selection is kept by id, so that pasting into the same document finds it again.
 */
export function copyRecords(document: Document, ids: Iterable<Id>): string {
  const chosen = new Set(ids);
  const index = recordIndex(document);
  for (const id of [...chosen]) {
    const entry = index.get(id);
    if (entry?.kind === 'host') for (const bridge of entry.record.bridges) chosen.add(bridge.id);
  }
  const copied: Record<string, unknown> = { ...emptyDocument('clipboard') };
  for (const list of Object.keys(TOP_LISTS) as TopList[]) {
    if (list !== 'hosts') copied[list] = document[list].filter(({ id }) => chosen.has(id));
  }
  const hosts = document.hosts.flatMap((host) => copyHost(document, host, chosen));
  const nodes = Object.entries(document.view?.nodes ?? {}).filter(([id]) => chosen.has(id));
  const fragment = { ...copied, hosts, view: { nodes: Object.fromEntries(nodes) } } as unknown as Document;
  const shells = hosts.filter(({ id }) => !chosen.has(id)).map(({ id }) => id);
  return JSON.stringify({
    format: CLIPBOARD_FORMAT,
    version: DOCUMENT_VERSION,
    shells,
    document: JSON.parse(printDocument(fragment)) as unknown,
  });
}

/** Reads a clipboard text; `undefined` when it is not one of ours. */
export function readClip(text: string): Clip | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { format, shells, document } = value as { format?: unknown; shells?: unknown; document?: unknown };
  if (format !== CLIPBOARD_FORMAT || !Array.isArray(shells)) return undefined;
  // Through the parser: the clipboard is as foreign as a file, and may come from an older program.
  const parsed = parseDocument(JSON.stringify(document) ?? '').document;
  return parsed && { document: parsed, shells: new Set(shells.map(String)) };
}

/** The parts of a host that are copied; nothing when none is. */
function copyHost(document: Document, host: Host, chosen: ReadonlySet<Id>): Host[] {
  const whole = chosen.has(host.id);
  const interfaces = host.interfaces.filter(
    ({ id, peer }) => whole || chosen.has(id) || (peer !== undefined && chosen.has(peer)),
  );
  const bridges = host.bridges.filter(({ id }) => chosen.has(id));
  const ports = host.ports.filter(
    (port) => whole || chosen.has(port.id) || isCopiedPort(document, host, port.id, chosen),
  );
  if (!whole && bridges.length + ports.length + interfaces.length === 0) return [];
  return [{ ...host, bridges, ports, interfaces }];
}

/**
 * A port comes along with the guest behind it, with both bridges of its veth pair, and with its bridge when nothing at all
 * is behind it. A port that leads to something not copied stays behind.
 */
function isCopiedPort(document: Document, host: Host, id: Id, chosen: ReadonlySet<Id>): boolean {
  const port = host.ports.find((one) => one.id === id);
  if (port === undefined) return false;
  const guests = document.guests.filter(({ nics }) => nics.some((nic) => nic.port === id));
  if (guests.length > 0) return guests.some((guest) => chosen.has(guest.id));
  const externals = document.externals.filter((external) => external.port === id);
  if (externals.length > 0) return chosen.has(port.bridge) && externals.some((external) => chosen.has(external.id));
  if (!chosen.has(port.bridge)) return false;
  if (port.peer === undefined) return true;
  const peerPort = host.ports.find((one) => one.id === port.peer);
  return peerPort === undefined ? chosen.has(port.peer) : chosen.has(peerPort.bridge);
}
