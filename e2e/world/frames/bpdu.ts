import { ethernetFrame } from './ethernet.ts';
import { longWord, macOctets, word } from './octets.ts';

const BRIDGE_GROUP_MAC = '01:80:c2:00:00:00';
const LLC_STP = Buffer.from([0x42, 0x42, 0x03]);
/** Times are in 1/256 of a second (IEEE 802.1D, 9.3.1). */
const SECOND = 256;

/** A configuration message by which a station claims to be the root of the spanning tree, with the best priority there is. */
export function rootClaim(mac: string): Buffer {
  const bridge = Buffer.concat([word(0), macOctets(mac)]);
  const message = Buffer.concat([
    LLC_STP,
    Buffer.alloc(4), // protocol, version and type: configuration
    Buffer.alloc(1), // no flags
    bridge, // the root
    longWord(0), // the cost of the way there
    bridge,
    word(0x8001), // port
    word(0), // message age
    word(20 * SECOND),
    word(2 * SECOND),
    word(15 * SECOND),
  ]);
  return ethernetFrame({ destination: BRIDGE_GROUP_MAC, source: mac, ethertype: message.length, payload: message });
}
