import { formatAddress, parseAddress } from '../../net/address.ts';
import { parseInterfaceAddress } from '../../net/interface-address.ts';
import type { Document, Host, Id } from '../document.ts';
import { mapSame } from '../keep-identity.ts';
import { findRecord, hostOf, recordIndex } from '../record-index.ts';
import { TOP_LISTS, type TopList } from '../record-kind.ts';
import { mapReferences } from '../references.ts';
import { addHost } from './add-records.ts';
import { type Clip, readClip } from './clipboard.ts';
import { freshAddress, freshInterfaceName, freshLike, freshMac, takenAddresses } from './fresh.ts';
import { networkOfAddress } from './guess-network.ts';
import { pinPort } from './pin-port.ts';
import { moveNodes } from './place-nodes.ts';
import { removeRecords } from './remove-records.ts';
import { changeHost, updateRecord } from './update-record.ts';

export interface PasteOptions {
  /** The host that bridges and ports go to; by default the one they came from, else the first hypervisor. */
  readonly host?: Id;
  /** How far from their old places the new nodes stand. */
  readonly offset?: { readonly x: number; readonly y: number };
}

export interface Pasted {
  readonly document: Document;
  /** The ids of what was pasted (ports and interfaces included), for the selection. */
  readonly ids: readonly Id[];
}

/**
 * Pastes what `copyRecords` copied, with fresh ids, names, MACs and addresses. Links among the pasted records are kept;
 * references to records outside hold when the document has them, and are dropped otherwise (see `removeRecords` for rules).
 */
export function pasteRecords(document: Document, text: string, options: PasteOptions = {}): Pasted {
  const clip = readClip(text);
  if (clip === undefined) return { document, ids: [] };
  const renamed = freshenIds(document, withKnownReferences(document, clip), clip.shells);
  let result = document;
  const ids: Id[] = [];
  for (const host of renamed.document.hosts) {
    const origin = clip.shells.get(host.id);
    const placed = origin === undefined ? pasteHost(result, host) : pasteParts(result, host, options.host ?? origin);
    result = placed.document;
    ids.push(...placed.ids);
  }
  for (const list of Object.keys(TOP_LISTS) as TopList[]) {
    if (list === 'hosts') continue;
    for (const record of renamed.document[list]) {
      result = appendTop(result, list, record);
      ids.push(record.id);
    }
  }
  result = freshenNics(result, new Set(renamed.document.guests.map(({ id }) => id)));
  result = freshenExternals(result, new Set(renamed.document.externals.map(({ id }) => id)));
  const { x = 30, y = 30 } = options.offset ?? {};
  const nodes = Object.entries(clip.document.view?.nodes ?? {}).flatMap(
    ([id, at]): [Id, { x: number; y: number }][] => {
      const now = renamed.newIds.get(id);
      return now === undefined ? [] : [[now, { x: at.x + x, y: at.y + y }]];
    },
  );
  for (const [id, place] of Object.entries(clip.document.view?.ports ?? {})) {
    const now = renamed.newIds.get(id);
    if (now !== undefined) result = pinPort(result, now, place);
  }
  return { document: ids.length === 0 ? document : moveNodes(result, new Map(nodes)), ids };
}

/** The clip without references that neither it nor the target can resolve. */
function withKnownReferences(document: Document, clip: Clip): Document {
  const own = recordIndex(clip.document);
  const target = recordIndex(document);
  const missing = new Set<Id>();
  mapReferences(clip.document, (id) => {
    if (!own.has(id) && !target.has(id)) missing.add(id);
    return id;
  });
  if (missing.size === 0) return clip.document;
  const homeless = clip.document.hosts.flatMap(({ ports }) => ports.filter(({ bridge }) => missing.has(bridge)));
  // As if they had been there and were deleted now: guests are unplugged, emptied rules are switched off.
  const ghosts = [...missing].map((id) => ({ id, name: id, value: '0.0.0.0' }));
  return removeRecords({ ...clip.document, addresses: [...clip.document.addresses, ...ghosts] }, [
    ...missing,
    ...homeless.map(({ id }) => id),
  ]);
}

function freshenIds(
  target: Document,
  clip: Document,
  shells: Clip['shells'],
): { document: Document; newIds: ReadonlyMap<Id, Id> } {
  const taken = new Set<Id>([...recordIndex(target).keys()]);
  const newIds = new Map<Id, Id>();
  for (const id of recordIndex(clip).keys()) {
    if (shells.has(id)) continue;
    const fresh = freshLike(taken, id);
    taken.add(fresh);
    newIds.set(id, fresh);
  }
  const rename = <T extends { readonly id: Id }>(record: T): T => ({
    ...record,
    id: newIds.get(record.id) ?? record.id,
  });
  let document = mapReferences(clip, (id) => newIds.get(id) ?? id);
  for (const list of Object.keys(TOP_LISTS) as TopList[])
    document = { ...document, [list]: document[list].map(rename) };
  const hosts = document.hosts.map((host) => ({
    ...host,
    bridges: host.bridges.map(rename),
    ports: host.ports.map(rename),
    interfaces: host.interfaces.map(rename),
  }));
  return { document: { ...document, hosts }, newIds };
}

function pasteHost(document: Document, host: Host): Pasted {
  const name = freshLike(new Set(document.hosts.map((one) => one.name)), host.name);
  const interfaces = host.interfaces.map((one) =>
    one.kind === 'loopback' ? one : { ...one, addresses: freshCidrs(document, one.addresses) },
  );
  const ids = [host, ...host.bridges, ...host.ports, ...interfaces].map(({ id }) => id);
  // The copy is another machine: it has not the connection of the first.
  const { connection: _, ...rest } = host;
  return { document: { ...document, hosts: [...document.hosts, { ...rest, name, interfaces }] }, ids };
}

/** Puts bridges, ports and interfaces into an existing host, one by one so that each name is fresh. */
function pasteParts(document: Document, parts: Host, wanted: Id | undefined): Pasted {
  let result = document;
  let target = hostFor(result, wanted);
  if (target === undefined) {
    const added = addHost(result, 'hypervisor');
    result = added.document;
    target = added.id;
  }
  const owner = target;
  const ids: Id[] = [];
  const grow = (host: Id, id: Id, change: (host: Host) => Host): void => {
    result = changeHost(result, host, change);
    ids.push(id);
  };
  const newBridgeNames = new Map<string, string>();
  for (const bridge of parts.bridges) {
    grow(owner, bridge.id, (host) => {
      const name = freshInterfaceName(host, bridge.name);
      newBridgeNames.set(bridge.name, name);
      return { ...host, bridges: [...host.bridges, { ...bridge, name }] };
    });
  }
  for (const port of parts.ports) {
    // A port that was copied without its bridge goes to the bridge it stood on, on whatever host that is.
    const home = hostOf(result, port.bridge)?.id ?? owner;
    grow(home, port.id, (host) => ({
      ...host,
      ports: [...host.ports, { ...port, name: freshInterfaceName(host, port.name) }],
    }));
  }
  for (const one of parts.interfaces) {
    const addresses = freshCidrs(result, one.addresses);
    grow(owner, one.id, (host) => {
      // A bridge's own device bears the bridge's name.
      const name = newBridgeNames.get(one.name) ?? freshInterfaceName(host, one.name);
      return { ...host, interfaces: [...host.interfaces, { ...one, name, addresses }] };
    });
  }
  return { document: withoutFarPeers(result, ids), ids };
}

/** A veth pair that was torn apart over two hosts is a pair no more. */
function withoutFarPeers(document: Document, ids: readonly Id[]): Document {
  let result = document;
  for (const id of ids) {
    const entry = recordIndex(document).get(id);
    if (entry?.kind !== 'port' && entry?.kind !== 'interface') continue;
    const { peer } = entry.record;
    if (peer === undefined || hostOf(document, peer)?.id === entry.host?.id) continue;
    result = updateRecord<'port' | 'interface'>(result, entry.kind, id, { peer: undefined });
  }
  return result;
}

function hostFor(document: Document, wanted: Id | undefined): Id | undefined {
  if (wanted !== undefined && findRecord(document, 'host', wanted) !== undefined) return wanted;
  return document.hosts.find(({ role }) => role === 'hypervisor')?.id;
}

function appendTop(
  document: Document,
  list: Exclude<TopList, 'hosts'>,
  record: { readonly id: Id; readonly name: string },
): Document {
  const name = freshLike(new Set(document[list].map((one) => one.name)), record.name);
  return { ...document, [list]: [...document[list], { ...record, name }] };
}

function freshenNics(document: Document, pasted: ReadonlySet<Id>): Document {
  let result = document;
  for (const id of pasted) {
    const guests = mapSame(result.guests, (guest) => (guest.id === id ? { ...guest, nics: [] } : guest));
    const original = result.guests.find((guest) => guest.id === id);
    result = { ...result, guests };
    for (const nic of original?.nics ?? []) {
      if (findRecord(result, 'port', nic.port) === undefined) continue;
      const addresses = freshAddresses(result, nic.addresses);
      const fresh = { ...nic, addresses, ...(nic.mac === undefined ? {} : { mac: freshMac(result, nic.mac) }) };
      result = {
        ...result,
        guests: mapSame(result.guests, (guest) =>
          guest.id === id ? { ...guest, nics: [...guest.nics, fresh] } : guest,
        ),
      };
    }
  }
  return result;
}

function freshenExternals(document: Document, pasted: ReadonlySet<Id>): Document {
  let result = document;
  for (const id of pasted) {
    const original = result.externals.find((external) => external.id === id);
    if (original === undefined) continue;
    const without = {
      ...result,
      externals: result.externals.map((one) => (one.id === id ? { ...one, addresses: [] } : one)),
    };
    const addresses = freshAddresses(without, original.addresses);
    result = { ...result, externals: result.externals.map((one) => (one.id === id ? { ...one, addresses } : one)) };
  }
  return result;
}

/** Each address itself while nobody has it, else a free one of its network; left out when there is none. */
function freshAddresses(document: Document, addresses: readonly string[]): string[] {
  const taken = new Set(takenAddresses(document));
  return addresses.flatMap((text) => {
    const address = parseAddress(text);
    // Taken are addresses in their one spelling, whatever letters they were written with.
    const spelled = address === undefined ? text : formatAddress(address);
    if (address === undefined || !taken.has(spelled)) {
      taken.add(spelled);
      return [text];
    }
    const fresh = freshAddress(document, networkOfAddress(document, address), 10n, taken);
    if (fresh === undefined) return [];
    taken.add(fresh);
    return [fresh];
  });
}

function freshCidrs(document: Document, addresses: readonly string[]): string[] {
  const taken = new Set(takenAddresses(document));
  return addresses.flatMap((text) => {
    const parsed = parseInterfaceAddress(text);
    if (parsed === undefined || !taken.has(formatAddress(parsed.address))) return [text];
    const fresh = freshAddress(document, parsed.network, 1n, taken);
    if (fresh === undefined) return [];
    taken.add(fresh);
    return [`${fresh}/${parsed.prefix}`];
  });
}
