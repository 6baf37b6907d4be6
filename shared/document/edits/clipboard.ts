import * as z from 'zod';
import {
  DOCUMENT_VERSION,
  type Document,
  emptyDocument,
  type Host,
  type HostInterface,
  type Id,
  type Port,
} from '../document.ts';
import { patchSame } from '../keep-identity.ts';
import { parseDocument } from '../parse.ts';
import { recordIndex } from '../record-index.ts';
import { TOP_LISTS, type TopList } from '../record-kind.ts';
import { freshId } from './fresh.ts';

const CLIPBOARD_FORMAT = 'bridgewarden-clipboard';

/** What the clipboard holds. */
export interface Clip {
  /** A small document of the copied records. */
  readonly document: Document;
  /**
   * Hosts of that document that were not copied themselves and only hold copied bridges and ports, with the ids of the hosts
   * that these came from.
   */
  readonly shells: ReadonlyMap<Id, Id>;
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
  const shells: Record<Id, Id> = {};
  const hosts = document.hosts
    .flatMap((host) => copyHost(document, host, chosen))
    .map((host) => {
      if (chosen.has(host.id)) return host;
      const shell = freshId(document, `shell-${host.id}`);
      shells[shell] = host.id;
      return { ...host, id: shell };
    });
  const nodes = Object.entries(document.view?.nodes ?? {}).filter(([id]) => chosen.has(id));
  const copiedPorts = new Set(hosts.flatMap(({ ports }) => ports.map(({ id }) => id)));
  const ports = Object.entries(document.view?.ports ?? {}).filter(([id]) => copiedPorts.has(id));
  const view = { nodes: Object.fromEntries(nodes), ports: Object.fromEntries(ports) };
  const fragment = { ...copied, hosts, view };
  return JSON.stringify({ format: CLIPBOARD_FORMAT, version: DOCUMENT_VERSION, shells, document: fragment });
}

const clipSchema = z.object({
  format: z.literal(CLIPBOARD_FORMAT),
  shells: z.record(z.string(), z.string()),
  document: z.unknown(),
});

/** Reads a clipboard text; `undefined` when it is not one of ours. */
export function readClip(text: string): Clip | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const clip = clipSchema.safeParse(value).data;
  if (clip === undefined) return undefined;
  // Through the parser: the clipboard is as foreign as a file, and may come from an older program.
  const { document } = parseDocument(JSON.stringify(clip.document) ?? '');
  return document && { document, shells: new Map(Object.entries(clip.shells)) };
}

/** The parts of a host that are copied; nothing when none is. */
function copyHost(document: Document, host: Host, chosen: ReadonlySet<Id>): Host[] {
  const whole = chosen.has(host.id);
  const bridges = host.bridges.filter(({ id }) => chosen.has(id));
  const ports = host.ports.filter(
    (port) => whole || chosen.has(port.id) || isCopiedPort(document, host, port.id, chosen),
  );
  // A bridge's own device bears the bridge's name and comes along with it.
  const ownDevices = new Set(bridges.map(({ name }) => name));
  const interfaces = host.interfaces.filter((one) => whole || chosen.has(one.id) || ownDevices.has(one.name));
  if (!whole && bridges.length + ports.length + interfaces.length === 0) return [];
  const copied = new Set([...ports, ...interfaces].map(({ id }) => id));
  return [
    {
      ...host,
      bridges,
      ports: ports.map((one) => unpaired(one, copied)),
      interfaces: interfaces.map((one) => unpaired(one, copied)),
    },
  ];
}

/** The far end of a pair that is not copied stays the original's. */
function unpaired<T extends Port | HostInterface>(end: T, copied: ReadonlySet<Id>): T {
  return end.peer === undefined || copied.has(end.peer)
    ? end
    : (patchSame<Port | HostInterface>(end, { peer: undefined }) as T);
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
