import type { DrawnNic } from './drawn-network.ts';
import { sameSegment } from './drawn-sides.ts';
import type { Sentinel } from './frame-agent.ts';
import { arpFrame } from './frames/arp.ts';
import { neighbourFrame } from './frames/neighbour.ts';
import { addressOctets, isIpv6 } from './frames/octets.ts';
import type { WorldPlan } from './plan-world.ts';

/** The octets that the agent fills in at the end of each sentinel. */
const TOKEN = 8;
/** Pads an ARP message to the 52 octets before the agent's eight, together the smallest Ethernet frame. */
const PADDING = Buffer.alloc(10);

/** An option of neighbour discovery for experiments (RFC 4727), two times eight octets long: the last eight are the agent's. */
const EXPERIMENT = Buffer.concat([Buffer.from([253, 2]), Buffer.alloc(6 + TOKEN)]);
/** Where the checksum is: behind an Ethernet and an IPv6 header, and ICMPv6's type and code. */
const CHECKSUM_AT = 14 + 40 + 2;

/**
 * Sentinels of each NIC at a bridge: an honest ARP announcement, which the rules must let through to everybody (DESIGN, invariant 5), or
 * where it has IPv6 alone a neighbour solicitation for each of those that have it too.
 */
export function sentinelsOf({ network }: WorldPlan): Sentinel[] {
  return network.nics
    .filter((nic) => nic.bridge !== undefined)
    .flatMap((nic) => {
      const others = network.nics.filter((other) => other !== nic && sameSegment(network, nic, other));
      return byArp(nic, others) ?? byNeighbourDiscovery(nic, others);
    });
}

function byArp({ key, mac, addresses }: DrawnNic, others: readonly DrawnNic[]): Sentinel[] | undefined {
  const address = addresses.find((each) => !isIpv6(each));
  if (address === undefined) return undefined;
  const announcement = arpFrame({
    operation: 'request',
    senderMac: mac,
    senderAddress: address,
    targetAddress: address,
  });
  const expect = others.map((other) => other.key);
  return [{ device: key, octets: Buffer.concat([announcement, PADDING]), expect }];
}

/** Each is for one group of addresses (RFC 4291, 2.7.1), but every bridge learns from it where the sender is. */
function byNeighbourDiscovery({ key, mac, addresses }: DrawnNic, others: readonly DrawnNic[]): Sentinel[] {
  const from = addresses.find(isIpv6);
  return others.flatMap((other) => {
    const target = other.addresses.find(isIpv6);
    if (from === undefined || target === undefined) return [];
    const to = solicitedNode(target);
    const solicitation = neighbourFrame({
      type: 'solicitation',
      from,
      to,
      target,
      mac,
      more: EXPERIMENT,
    });
    const octets = solicitation.subarray(0, -TOKEN);
    return [{ device: key, octets, checksumAt: CHECKSUM_AT, expect: [other.key] }];
  });
}

function solicitedNode(address: string): string {
  const [a = 0, b = 0, c = 0] = addressOctets(address).subarray(13);
  return `ff02::1:ff${a.toString(16).padStart(2, '0')}:${((b << 8) | c).toString(16)}`;
}
