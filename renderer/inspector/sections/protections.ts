import type { Protect } from '../../../shared/document/document.ts';

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
    hint: 'Drops everything else on the wire, spanning tree messages included; VLAN tags are dropped without it, too.',
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
    hint: 'Lets the guest ask a DHCP server for its address.',
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
    hint: 'Lets IPv4 broadcasts other than ARP come from here, and those of ports that are marked too reach it.',
    standard: false,
  },
  {
    key: 'multicast',
    label: 'Allow multicasts',
    hint: 'Lets IPv4 and IPv6 multicasts come from here, and those of ports that are marked too reach it.',
    standard: false,
  },
  {
    key: 'migration',
    label: 'Allow migration announcements',
    hint: 'Lets QEMU tell switches by RARP (0x8035) where the guest is after a live migration.',
    standard: false,
  },
  {
    key: 'isolated',
    label: 'Isolate it from other guests',
    hint: 'Stops every frame to and from other isolated guests of this bridge; off for a guest that serves them.',
    standard: false,
  },
];
