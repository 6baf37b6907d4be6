import type { Service } from '../../shared/document/document.ts';

export type StandardService = Omit<Service, 'id'>;

/** Services that can be put into a document with one click. */
export const STANDARD_SERVICES: readonly StandardService[] = [
  { name: 'any ICMP', protocol: 'icmp', icmpType: 'any' },
  { name: 'ping request', protocol: 'icmp', icmpType: '8/0' },
  { name: 'any ICMPv6', protocol: 'icmpv6', icmpType: 'any' },
  { name: 'any TCP', protocol: 'tcp' },
  { name: 'any UDP', protocol: 'udp' },
  { name: 'SSH', protocol: 'tcp', ports: '22' },
  { name: 'DNS', protocol: 'udp', ports: '53' },
  { name: 'DNS over TCP', protocol: 'tcp', ports: '53' },
  { name: 'HTTP', protocol: 'tcp', ports: '80' },
  { name: 'HTTPS', protocol: 'tcp', ports: '443' },
  { name: 'NTP', protocol: 'udp', ports: '123' },
  { name: 'DHCP', protocol: 'udp', ports: '67,68' },
  { name: 'SMTP', protocol: 'tcp', ports: '25' },
  { name: 'IMAPS', protocol: 'tcp', ports: '993' },
  { name: 'LDAP', protocol: 'tcp', ports: '389' },
  { name: 'SMB', protocol: 'tcp', ports: '445' },
  { name: 'RDP', protocol: 'tcp', ports: '3389' },
  { name: 'PostgreSQL', protocol: 'tcp', ports: '5432' },
  { name: 'MySQL', protocol: 'tcp', ports: '3306' },
  { name: 'SPICE and VNC consoles', protocol: 'tcp', ports: '5900:5999' },
];

/** `tcp 22`, `icmp any`: a service in few words. */
export function serviceDetail(service: StandardService): string {
  const detail = service.ports ?? service.icmpType ?? (service.number === undefined ? '' : String(service.number));
  return `${service.protocol} ${detail}`.trim();
}
