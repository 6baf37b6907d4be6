import type { Document, Id, Service } from '../../document/document.ts';
import type { Family } from '../../net/address.ts';
import { type PortRange, parsePorts } from '../../net/ports.ts';
import type { Match } from '../ir/match.ts';

/** xt_multiport takes at most 15 ports, a range counting as two (iptables-extensions(8)). */
const MULTIPORT_SLOTS = 15;

/**
 * The services of a rule as alternatives of matches, in one family. `undefined`: the rule names services and none of them
 * exists in this family, so the rule does not either. An empty list: any service.
 */
export function resolveServices(
  document: Document,
  ids: readonly Id[] | undefined,
  family: Family,
): Match[][] | undefined {
  if (!ids || ids.length === 0) return [];
  const byId = new Map(document.services.map((service) => [service.id, service]));
  const services = ids.flatMap((id) => byId.get(id) ?? []);
  // "Any IP protocol" among them makes the others idle.
  if (services.some((service) => service.protocol === 'ip' && service.number === undefined)) return [];
  const single = services.filter((service) => !isPlainPorts(service)).flatMap((service) => matchesOf(service, family));
  const merged = (['tcp', 'udp'] as const).flatMap((protocol) =>
    mergePorts(
      protocol,
      services.filter((service) => isPlainPorts(service) && service.protocol === protocol),
    ),
  );
  const alternatives = [...single, ...merged];
  return alternatives.length > 0 ? alternatives : undefined;
}

/** Services of one transport protocol that differ in destination ports alone share lines. */
function isPlainPorts(service: Service): boolean {
  return (service.protocol === 'tcp' || service.protocol === 'udp') && !!service.ports && !service.sourcePorts;
}

function mergePorts(protocol: 'tcp' | 'udp', services: readonly Service[]): Match[][] {
  const ports = services.flatMap((service) => parsePorts(service.ports ?? '') ?? []);
  return packs(unique(ports)).map((pack) => [{ kind: 'ports', protocol, side: 'destination', ports: pack }]);
}

function unique(ports: readonly PortRange[]): PortRange[] {
  const seen = new Set<string>();
  return ports.filter(({ first, last }) => {
    const key = `${first}:${last}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function packs(ports: readonly PortRange[]): PortRange[][] {
  const result: PortRange[][] = [];
  let slots = MULTIPORT_SLOTS;
  for (const range of ports) {
    const cost = range.first === range.last ? 1 : 2;
    const last = result.at(-1);
    if (!last || slots < cost) {
      result.push([range]);
      slots = MULTIPORT_SLOTS - cost;
    } else {
      last.push(range);
      slots -= cost;
    }
  }
  return result;
}

function matchesOf(service: Service, family: Family): Match[][] {
  switch (service.protocol) {
    case 'tcp':
    case 'udp':
      return transportAlternatives(service.protocol, service);
    case 'icmp':
      return family === 4 ? [icmp(service, 4)] : [];
    case 'icmpv6':
      return family === 6 ? [icmp(service, 6)] : [];
    case 'ip':
      return [[{ kind: 'protocol', protocol: String(service.number ?? 0) }]];
  }
}

function icmp(service: Service, family: Family): Match[] {
  const type = service.icmpType ?? 'any';
  return [{ kind: 'icmp-type', family, type }];
}

function transportAlternatives(protocol: 'tcp' | 'udp', service: Service): Match[][] {
  const sources = packs(parsePorts(service.sourcePorts ?? '') ?? []);
  const destinations = packs(parsePorts(service.ports ?? '') ?? []);
  if (sources.length === 0 && destinations.length === 0) return [[{ kind: 'protocol', protocol }]];
  const sourceMatches = sources.map((ports): Match => ({ kind: 'ports', protocol, side: 'source', ports }));
  const destinationMatches = destinations.map(
    (ports): Match => ({ kind: 'ports', protocol, side: 'destination', ports }),
  );
  if (sourceMatches.length === 0) return destinationMatches.map((match) => [match]);
  if (destinationMatches.length === 0) return sourceMatches.map((match) => [match]);
  return sourceMatches.flatMap((source) => destinationMatches.map((destination) => [source, destination]));
}
