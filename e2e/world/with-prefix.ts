import ipaddr from 'ipaddr.js';
import type { DrawnNetwork } from './drawn-network.ts';
import { isIpv6 } from './frames/octets.ts';

/**
 * The address with a prefix length, as `ip addr add` wants it: its own when it is drawn with one, else that of the host's
 * interface in the same network, else 24 and 64, the usual ones.
 */
export function withPrefix(network: DrawnNetwork, address: string): string {
  if (address.includes('/')) return address;
  const parsed = ipaddr.parse(address);
  for (const nic of network.nics) {
    if (nic.kind !== 'interface') continue;
    for (const cidr of nic.drawnAddresses) {
      const [base, prefix] = ipaddr.parseCIDR(cidr);
      if (base.kind() === parsed.kind() && parsed.match(base, prefix)) return `${address}/${prefix}`;
    }
  }
  return `${address}/${isIpv6(address) ? 64 : 24}`;
}
