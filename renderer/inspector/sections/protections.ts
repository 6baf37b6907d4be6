import type { PortKind, Protect } from '../../../shared/document/document.ts';
import type { PortRole } from '../../../shared/topology/topology.ts';

export interface Protection {
  readonly key: keyof Protect;
  readonly label: string;
  readonly hint: string;
  readonly standard: boolean;
}

/**
 * What is guarded at a port, in words: what each switch stops and what it breaks. The first four are on unless switched off;
 * of the others each re-opens something, but for the last.
 */
export const PROTECTIONS: readonly Protection[] = [
  {
    key: 'spoofing',
    label: 'Stop forged IP addresses',
    hint: 'Drops packets from and for addresses that do not belong here; a guest that routes needs its networks drawn.',
    standard: true,
  },
  {
    key: 'arp',
    label: 'Stop forged ARP',
    hint: "Drops ARP and neighbour advertisements that claim somebody else's address, at a NIC those of stations inside; floating addresses must be drawn.",
    standard: true,
  },
  {
    key: 'mac',
    label: 'Stop forged MAC addresses',
    hint: "Drops frames whose sender is not the drawn MAC address, at a NIC those with a guest's; a guest that bridges others needs it off.",
    standard: true,
  },
  {
    key: 'ethertypes',
    label: 'Only IPv4, IPv6 and ARP',
    hint: 'Drops everything else on the wire: spanning tree messages, LLDP, PPPoE and the like break; VLAN tags are dropped without it, too.',
    standard: true,
  },
  {
    key: 'trunk',
    label: 'Allow VLAN tags',
    hint: 'Lets frames of VLANs through to and from border ports and other trunks, in which forged addresses are not seen; priority tags (VLAN 0) and provider tags never.',
    standard: false,
  },
  {
    key: 'dhcpClient',
    label: 'Allow it to ask for DHCP',
    hint: 'Lets it send from no address (0.0.0.0) to ask for one, and be answered by any DHCP server, a false one included.',
    standard: false,
  },
  {
    key: 'dhcpServer',
    label: 'Allow it to serve DHCP',
    hint: 'Lets answers of a DHCP server come from here, true or false ones.',
    standard: false,
  },
  {
    key: 'routerAdvertisement',
    label: 'Allow router advertisements',
    hint: 'Lets an IPv6 router announce itself from here, and redirect others.',
    standard: false,
  },
  {
    key: 'broadcast',
    label: 'Allow broadcasts',
    hint: 'Lets IPv4 broadcasts come from here and those of marked ports reach it: one packet of a guest then reaches all of these.',
    standard: false,
  },
  {
    key: 'multicast',
    label: 'Allow multicasts',
    hint: 'Lets multicasts come from here and those of marked ports reach it: false mDNS, LLMNR or routing messages too.',
    standard: false,
  },
  {
    key: 'migration',
    label: 'Allow migration announcements',
    hint: 'Lets RARP (0x8035) through, by which QEMU tells switches where a migrated guest is; a guest can send it itself, to no more than its own MAC.',
    standard: false,
  },
  {
    key: 'isolated',
    label: 'Isolate it from other guests',
    hint: 'Stops every frame to and from other isolated guests of this bridge; what they serve each other breaks, so off for a guest that serves them.',
    standard: false,
  },
];

const AT_BORDER: readonly (keyof Protect)[] = [
  'spoofing',
  'dhcpServer',
  'routerAdvertisement',
  'broadcast',
  'multicast',
];

/** Which switches change anything of what a port compiles to, by what stands behind it. */
const EFFECTIVE: Readonly<Record<'guest' | 'veth' | 'nic' | 'unused', readonly (keyof Protect)[]>> = {
  guest: PROTECTIONS.map(({ key }) => key),
  // What comes by a pair was guarded on layer 2 where it entered.
  veth: AT_BORDER,
  nic: [...AT_BORDER, 'arp', 'mac', 'ethertypes', 'trunk', 'migration'],
  unused: ['spoofing', 'isolated'],
};

const WORDS_AT_UNUSED: Partial<Record<keyof Protect, Pick<Protection, 'label' | 'hint'>>> = {
  spoofing: {
    label: 'Let nothing pass while it is unused',
    hint: 'Drops every frame that comes or leaves by it; off, whoever comes to stand there is held to no address.',
  },
};

/**
 * The protections of a port that mean something there; and any that the drawing sets although it does nothing there, so that it
 * can be taken back.
 */
export function protectionsAt(role: PortRole, kind: PortKind, protect: Protect = {}): readonly Protection[] {
  const effective = EFFECTIVE[role === 'border' ? (kind === 'nic' ? 'nic' : 'veth') : role];
  return PROTECTIONS.flatMap((protection) => {
    const { key } = protection;
    if (effective.includes(key)) return { ...protection, ...(role === 'unused' ? WORDS_AT_UNUSED[key] : {}) };
    if (protect[key] === undefined) return [];
    return { ...protection, hint: 'Does nothing at this port, because of what stands behind it.' };
  });
}
