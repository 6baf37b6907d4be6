import type { Service } from '../../../shared/document/document.ts';

/** The protocols of a service, in words. */
export const PROTOCOLS = [
  { id: 'tcp', label: 'TCP' },
  { id: 'udp', label: 'UDP' },
  { id: 'icmp', label: 'ICMP' },
  { id: 'icmpv6', label: 'ICMPv6' },
  { id: 'ip', label: 'Another IP protocol' },
] as const;

/**
 * The details of a service under another protocol: ports are kept between TCP and UDP, so that HTTPS does not become any UDP; all others
 * mean something else there, or nothing.
 */
export function keptDetails({ protocol, ports, sourcePorts }: Service, next: string) {
  const transport = (one: string) => one === 'tcp' || one === 'udp';
  const kept = transport(protocol) && transport(next);
  return {
    ports: kept ? ports : undefined,
    sourcePorts: kept ? sourcePorts : undefined,
    icmpType: undefined,
    number: undefined,
  };
}
