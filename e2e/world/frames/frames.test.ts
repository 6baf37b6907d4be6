import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arpFrame } from './arp.ts';
import { ETHERTYPE, ethernetFrame } from './ethernet.ts';
import { ethertypeOf, ipPacket } from './ip.ts';
import { neighbourFrame } from './neighbour.ts';
import { internetChecksum } from './octets.ts';
import { readFrame } from './read-frame.ts';
import { echoSegment, PROTOCOL, pseudoChecksum, TCP_FLAG, tcpSegment, udpSegment } from './transport.ts';

const ENDS = { from: '192.168.50.13', to: '192.168.50.15' };
const ENDS6 = { from: 'fd00::13', to: 'fd00::15' };

describe('frame builders', () => {
  it('write an ARP request as RFC 826 draws it', () => {
    const frame = arpFrame({
      operation: 'request',
      senderMac: '52:54:00:9f:5d:c1',
      senderAddress: '192.168.50.13',
      targetAddress: '192.168.50.15',
    });
    expect(frame.toString('hex')).toBe(
      'ffffffffffff5254009f5dc10806' + '0001080006040001' + '5254009f5dc1c0a8320d' + '000000000000c0a8320f',
    );
  });

  it('put VLAN tags between the MACs and the type, the outer one first', () => {
    const frame = ethernetFrame({
      destination: '02:00:00:00:00:01',
      source: '02:00:00:00:00:02',
      ethertype: ETHERTYPE.ipv4,
      payload: Buffer.from('aa', 'hex'),
      tags: [{ ethertype: ETHERTYPE.serviceVlan, id: 0 }, { id: 7 }],
    });
    expect(frame.toString('hex')).toBe('020000000001' + '020000000002' + '88a80000' + '81000007' + '0800' + 'aa');
  });

  it('compute the checksum of RFC 1071', () => {
    expect(internetChecksum(Buffer.from('0001f203f4f5f6f7', 'hex'))).toBe(0x220d);
  });

  it('give packets whose checksums verify, in both families and all protocols', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.nat(0xffff),
        fc.constantFrom(ENDS, ENDS6),
        (data, port, ends) => {
          const payload = Buffer.from(data);
          const v6 = ends === ENDS6;
          for (const segment of [
            tcpSegment(ends, { sourcePort: port, destinationPort: 80, sequence: 1, flags: TCP_FLAG.syn, payload }),
            udpSegment(ends, { sourcePort: port, destinationPort: 53, payload }),
            echoSegment(ends, { identifier: port, payload }),
          ]) {
            const packet = ipPacket(ends, segment);
            const header = packet.subarray(0, v6 ? 40 : 20);
            if (!v6) expect(internetChecksum(header)).toBe(0);
            const pseudo = Buffer.concat([
              v6 ? packet.subarray(8, 40) : packet.subarray(12, 20),
              Buffer.from([0, segment.protocol, segment.octets.length >> 8, segment.octets.length & 255]),
            ]);
            const covered = segment.protocol === 1 ? Buffer.alloc(0) : pseudo;
            expect(internetChecksum(covered, segment.octets)).toBe(0);
          }
        },
      ),
    );
  });

  it('give announcements by neighbour discovery whose checksums verify, with further options', () => {
    const frame = neighbourFrame({
      type: 'advertisement',
      ...ENDS6,
      sourceMac: '02:00:00:00:00:02',
      destinationMac: '02:00:00:00:00:01',
      target: ENDS6.from,
      mac: '02:00:00:00:00:02',
      more: Buffer.from('fd02000000000000425753ee00000007', 'hex'),
    });
    const message = frame.subarray(14 + 40);
    expect(pseudoChecksum(ENDS6, PROTOCOL.icmpv6, message)).toBe(0);
    expect(readFrame(frame).ip?.from).toBe('fd00::13');
  });

  it('are read back as they were written', () => {
    const segment = tcpSegment(ENDS6, {
      sourcePort: 4000,
      destinationPort: 22,
      sequence: 9,
      flags: TCP_FLAG.syn | TCP_FLAG.ack,
      payload: Buffer.from('x'),
    });
    const frame = ethernetFrame({
      destination: '02:00:00:00:00:01',
      source: '02:00:00:00:00:02',
      ethertype: ethertypeOf(ENDS6.to),
      payload: ipPacket(ENDS6, segment),
    });
    expect(readFrame(frame)).toEqual({
      destinationMac: '02:00:00:00:00:01',
      sourceMac: '02:00:00:00:00:02',
      ethertype: ETHERTYPE.ipv6,
      ip: { from: 'fd00::13', to: 'fd00::15', protocol: 6, sourcePort: 4000, destinationPort: 22, tcpFlags: 18 },
    });
  });
});
