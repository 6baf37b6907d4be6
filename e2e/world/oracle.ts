import ipaddr from 'ipaddr.js';
import type { Document, Id, Rule, Service } from '../../shared/document/document.ts';
import type { DrawnNetwork } from './drawn-network.ts';
import { isIpv6 } from './frames/octets.ts';

/** A first packet, as far as a user's rule can tell. */
export interface FirstPacket {
  readonly from: string;
  readonly to: string;
  readonly service: ProbedService;
}

export type ProbedService =
  /** An echo request, or the reply to one. */
  | { readonly protocol: 'icmp'; readonly reply?: boolean }
  | { readonly protocol: 'tcp' | 'udp'; readonly port: number; readonly sourcePort: number };

/**
 * Whether the user's rules accept a first packet: read from the document alone, rule after rule, the first that matches
 * decides, and nothing matches at the end. It shares no code with the compiler, because it is what the compiler is held
 * against. Whatever it cannot judge it refuses, so that no test passes on a rule nobody understood.
 */
export function accepts(network: DrawnNetwork, packet: FirstPacket): boolean {
  if (isAdminAccess(network, packet)) return true;
  for (const rule of rulesOf(network)) {
    if (rule.enabled === false || rule.action === 'continue') continue;
    refuseUnknown(rule);
    if (!matches(network.document, rule, packet)) continue;
    return rule.action === 'accept';
  }
  return false;
}

/** Whether any rule with this action matches the packet by itself, whatever stands before it. */
export function someRule(network: DrawnNetwork, action: 'accept' | 'deny', packet: FirstPacket): boolean {
  return rulesOf(network).some(
    (rule) => rule.enabled !== false && rule.action === action && matches(network.document, rule, packet),
  );
}

/** The user's rules of the host, in their order. */
export function rulesOf(network: DrawnNetwork): Rule[] {
  const mine = network.document.policies.filter((policy) => policy.kind === 'main');
  for (const policy of mine) {
    if (policy.attach.host === undefined)
      throw new Error(`the oracle cannot judge policy ${policy.id}: it is not a host's`);
  }
  return mine.filter((policy) => policy.attach.host === network.host.id).flatMap((policy) => policy.rules);
}

function refuseUnknown(rule: Rule): void {
  const unknown = (['branch', 'user', 'interval', 'ports', 'interfaces', 'direction', 'state'] as const).filter(
    (field) => rule[field] !== undefined,
  );
  if (unknown.length > 0) throw new Error(`the oracle cannot judge rule ${rule.id}: ${unknown.join(', ')}`);
}

function isAdminAccess(network: DrawnNetwork, packet: FirstPacket): boolean {
  const host = network.nics.some((nic) => nic.kind === 'interface' && nic.addresses.includes(packet.to));
  if (!host || packet.service.protocol !== 'tcp' || packet.service.port !== 22) return false;
  return (network.host.settings?.adminAccess ?? []).some((network) => contains(network, packet.from));
}

function matches(document: Document, rule: Rule, packet: FirstPacket): boolean {
  return (
    side(rule.source, packet.from, rule.not?.source) &&
    side(rule.destination, packet.to, rule.not?.destination) &&
    serviceSide()
  );

  function side(ids: readonly Id[] | undefined, address: string, negated = false): boolean {
    if (ids === undefined || ids.length === 0) return true;
    return ids.some((id) => addressesOf(document, id).some((value) => contains(value, address))) !== negated;
  }

  function serviceSide(): boolean {
    if (rule.service === undefined || rule.service.length === 0) return true;
    const services = rule.service.map((id) => document.services.find((service) => service.id === id));
    const hit = services.some((service) => service !== undefined && serviceMatches(service, packet));
    return hit !== (rule.not?.service ?? false);
  }
}

/** Every address, network or range that an id stands for. */
function addressesOf(document: Document, id: Id): readonly string[] {
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
  const wanted = ipaddr.parse(address);
  if (value.includes('/')) {
    const [base, prefix] = ipaddr.parseCIDR(value);
    return base.kind() === wanted.kind() && wanted.match(base, prefix);
  }
  const [first = value, last = first] = value.split('-');
  const low = ipaddr.parse(first);
  const order = (one: { toByteArray(): number[] }) => Buffer.from(one.toByteArray());
  return (
    low.kind() === wanted.kind() &&
    Buffer.compare(order(low), order(wanted)) <= 0 &&
    Buffer.compare(order(wanted), order(ipaddr.parse(last))) <= 0
  );
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
