/** Names of protocols that iptables and ip6tables take for a number (xtables.c, `xtables_chain_protos`). */
const NUMBERS: Readonly<Record<string, number>> = {
  all: 0,
  icmp: 1,
  tcp: 6,
  udp: 17,
  esp: 50,
  ah: 51,
  icmpv6: 58,
  'ipv6-icmp': 58,
  sctp: 132,
  'ipv6-mh': 135,
  mh: 135,
  udplite: 136,
};

/** ICMP of IPv4. */
export const ICMP = 1;

/** To iptables the number 0 is not a protocol but all of them (iptables(8), `-p`). */
export const ANY_PROTOCOL = 0;

/** The number of a protocol that is given by its name or its number, 0 to 255; `undefined` for a name that is not known here. */
export function protocolNumber(protocol: string): number | undefined {
  if (/^\d{1,3}$/.test(protocol)) {
    const number = Number(protocol);
    return number <= 255 ? number : undefined;
  }
  return NUMBERS[protocol];
}
