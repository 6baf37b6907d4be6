import { BROADCAST_MAC, ETHERTYPE, ethernetFrame, type VlanTag } from './ethernet.ts';
import { addressOctets, macOctets, word } from './octets.ts';

export interface ArpMessage {
  readonly operation: 'request' | 'reply';
  readonly senderMac: string;
  readonly senderAddress: string;
  readonly targetMac?: string;
  readonly targetAddress: string;
  /** Of the Ethernet header, where they differ from the message's own. */
  readonly sourceMac?: string;
  readonly destinationMac?: string;
  readonly tags?: readonly VlanTag[];
}

const NO_MAC = '00:00:00:00:00:00';

/** An ARP message in its Ethernet frame: a request goes to everybody, a reply to its target. */
export function arpFrame(message: ArpMessage): Buffer {
  const request = message.operation === 'request';
  const targetMac = message.targetMac ?? NO_MAC;
  const payload = Buffer.concat([
    word(1), // Ethernet
    word(ETHERTYPE.ipv4),
    Buffer.from([6, 4]), // lengths of a MAC and of an IPv4 address
    word(request ? 1 : 2),
    macOctets(message.senderMac),
    addressOctets(message.senderAddress),
    macOctets(targetMac),
    addressOctets(message.targetAddress),
  ]);
  return ethernetFrame({
    destination: message.destinationMac ?? (request ? BROADCAST_MAC : targetMac),
    source: message.sourceMac ?? message.senderMac,
    ethertype: ETHERTYPE.arp,
    payload,
    ...(message.tags && { tags: message.tags }),
  });
}
