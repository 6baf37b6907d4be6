import type { Protect } from '../../../shared/document/document.ts';

export interface Protection {
  readonly key: keyof Protect;
  readonly label: string;
  readonly hint: string;
  readonly standard: boolean;
}

/** What is guarded at a port, in words. The first four are on unless switched off; each other one re-opens something. */
export const PROTECTIONS: readonly Protection[] = [
  {
    key: 'spoofing',
    label: 'Stop forged IP addresses',
    hint: 'Packets with a source or destination that does not belong here are dropped.',
    standard: true,
  },
  {
    key: 'arp',
    label: 'Stop forged ARP',
    hint: 'ARP messages that claim an address of somebody else are dropped.',
    standard: true,
  },
  {
    key: 'mac',
    label: 'Stop forged MAC addresses',
    hint: 'Frames whose sender is not the drawn MAC address are dropped.',
    standard: true,
  },
  {
    key: 'ethertypes',
    label: 'Only IPv4, IPv6 and ARP',
    hint: 'Everything else on the wire, VLAN tags included, is dropped.',
    standard: true,
  },
  {
    key: 'trunk',
    label: 'Allow VLAN tags',
    hint: 'Lets tagged frames through; only for a port that carries VLANs.',
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
    hint: 'Lets answers of a DHCP server come from here.',
    standard: false,
  },
  {
    key: 'routerAdvertisement',
    label: 'Allow router advertisements',
    hint: 'Lets an IPv6 router announce itself from here.',
    standard: false,
  },
  { key: 'broadcast', label: 'Allow broadcasts', hint: 'Lets IPv4 broadcasts other than ARP pass.', standard: false },
  { key: 'multicast', label: 'Allow multicasts', hint: 'Lets IPv4 and IPv6 multicasts pass.', standard: false },
];
