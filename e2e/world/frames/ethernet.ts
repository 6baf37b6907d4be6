import { macOctets, word } from './octets.ts';

export const BROADCAST_MAC = 'ff:ff:ff:ff:ff:ff';
export const ETHERTYPE = {
  ipv4: 0x0800,
  arp: 0x0806,
  ipv6: 0x86dd,
  vlan: 0x8100,
  serviceVlan: 0x88a8,
  /** For private experiments (IEEE 802, 9.2.3): no protocol of the kernel looks at it. */
  localExperiment: 0x88b5,
} as const;

export interface VlanTag {
  /** 0x8100 (802.1Q) unless told otherwise. */
  readonly ethertype?: number;
  readonly id: number;
}

export interface EthernetFrame {
  readonly destination: string;
  readonly source: string;
  readonly ethertype: number;
  readonly payload: Buffer;
  /** Outermost first. */
  readonly tags?: readonly VlanTag[];
}

/** The octets of an Ethernet frame without its checksum. It is not padded: veth pairs take short frames. */
export function ethernetFrame(frame: EthernetFrame): Buffer {
  const tags = (frame.tags ?? []).map((tag) => Buffer.concat([word(tag.ethertype ?? ETHERTYPE.vlan), word(tag.id)]));
  return Buffer.concat([
    macOctets(frame.destination),
    macOctets(frame.source),
    ...tags,
    word(frame.ethertype),
    frame.payload,
  ]);
}
