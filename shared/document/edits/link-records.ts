import { formatAddress, parseAddress } from '../../net/address.ts';
import { parseInterfaceAddress } from '../../net/interface-address.ts';
import { prefixOf, rangeContains } from '../../net/range.ts';
import type { Document, External, Guest, Host, HostInterface, Id, Nic, Port } from '../document.ts';
import { findRecord, hostOf } from '../record-index.ts';
import { freshAddress, freshId, freshMac, freshNumbered, freshPairNames, interfaceNames } from './fresh.ts';
import { guessNetwork } from './guess-network.ts';
import { changeHost, changeRecord, updateRecord } from './update-record.ts';

/**
 * What a line on the canvas makes. Every function gives back the identical document when its two ends cannot be linked like
 * that (another host, a port in use, the wrong kind of record).
 */

/** Joins two bridges of one host by a veth pair with a port on each. */
export function linkBridges(document: Document, a: Id, b: Id): Document {
  const host = hostOfBridge(document, a);
  if (host === undefined || a === b || hostOfBridge(document, b)?.id !== host.id) return document;
  const [firstName, secondName] = freshPairNames(interfaceNames(host), 'vethb');
  const first = freshId(document, firstName);
  const second = freshId(document, secondName);
  return addPorts(document, host, [
    { id: first, name: firstName, kind: 'veth', bridge: a, peer: second },
    { id: second, name: secondName, kind: 'veth', bridge: b, peer: first },
  ]);
}

/** Makes an unused port one end of a veth pair whose other end is a new port of the bridge. */
export function linkPortToBridge(document: Document, port: Id, bridge: Id): Document {
  const host = hostOfBridge(document, bridge);
  const near = findRecord(document, 'port', port);
  if (host === undefined || near === undefined || near.bridge === bridge || !isFreeEnd(document, port)) return document;
  if (hostOf(document, port)?.id !== host.id) return document;
  const name = freshNumbered(interfaceNames(host), 'vethb');
  const far: Port = { id: freshId(document, name), name, kind: 'veth', bridge, peer: port };
  return updateRecord(addPorts(document, host, [far]), 'port', port, { kind: 'veth', peer: far.id });
}

/** Makes two unused ports of one host the ends of one veth pair. */
export function linkPorts(document: Document, a: Id, b: Id): Document {
  const host = hostOf(document, a);
  const fits = a !== b && hostOf(document, b)?.id === host?.id && isFreeEnd(document, a) && isFreeEnd(document, b);
  if (!fits) return document;
  return updateRecord(updateRecord(document, 'port', a, { kind: 'veth', peer: b }), 'port', b, {
    kind: 'veth',
    peer: a,
  });
}

/**
 * A veth pair from the bridge to the host itself: a port `vmh1` and the host's own interface `vmh2`, which gets a free
 * address unless the host has one in that network already.
 */
export function linkHost(document: Document, host: Id, bridge: Id): Document {
  const owner = hostOfBridge(document, bridge);
  if (owner === undefined || owner.id !== host) return document;
  const [portName, ownName] = freshPairNames(interfaceNames(owner), 'vmh');
  const port = freshId(document, portName);
  const own = freshId(document, ownName);
  const device: HostInterface = {
    id: own,
    name: ownName,
    kind: 'veth',
    addresses: addressForHost(document, owner, bridge),
    peer: port,
  };
  const grown = addPorts(document, owner, [{ id: port, name: portName, kind: 'veth', bridge, peer: own }]);
  return changeHost(grown, host, (one) => ({ ...one, interfaces: [...one.interfaces, device] }));
}

/** A tap port on the bridge with a NIC of the guest behind it: fresh name, MAC and address. */
export function linkGuest(document: Document, guest: Id, bridge: Id): Document {
  const host = hostOfBridge(document, bridge);
  if (host === undefined || findRecord(document, 'guest', guest) === undefined) return document;
  const name = freshNumbered(interfaceNames(host), 'vk');
  const port = freshId(document, name);
  return linkGuestToPort(addPorts(document, host, [{ id: port, name, kind: 'tap', bridge }]), guest, port);
}

/** A NIC of the guest behind a port that nothing else uses. */
export function linkGuestToPort(document: Document, guest: Id, port: Id): Document {
  const bridge = findRecord(document, 'port', port)?.bridge;
  if (bridge === undefined || !isFreePort(document, port)) return document;
  const address = freshAddress(document, guessNetwork(document, bridge));
  const nic: Nic = { port, mac: freshMac(document), addresses: address === undefined ? [] : [address] };
  return changeRecord(document, 'guest', guest, (one): Guest => ({ ...one, nics: [...one.nics, nic] }));
}

/** Puts a physical NIC of the host on the bridge. */
export function addNicPort(document: Document, bridge: Id): Document {
  return addPort(document, bridge, 'nic', 'eth');
}

/** A tap port with nothing behind it yet. */
export function addTapPort(document: Document, bridge: Id): Document {
  return addPort(document, bridge, 'tap', 'vk');
}

/** A NIC port on the bridge that leads to the external machine. */
export function linkExternal(document: Document, external: Id, bridge: Id): Document {
  if (findRecord(document, 'external', external) === undefined) return document;
  const grown = addNicPort(document, bridge);
  const port = hostOfBridge(grown, bridge)?.ports.at(-1);
  return grown === document || port === undefined ? document : linkExternalToPort(grown, external, port.id);
}

/** Several machines may stand behind one physical NIC. */
export function linkExternalToPort(document: Document, external: Id, port: Id): Document {
  if (findRecord(document, 'port', port)?.kind !== 'nic') return document;
  return changeRecord(document, 'external', external, (one): External => (one.port === port ? one : { ...one, port }));
}

/** True when no veth peer, guest or external is at the port. */
export function isFreePort(document: Document, port: Id): boolean {
  const record = findRecord(document, 'port', port);
  if (record === undefined || record.peer !== undefined) return false;
  const namedAsPeer = document.hosts.some(({ ports, interfaces }) =>
    [...ports, ...interfaces].some(({ peer }) => peer === port),
  );
  const hasGuest = document.guests.some(({ nics }) => nics.some((nic) => nic.port === port));
  return !namedAsPeer && !hasGuest && !document.externals.some((external) => external.port === port);
}

/** A port that could become the end of a veth pair: a physical NIC stays what it is. */
function isFreeEnd(document: Document, port: Id): boolean {
  return findRecord(document, 'port', port)?.kind !== 'nic' && isFreePort(document, port);
}

function addPort(document: Document, bridge: Id, kind: 'tap' | 'nic', stem: string): Document {
  const host = hostOfBridge(document, bridge);
  if (host === undefined) return document;
  const name = freshNumbered(interfaceNames(host), stem, kind === 'nic' ? 0 : 1);
  return addPorts(document, host, [{ id: freshId(document, name), name, kind, bridge }]);
}

function addPorts(document: Document, host: Host, ports: readonly Port[]): Document {
  return changeHost(document, host.id, (one) => ({ ...one, ports: [...one.ports, ...ports] }));
}

function hostOfBridge(document: Document, bridge: Id): Host | undefined {
  return findRecord(document, 'bridge', bridge) === undefined ? undefined : hostOf(document, bridge);
}

function addressForHost(document: Document, host: Host, bridge: Id): string[] {
  const network = guessNetwork(document, bridge);
  const present = host.interfaces.some(({ addresses }) =>
    addresses.some((text) => {
      const parsed = parseInterfaceAddress(text);
      return parsed !== undefined && rangeContains(network, parsed.address);
    }),
  );
  const prefix = prefixOf(network);
  const free = present || prefix === undefined ? undefined : freshAddress(document, network, 1n);
  const address = free === undefined ? undefined : parseAddress(free);
  return address === undefined ? [] : [`${formatAddress(address)}/${prefix}`];
}
