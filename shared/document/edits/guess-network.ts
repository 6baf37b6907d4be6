import { type Address, parseAddress } from '../../net/address.ts';
import { parseInterfaceAddress } from '../../net/interface-address.ts';
import { type AddressRange, networkOf, parseRange, rangeContains } from '../../net/range.ts';
import type { Document, Host, Id } from '../document.ts';
import { hostOf } from '../record-index.ts';

const DEFAULT_NETWORK: AddressRange = { family: 4, first: 0xc0a83200n, last: 0xc0a832ffn };

/** The IPv4 network that a new guest on this bridge most likely belongs to; 192.168.50.0/24 on an empty drawing. */
export function guessNetwork(document: Document, bridge: Id): AddressRange {
  const host = hostOf(document, bridge);
  const ports = new Map((host?.ports ?? []).map((port) => [port.id, port.bridge]));
  const onBridge = guestAddresses(document, (port) => ports.get(port) === bridge);
  const onHost = guestAddresses(document, (port) => ports.has(port));
  const ownName = host?.bridges.find(({ id }) => id === bridge)?.name;
  return (
    networkAround(document, onBridge) ??
    interfaceNetworks(host, ({ name }) => name === ownName)[0] ??
    networkAround(document, onHost) ??
    interfaceNetworks(host, ({ kind }) => kind === 'veth')[0] ??
    networkAround(
      document,
      guestAddresses(document, () => true),
    ) ??
    DEFAULT_NETWORK
  );
}

/** The drawn network of the first IPv4 address, or the /24 around it. */
export function networkAround(document: Document, addresses: readonly string[]): AddressRange | undefined {
  const first = addresses.map(parseAddress).find((address) => address?.family === 4);
  return first && networkOfAddress(document, first);
}

/** The drawn network that an address of either family is in, or else the /24 or the /64 around it. */
export function networkOfAddress(document: Document, address: Address): AddressRange {
  const drawn = document.hosts.flatMap((host) => interfaceNetworks(host, () => true, address.family));
  return drawn.find((network) => rangeContains(network, address)) ?? networkOf(address, address.family === 4 ? 24 : 64);
}

function guestAddresses(document: Document, wanted: (port: Id) => boolean): string[] {
  return document.guests.flatMap(({ nics }) => nics.flatMap(({ port, addresses }) => (wanted(port) ? addresses : [])));
}

function interfaceNetworks(
  host: Host | undefined,
  wanted: (one: Host['interfaces'][number]) => boolean,
  family: Address['family'] = 4,
): AddressRange[] {
  return (host?.interfaces ?? [])
    .filter(wanted)
    .flatMap(({ addresses }) => addresses.flatMap((text) => parseInterfaceAddress(text)?.network ?? []))
    .filter((network) => network.family === family && network.last > network.first)
    .filter((network) => !rangeContains(LOOPBACK, network));
}

const LOOPBACK: AddressRange = parseRange('127.0.0.0/8') ?? DEFAULT_NETWORK;
