import type { Document, External, Guest, Host, HostInterface, Id, Nic } from '../document/document.ts';
import { parseInterfaceAddress } from '../net/interface-address.ts';
import { isLinkLocal, linkLocalOf } from '../net/ipv6-scopes.ts';
import { parseMac } from '../net/mac.ts';
import { type AddressRange, parseRange, rangeOf } from '../net/range.ts';
import type { Station } from './topology.ts';

/** All stations of a document, and where they stand. */
export interface Stations {
  readonly all: readonly Station[];
  /** By port: the guests' stations behind it (one in a correct drawing). */
  readonly byPort: ReadonlyMap<Id, readonly Station[]>;
  readonly byInterface: ReadonlyMap<Id, Station>;
}

/** Every NIC of a guest, interface of a host and external as a station. */
export function stationsOf(document: Document): Stations {
  const all: Station[] = [];
  const byPort = new Map<Id, Station[]>();
  const byInterface = new Map<Id, Station>();
  const put = (port: Id, station: Station) => {
    all.push(station);
    const list = byPort.get(port);
    if (list) list.push(station);
    else byPort.set(port, [station]);
  };
  for (const guest of document.guests) {
    for (const [index, nic] of guest.nics.entries()) put(nic.port, guestStation(guest, nic, index));
  }
  for (const external of document.externals) {
    const station = externalStation(external);
    if (external.port === undefined) all.push(station);
    else put(external.port, station);
  }
  for (const host of document.hosts) {
    for (const item of host.interfaces) {
      const station = interfaceStation(host, item);
      all.push(station);
      byInterface.set(item.id, station);
    }
  }
  return { all, byPort, byInterface };
}

// Addresses that do not parse are left out here; `checkDocument` reports each, and nothing compiles until it is mended.
function ranges(texts: readonly string[]): AddressRange[] {
  return texts.flatMap((text) => parseRange(text) ?? []);
}

/** The station of one NIC of a guest; networks behind a guest that routes count as its own. */
function guestStation(guest: Guest, nic: Nic, index: number): Station {
  return {
    key: `${guest.id}#${index}`,
    kind: 'guest',
    owner: guest.id,
    ranges: nicRanges(nic),
  };
}

const known = new WeakMap<Nic, readonly AddressRange[]>();

/** Read once for each NIC, which is an immutable value: a key press in a name must not read thousands of addresses again. */
function nicRanges(nic: Nic): readonly AddressRange[] {
  const before = known.get(nic);
  if (before) return before;
  const read = [...ranges(nic.addresses), ...linkLocal(nic), ...ranges(nic.routes ?? [])];
  known.set(nic, read);
  return read;
}

/** What a station with IPv6 speaks from besides: its link-local address, made from its MAC unless one is drawn. */
function linkLocal({ addresses, mac }: Nic): AddressRange[] {
  const v6 = ranges(addresses).filter((range) => range.family === 6);
  const known = mac === undefined ? undefined : parseMac(mac);
  if (v6.length === 0 || known === undefined || v6.some(isLinkLocal)) return [];
  return [rangeOf(linkLocalOf(known))];
}

/** The station of an external machine. */
function externalStation(external: External): Station {
  return { key: external.id, kind: 'external', owner: external.id, ranges: ranges(external.addresses) };
}

/** The station of an interface of a host: its addresses without their prefix lengths. */
function interfaceStation(host: Host, item: HostInterface): Station {
  const own = item.addresses.flatMap((text) => {
    const parsed = parseInterfaceAddress(text);
    if (!parsed) return [];
    const { family, value } = parsed.address;
    return [{ family, first: value, last: value }];
  });
  return { key: `${host.id}/${item.id}`, kind: 'interface', owner: host.id, ranges: own };
}
