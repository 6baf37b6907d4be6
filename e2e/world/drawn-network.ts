import ipaddr from 'ipaddr.js';
import type { Document, External, Guest, Host, HostInterface, Id, Port } from '../../shared/document/document.ts';
import { canonicalAddress } from './frames/octets.ts';

/**
 * One network interface of a station as the document draws it. This folder reads the drawing with its own few lines
 * instead of shared/topology, because what it finds is held against what the compiler made of the same drawing.
 */
export interface DrawnNic {
  /** The station's id, with `#1`, `#2`... for the further NICs of a guest; the interface's id for the host. */
  readonly key: string;
  readonly kind: 'guest' | 'external' | 'interface';
  /** The guest, external or host. */
  readonly station: Id;
  readonly mac: string;
  /** Without prefix lengths, the main one first. */
  readonly addresses: readonly string[];
  /** One address out of each network behind a guest that routes. */
  readonly routed: readonly string[];
  /** As drawn: CIDRs on an interface, bare addresses on a guest or external. */
  readonly drawnAddresses: readonly string[];
  /** The port behind which it stands. */
  readonly port?: Port;
  /** The interface of the host that it is. */
  readonly interface?: HostInterface;
  /** The bridge at which it stands: that of its port, or the one whose own device it is. */
  readonly bridge?: Id;
  /** True for a bridge's own device. */
  readonly ownDevice: boolean;
}

export interface DrawnNetwork {
  readonly document: Document;
  readonly host: Host;
  readonly nics: readonly DrawnNic[];
}

/** One host of a document with everything that stands at its ports. */
export function drawnNetwork(document: Document, hostId: Id): DrawnNetwork {
  const host = document.hosts.find((each) => each.id === hostId);
  if (host === undefined) throw new RangeError(`the document has no host ${hostId}`);
  const ports = new Map(host.ports.map((port) => [port.id, port]));
  const nics: DrawnNic[] = [];
  const nextMac = () => `02:b0:00:00:00:${nics.length.toString(16).padStart(2, '0')}`;

  for (const guest of document.guests) {
    for (const [index, nic] of guest.nics.entries()) {
      const port = ports.get(nic.port);
      if (port === undefined) continue;
      const mac = nic.mac?.toLowerCase() ?? nextMac();
      nics.push({ ...guestNic(guest, index), mac, port, bridge: port.bridge, ...spelled(nic.addresses, nic.routes) });
    }
  }
  for (const external of document.externals) {
    const port = external.port === undefined ? undefined : ports.get(external.port);
    if (external.port !== undefined && port === undefined) continue;
    const place = port === undefined ? {} : { port, bridge: port.bridge };
    nics.push({ ...externalNic(external), mac: nextMac(), ...place, ...spelled(external.addresses) });
  }
  for (const each of host.interfaces) {
    if (each.kind === 'loopback') continue;
    const own = host.bridges.find((bridge) => bridge.name === each.name);
    const port = each.peer === undefined ? undefined : ports.get(each.peer);
    const bridge = own?.id ?? port?.bridge;
    nics.push({
      key: each.id,
      kind: 'interface',
      station: host.id,
      mac: nextMac(),
      ...spelled(each.addresses),
      interface: each,
      ...(port && { port }),
      ...(bridge !== undefined && { bridge }),
      ownDevice: own !== undefined,
    });
  }
  return { document, host, nics };
}

function guestNic(guest: Guest, index: number) {
  const key = index === 0 ? guest.id : `${guest.id}#${index}`;
  return { key, kind: 'guest', station: guest.id, ownDevice: false } as const;
}

function externalNic(external: External) {
  return { key: external.id, kind: 'external', station: external.id, ownDevice: false } as const;
}

function spelled(addresses: readonly string[], routes: readonly string[] = []) {
  const bare = addresses.map((address) => canonicalAddress(address.replace(/\/.*/, '')));
  return { addresses: bare, routed: routes.map(someAddressOf), drawnAddresses: addresses };
}

/** The last but one address of a network: not its own, and not its broadcast address. */
function someAddressOf(cidr: string): string {
  const [base, prefix] = ipaddr.parseCIDR(cidr);
  const octets = base
    .toByteArray()
    .map((octet, index) => octet | (0xff >> Math.min(8, Math.max(0, prefix - 8 * index))));
  octets.push((octets.pop() ?? 0) & 0xfe);
  return ipaddr.fromByteArray(octets).toString();
}
