import { ETHERTYPE } from '../../world/frames/ethernet.ts';
import { internetChecksum, word } from '../../world/frames/octets.ts';

/** Both addresses of an Ethernet frame, in octets. */
export const ADDRESSES = 12;
/** The headers of Ethernet and IPv6. */
export const HEADERS = 14 + 40;

const DESTINATION_OPTIONS = 60;
const FRAGMENT = 44;

/** Puts a VLAN tag round a frame's packet (IEEE 802.1Q). */
export function behindTag(id: number): (frame: Buffer) => Buffer {
  const tag = Buffer.concat([word(ETHERTYPE.vlan), word(id)]);
  return (frame) => Buffer.concat([frame.subarray(0, ADDRESSES), tag, frame.subarray(ADDRESSES)]);
}

/** Puts an extension header in front of an IPv6 message, as RFC 7113 tells that guards are deceived. */
export function behindOptions(frame: Buffer): Buffer {
  // Six octets of padding make an empty header of eight.
  return inserted(frame, DESTINATION_OPTIONS, Buffer.from([frame[20] ?? 0, 0, 1, 4, 0, 0, 0, 0]));
}

/** The IPv6 message in two fragments, the first of which ends before the message does (RFC 6980). */
export function fragmented(frame: Buffer): [Buffer, Buffer] {
  const message = frame.subarray(HEADERS);
  const piece = (offset: number, more: boolean, octets: Buffer) =>
    inserted(
      Buffer.concat([frame.subarray(0, HEADERS), octets]),
      FRAGMENT,
      Buffer.concat([Buffer.from([frame[20] ?? 0, 0]), word(offset | (more ? 1 : 0)), Buffer.from([9, 9, 9, 9])]),
    );
  return [piece(0, true, message.subarray(0, 8)), piece(8, false, message.subarray(8))];
}

/** The IPv4 packet in two fragments, the first as short as one may be: eight octets. */
export function fragmentedIpv4(frame: Buffer): [Buffer, Buffer] {
  const [ethernet, header, data] = [frame.subarray(0, 14), frame.subarray(14, 34), frame.subarray(34)];
  const piece = (flags: number, octets: Buffer) => {
    const head = Buffer.from(header);
    head.writeUInt16BE(20 + octets.length, 2);
    head.writeUInt16BE(0x4242, 4);
    head.writeUInt16BE(flags, 6);
    head.writeUInt16BE(0, 10);
    head.writeUInt16BE(internetChecksum(head), 10);
    return Buffer.concat([ethernet, head, octets]);
  };
  return [piece(0x2000, data.subarray(0, 8)), piece(1, data.subarray(8))];
}

function inserted(frame: Buffer, header: number, octets: Buffer): Buffer {
  const copy = Buffer.concat([frame.subarray(0, HEADERS), octets, frame.subarray(HEADERS)]);
  copy.writeUInt16BE(copy.length - HEADERS, 18);
  copy[20] = header;
  return copy;
}
