/**
 * What each kernel setting of a release stops, and what it breaks, by the last part of its name. They hold while the rules
 * run; a stop puts back what was.
 */
const KERNEL_WORDS: Readonly<Record<string, string>> = {
  'bridge-nf-call-iptables':
    'Shows bridged IPv4 to iptables, without which no rule holds; the chains of others (Docker) see bridged packets too.',
  'bridge-nf-call-ip6tables':
    'Shows bridged IPv6 to ip6tables, without which no rule holds; the chains of others see bridged packets too.',
  'bridge-nf-filter-vlan-tagged':
    'At 1, stops forged IP behind a VLAN tag, and tagged packets meet all rules; at 0, because a port is a trunk, none.',
  rp_filter:
    'Stops packets that come in where no answer would go out; answers that take another way in than the questions went are dropped.',
  arp_ignore:
    'Stops the host from answering ARP here for addresses it has elsewhere; nobody here finds the host by ARP.',
  arp_announce:
    'Stops the host from asking by ARP in the name of another interface; nothing here learns its addresses.',
  disable_ipv6:
    'Stops guests from reaching the host by a link-local address here; the host speaks no IPv6 on this bridge at all.',
  no_linklocal_learn:
    'Stops guests from drawing the frames of others by LLDP frames, which no rule sees; a station that speaks nothing else is not learned.',
};

/** The sentence for a setting, or `otherwise`, the reason that the compiler gives. */
export function kernelWords(name: string, otherwise: string): string {
  return KERNEL_WORDS[name.slice(name.lastIndexOf('/') + 1)] ?? otherwise;
}
