import type { AddressObject, Service } from './document.ts';

export type StandardService = Omit<Service, 'id'>;
export type StandardAddress = Omit<AddressObject, 'id'>;

/** Services that can be put into a document with one click. */
export const STANDARD_SERVICES: readonly StandardService[] = [
  { name: 'any ICMP', protocol: 'icmp', icmpType: 'any' },
  { name: 'ping request', protocol: 'icmp', icmpType: '8/0' },
  { name: 'any ICMPv6', protocol: 'icmpv6', icmpType: 'any' },
  { name: 'IPv6 ping request', protocol: 'icmpv6', icmpType: '128' },
  { name: 'any TCP', protocol: 'tcp' },
  { name: 'any UDP', protocol: 'udp' },
  { name: 'SSH', protocol: 'tcp', ports: '22' },
  { name: 'DNS', protocol: 'udp', ports: '53' },
  { name: 'DNS over TCP', protocol: 'tcp', ports: '53' },
  { name: 'HTTP', protocol: 'tcp', ports: '80' },
  { name: 'HTTPS', protocol: 'tcp', ports: '443' },
  { name: 'QUIC (HTTP/3)', protocol: 'udp', ports: '443' },
  { name: 'NTP', protocol: 'udp', ports: '123' },
  { name: 'DHCP', protocol: 'udp', ports: '67,68' },
  { name: 'DHCPv6', protocol: 'udp', ports: '546,547' },
  { name: 'FTP', protocol: 'tcp', ports: '21' },
  { name: 'SMTP', protocol: 'tcp', ports: '25' },
  { name: 'Submission', protocol: 'tcp', ports: '587' },
  { name: 'IMAPS', protocol: 'tcp', ports: '993' },
  { name: 'LDAP', protocol: 'tcp', ports: '389' },
  { name: 'LDAPS', protocol: 'tcp', ports: '636' },
  { name: 'Kerberos', protocol: 'tcp', ports: '88' },
  { name: 'SMB', protocol: 'tcp', ports: '445' },
  { name: 'NFS', protocol: 'tcp', ports: '2049' },
  { name: 'Syslog', protocol: 'udp', ports: '514' },
  { name: 'SNMP', protocol: 'udp', ports: '161' },
  { name: 'mDNS', protocol: 'udp', ports: '5353' },
  { name: 'RDP', protocol: 'tcp', ports: '3389' },
  { name: 'PostgreSQL', protocol: 'tcp', ports: '5432' },
  { name: 'MySQL', protocol: 'tcp', ports: '3306' },
  { name: 'Redis', protocol: 'tcp', ports: '6379' },
  { name: 'WireGuard', protocol: 'udp', ports: '51820' },
  { name: 'OpenVPN', protocol: 'udp', ports: '1194' },
  { name: 'IKE', protocol: 'udp', ports: '500,4500' },
  { name: 'ESP', protocol: 'ip', number: 50 },
  { name: 'GRE', protocol: 'ip', number: 47 },
  { name: 'VRRP', protocol: 'ip', number: 112 },
  { name: 'libvirt over TLS', protocol: 'tcp', ports: '16514' },
  { name: 'SPICE and VNC consoles', protocol: 'tcp', ports: '5900:5999' },
];

/** Networks that every administrator writes sooner or later, by the RFCs' names. */
export const STANDARD_ADDRESSES: readonly StandardAddress[] = [
  { name: 'private 10/8 (RFC 1918)', value: '10.0.0.0/8' },
  { name: 'private 172.16/12 (RFC 1918)', value: '172.16.0.0/12' },
  { name: 'private 192.168/16 (RFC 1918)', value: '192.168.0.0/16' },
  { name: 'carrier NAT (RFC 6598)', value: '100.64.0.0/10' },
  { name: 'link-local IPv4', value: '169.254.0.0/16' },
  { name: 'multicast IPv4', value: '224.0.0.0/4' },
  { name: 'broadcast', value: '255.255.255.255' },
  { name: 'all IPv4', value: '0.0.0.0/0' },
  { name: 'unique local IPv6', value: 'fc00::/7' },
  { name: 'link-local IPv6', value: 'fe80::/10' },
  { name: 'multicast IPv6', value: 'ff00::/8' },
  { name: 'global unicast IPv6', value: '2000::/3' },
  { name: 'all IPv6', value: '::/0' },
  { name: 'libvirt default network', value: '192.168.122.0/24' },
];

/** `tcp 22`, `icmp any`: a service in few words. */
export function serviceDetail(service: StandardService): string {
  const detail = service.ports ?? service.icmpType ?? (service.number === undefined ? '' : String(service.number));
  return `${service.protocol} ${detail}`.trim();
}
