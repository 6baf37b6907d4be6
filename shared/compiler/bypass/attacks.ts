/** The attacks that the bypass matrix names: what a guest can put on the wire, or have brought to it. */
export const ATTACKS = {
  'forged-source': "A packet with somebody else's source address.",
  'poisoned-unicast':
    'A packet for somebody else, sent to this guest because its victim believes a lie about a MAC address.',
  'unknown-unicast-flood':
    'A copy of a packet for somebody else that the bridge floods because it does not know the MAC address.',
  'hijacked-flow': "The next packet of somebody else's running connection.",
  'mac-theft': "A frame from somebody else's MAC address: the bridge then sends that one's frames here.",
  'arp-reply': "An ARP reply that claims somebody else's address.",
  'arp-request': "An ARP request that claims somebody else's address as its sender.",
  'gratuitous-arp': "An ARP announcement of somebody else's address to everybody.",
  'arp-probe-squat': "An ARP probe for somebody else's address, which keeps that one from ever taking it.",
  'vlan0-spoof': 'A forged packet behind a priority tag (VLAN 0), which receivers take off and believe.',
  'double-tag-spoof': 'A forged packet behind two VLAN tags.',
  'vlan-hop': "A forged packet in a VLAN of the sender's choice, which no rule looks into.",
  'llc-snap-spoof': 'A forged packet in an LLC/SNAP frame.',
  bpdu: 'A spanning tree message: it can make this guest the root of the network.',
  lldp: 'A link layer discovery message that names a false switch.',
  'rogue-dhcpv4': 'A DHCP answer that gives the victim a false gateway.',
  'rogue-dhcpv6': 'A DHCPv6 answer that gives the victim a false name server.',
  'router-advertisement': 'A router advertisement that makes this guest the way out for all IPv6.',
  redirect: 'An ICMPv6 redirect that moves one destination of the victim to this guest.',
  'neighbour-advertisement': "A neighbour advertisement that claims somebody else's IPv6 address.",
  'dad-squat':
    "A neighbour solicitation from no address for somebody else's, which keeps that one from ever taking it.",
  'link-local-group':
    'A packet to the host in a frame to a link-local group: the bridge hands it to the host past every rule about ports.',
  'silent-bridge': 'A packet to an address of the host through a bridge that has none.',
} as const;

export type Attack = keyof typeof ATTACKS;

export const ATTACK_NAMES = Object.keys(ATTACKS) as Attack[];
