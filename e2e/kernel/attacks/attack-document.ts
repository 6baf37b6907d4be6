import type { Document, Hardening, Protect, Settings } from '../../../shared/document/document.ts';

/** Whose port is the attacker's: the tests turn its switches. */
export const ATTACKER = 'kali4';

const MACS = {
  kali2: '52:54:00:b3:4a:12',
  kali3: '52:54:00:9f:5d:c1',
  kali4: '52:54:00:74:60:4a',
  kali5: '52:54:00:0f:34:4f',
} as const;

/**
 * The two bridges of the articles with IPv6 beside IPv4. kali2 is the honest DHCP server and router, kali3 and kali5 its
 * clients, kali4 the attacker. All of them may ping each other and the host, and use its and each other's web servers;
 * `wide`: a rule accepts everything, so that no default drop helps the denials; `hardening` is that of both bridges.
 */
export function attackDocument(
  attacker: Protect = {},
  settings: Settings = {},
  wide = false,
  hardening: Hardening = {},
): Document {
  const guest = (name: keyof typeof MACS, port: string, last: number) => ({
    id: name,
    name,
    nics: [{ port, mac: MACS[name], addresses: [`192.168.50.${last}`, `fd00:50::${last}`] }],
  });
  const tap = (name: string, bridge: string, protect: Protect) =>
    ({ id: name, name, kind: 'tap', bridge, protect }) as const;
  const veth = (name: string, bridge: string, peer: string) =>
    ({ id: name, name, kind: 'veth', bridge, peer }) as const;
  return {
    format: 'bridgewarden',
    version: 1,
    name: 'attacks',
    hosts: [
      {
        id: 'mytux',
        name: 'mytux',
        role: 'hypervisor',
        bridges: [
          { id: 'virbr4', name: 'virbr4', ageing: 30, hardening },
          { id: 'virbr6', name: 'virbr6', ageing: 30, hardening },
        ],
        ports: [
          tap('vk42', 'virbr4', { dhcpServer: true, routerAdvertisement: true }),
          veth('vmh1', 'virbr4', 'vmh2'),
          veth('vethb1', 'virbr4', 'vethb2'),
          veth('vethb2', 'virbr6', 'vethb1'),
          tap('vk63', 'virbr6', { dhcpClient: true }),
          tap('vk64', 'virbr6', attacker),
          tap('vk65', 'virbr6', { dhcpClient: true }),
        ],
        interfaces: [
          { id: 'vmh2', name: 'vmh2', kind: 'veth', peer: 'vmh1', addresses: ['192.168.50.1/24', 'fd00:50::1/64'] },
        ],
        settings,
      },
    ],
    guests: [
      guest('kali2', 'vk42', 12),
      guest('kali3', 'vk63', 13),
      guest('kali4', 'vk64', 14),
      guest('kali5', 'vk65', 15),
    ],
    externals: [],
    groups: [{ id: 'all', name: 'all', members: ['kali2', 'kali3', 'kali4', 'kali5', 'mytux'] }],
    addresses: [],
    services: [
      { id: 'icmp', name: 'any ICMP', protocol: 'icmp', icmpType: 'any' },
      { id: 'ping6', name: 'ping6', protocol: 'icmpv6', icmpType: '128' },
      { id: 'web', name: 'web', protocol: 'tcp', ports: '80' },
    ],
    users: [],
    intervals: [],
    policies: [
      {
        id: 'main',
        name: 'main',
        kind: 'main',
        attach: { host: 'mytux' },
        rules: [
          wide
            ? { id: 'r1', action: 'accept' }
            : { id: 'r1', action: 'accept', source: ['all'], destination: ['all'], service: ['icmp', 'ping6', 'web'] },
        ],
      },
    ],
  };
}
