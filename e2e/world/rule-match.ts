import ipaddr from 'ipaddr.js';
import type { Attach, Document, Id, Policy, Rule, Service } from '../../shared/document/document.ts';
import type { DrawnNetwork } from './drawn-network.ts';
import { sidesOf } from './drawn-sides.ts';
import { addressOctets, isIpv6 } from './frames/octets.ts';

/** A packet, as far as the ends and the service of a user's rule can tell. */
export interface FirstPacket {
  readonly from: string;
  readonly to: string;
  readonly service: ProbedService;
  /** The host's kernel sends it of its own accord: it is no user's. */
  readonly ofKernel?: boolean;
}

export type ProbedService =
  /** An echo request, or the reply to one. */
  | { readonly protocol: 'icmp'; readonly reply?: boolean }
  | { readonly protocol: 'tcp' | 'udp'; readonly port: number; readonly sourcePort: number };

/** The packet as its answer goes: taken for a first packet, this is what an answer to nothing would be. */
export function turnedRound({ from, to, service }: FirstPacket): FirstPacket {
  const answer: ProbedService =
    service.protocol === 'icmp'
      ? { ...service, reply: service.reply !== true }
      : { ...service, port: service.sourcePort, sourcePort: service.port };
  return { from: to, to: from, service: answer };
}

/** Whether a policy's rule speaks of the packet's ends and service, wherever the packet is. */
export function speaksOf(network: DrawnNetwork, policy: Policy, rule: Rule, packet: FirstPacket): boolean {
  const { document } = network;
  return (
    concerns(network, policy.attach, packet) &&
    side(document, rule.source, packet.from, rule.not?.source) &&
    side(document, rule.destination, packet.to, rule.not?.destination) &&
    serviceSide(document, rule, packet)
  );
}

/** A policy on an object is about packets from or to it; one on the host is about all. */
function concerns(network: DrawnNetwork, attach: Attach, packet: FirstPacket): boolean {
  if (attach.host !== undefined) return true;
  const own = attachedAddresses(network, attach);
  return own.some((value) => contains(value, packet.from) || contains(value, packet.to));
}

const attached = new WeakMap<DrawnNetwork, Map<string, readonly string[]>>();

function attachedAddresses(network: DrawnNetwork, attach: Attach): readonly string[] {
  const known = attached.get(network) ?? new Map<string, readonly string[]>();
  attached.set(network, known);
  const key = JSON.stringify(attach);
  const addresses = known.get(key) ?? findAttached(network, attach);
  known.set(key, addresses);
  return addresses;
}

function findAttached(network: DrawnNetwork, { bridge, port, guest, group }: Attach): readonly string[] {
  const { document, host, nics } = network;
  if (bridge !== undefined) return nics.filter((nic) => nic.bridge === bridge).flatMap((nic) => ownOf(document, nic));
  if (port !== undefined) {
    const drawn = host.ports.find(({ id }) => id === port);
    return drawn === undefined ? [] : [...sidesOf(network, drawn).outside].flatMap((nic) => ownOf(document, nic));
  }
  return addressesOf(document, guest ?? group ?? '');
}

function ownOf(document: Document, { addresses, port }: DrawnNetwork['nics'][number]): string[] {
  const drawn = document.guests.flatMap((guest) => guest.nics).find((nic) => nic.port === port?.id);
  return [...addresses, ...(drawn?.routes ?? [])];
}

function side(document: Document, ids: readonly Id[] | undefined, address: string, negated = false): boolean {
  if (ids === undefined || ids.length === 0) return true;
  return ids.some((id) => addressesOf(document, id).some((value) => contains(value, address))) !== negated;
}

function serviceSide(document: Document, rule: Rule, packet: FirstPacket): boolean {
  if (rule.service === undefined || rule.service.length === 0) return true;
  const services = rule.service.map((id) => document.services.find((service) => service.id === id));
  const hit = services.some((service) => service !== undefined && serviceMatches(service, packet));
  return hit !== (rule.not?.service ?? false);
}

const stoodFor = new WeakMap<Document, Map<Id, readonly string[]>>();

/** Every address, network or range that an id stands for. */
function addressesOf(document: Document, id: Id): readonly string[] {
  const known = stoodFor.get(document) ?? new Map<Id, readonly string[]>();
  stoodFor.set(document, known);
  const addresses = known.get(id) ?? findAddresses(document, id);
  known.set(id, addresses);
  return addresses;
}

function findAddresses(document: Document, id: Id): readonly string[] {
  const guest = document.guests.find((each) => each.id === id);
  if (guest !== undefined) return guest.nics.flatMap((nic) => [...nic.addresses, ...(nic.routes ?? [])]);
  const external = document.externals.find((each) => each.id === id);
  if (external !== undefined) return external.addresses;
  const host = document.hosts.find((each) => each.id === id);
  if (host !== undefined) {
    return host.interfaces.flatMap((each) => each.addresses.map((address) => address.replace(/\/.*/, '')));
  }
  const group = document.groups.find((each) => each.id === id);
  if (group !== undefined) return group.members.flatMap((member) => addressesOf(document, member));
  const address = document.addresses.find((each) => each.id === id);
  if (address !== undefined) return [address.value];
  throw new Error(`the oracle does not know ${id}`);
}

/** Whether an address, a CIDR or a range `a-b` contains the address. */
export function contains(value: string, address: string): boolean {
  const { low, high } = spanOf(value);
  const { low: wanted } = spanOf(address);
  return low.length === wanted.length && Buffer.compare(low, wanted) <= 0 && Buffer.compare(wanted, high) <= 0;
}

/** The first and the last address, in octets. */
interface Span {
  readonly low: Buffer;
  readonly high: Buffer;
}

/** Asked for the same few values some hundred thousand times by each document. */
const spans = new Map<string, Span>();

function spanOf(value: string): Span {
  const span = spans.get(value) ?? findSpan(value);
  spans.set(value, span);
  return span;
}

function findSpan(value: string): Span {
  if (!value.includes('/')) {
    const [first = value, last = first] = value.split('-');
    return { low: addressOctets(first), high: addressOctets(last) };
  }
  const [base, prefix] = ipaddr.parseCIDR(value);
  const octets = base.toByteArray();
  /** The bits of an octet that the prefix leaves open. */
  const open = (index: number) => 0xff >> Math.min(8, Math.max(0, prefix - 8 * index));
  return {
    low: Buffer.from(octets.map((octet, index) => octet & ~open(index))),
    high: Buffer.from(octets.map((octet, index) => octet | open(index))),
  };
}

function serviceMatches(service: Service, packet: FirstPacket): boolean {
  const asked = packet.service;
  const v6 = isIpv6(packet.to);
  if (service.protocol === 'ip') {
    const number = { icmp: v6 ? 58 : 1, tcp: 6, udp: 17 }[asked.protocol];
    return service.number === undefined || service.number === number;
  }
  if (asked.protocol === 'icmp') {
    if (service.protocol !== (v6 ? 'icmpv6' : 'icmp')) return false;
    const [type = 'any', code] = (service.icmpType ?? 'any').split('/');
    const sent = v6 ? (asked.reply ? '129' : '128') : asked.reply ? '0' : '8';
    return type === 'any' || (type === sent && (code === undefined || code === '0'));
  }
  return (
    service.protocol === asked.protocol &&
    portIn(service.ports, asked.port) &&
    portIn(service.sourcePorts, asked.sourcePort)
  );
}

function portIn(ports: string | undefined, port: number): boolean {
  if (ports === undefined || ports === '') return true;
  return ports.split(',').some((part) => {
    const [first = '', last = first] = part.split(':');
    return Number(first) <= port && port <= Number(last);
  });
}
