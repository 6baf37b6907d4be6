import { formatAddress, parseAddress } from '../../../shared/net/address.ts';
import { linkLocalOf, solicitedNodeOf } from '../../../shared/net/ipv6-scopes.ts';
import { ETHERTYPE, ethernetFrame } from '../../world/frames/ethernet.ts';
import { ipPacket } from '../../world/frames/ip.ts';
import { type NeighbourMessage, neighbourFrame } from '../../world/frames/neighbour.ts';
import { type Ends, udpSegment } from '../../world/frames/transport.ts';

/** One guest or the host's interface in the attack document. */
export interface Party {
  readonly key: string;
  readonly mac: string;
  readonly ipv4: string;
  readonly ipv6: string;
}

export function linkLocal({ mac }: Party): string {
  return formatAddress(linkLocalOf(mac));
}

/** The group in which a party is asked for. */
export function solicitedNode({ ipv6 }: Party): string {
  const address = parseAddress(ipv6);
  if (address === undefined) throw new RangeError(ipv6);
  const { family, first } = solicitedNodeOf({ family: 6, first: address.value, last: address.value });
  return formatAddress({ family, value: first });
}

/** A mark that is nowhere else on the wire. */
export function marker(serial: number): Buffer {
  return Buffer.from(`BWATTACK${serial.toString(16).padStart(8, '0')}`);
}

export function udpPacket(ends: Ends, [sourcePort, destinationPort]: Ports, payload: Buffer): Buffer {
  return ipPacket(ends, udpSegment(ends, { sourcePort, destinationPort, payload }));
}

/** From and to. */
export type Ports = readonly [number, number];

export const DHCP_ANSWER: Ports = [67, 68];
export const DHCPV6_ANSWER: Ports = [547, 546];

/** An IP packet of either family, sent with a party's own MAC. */
export function packetFrame(sender: Party, destination: string, packet: Buffer): Buffer {
  const ethertype = packet.readUInt8(0) >> 4 === 6 ? ETHERTYPE.ipv6 : ETHERTYPE.ipv4;
  return ethernetFrame({ destination, source: sender.mac, ethertype, payload: packet });
}

/** A router advertisement to everybody, as a router sends it. */
export function advertisementOf(router: Party): Buffer {
  return neighbourFrame({ type: 'router advertisement', from: linkLocal(router), to: 'ff02::1', mac: router.mac });
}

/** A neighbour solicitation: the sender asks for an address of a party; from no address (`::`), it is about to take it. */
export function solicitation(
  sender: Party,
  target: Party,
  fields: Partial<Pick<NeighbourMessage, 'from' | 'to' | 'destinationMac'>> = {},
): Buffer {
  return neighbourFrame({
    type: 'solicitation',
    from: sender.ipv6,
    to: solicitedNode(target),
    target: target.ipv6,
    mac: sender.mac,
    ...fields,
  });
}

/** A neighbour advertisement: the sender tells another that an address is at a MAC, its own unless another is given. */
export function claim(sender: Party, receiver: Party, target: string, mac = sender.mac): Buffer {
  return neighbourFrame({
    type: 'advertisement',
    from: sender.ipv6,
    to: receiver.ipv6,
    target,
    mac,
    sourceMac: sender.mac,
    destinationMac: receiver.mac,
  });
}

/** The sender tells another, as a router would, to send to it what is for an address. */
export function redirection(sender: Party, receiver: Party, target: string): Buffer {
  return neighbourFrame({
    type: 'redirect',
    from: linkLocal(sender),
    to: receiver.ipv6,
    target,
    mac: sender.mac,
    destinationMac: receiver.mac,
  });
}
