import { sameSegment } from './drawn-sides.ts';
import type { Sentinel } from './frame-agent.ts';
import { arpFrame } from './frames/arp.ts';
import { isIpv6 } from './frames/octets.ts';
import type { WorldPlan } from './plan-world.ts';

/** Pads an ARP message to the 52 octets before the agent's eight, together the smallest Ethernet frame. */
const PADDING = Buffer.alloc(10);

/**
 * One sentinel for each NIC at a bridge: an honest ARP announcement, which the rules must let through to everybody
 * (DESIGN, invariant 5). A NIC without an IPv4 address can send none.
 */
export function sentinelsOf(plan: WorldPlan): Sentinel[] {
  const { network } = plan;
  const sentinels: Sentinel[] = [];
  for (const nic of network.nics) {
    if (nic.bridge === undefined) continue;
    const address = nic.addresses.find((each) => !isIpv6(each));
    if (address === undefined) continue;
    const announcement = arpFrame({
      operation: 'request',
      senderMac: nic.mac,
      senderAddress: address,
      targetAddress: address,
    });
    const others = network.nics.filter((other) => other !== nic && sameSegment(network, nic, other));
    sentinels.push({
      device: nic.key,
      octets: Buffer.concat([announcement, PADDING]),
      expect: others.map((other) => other.key),
    });
  }
  return sentinels;
}
