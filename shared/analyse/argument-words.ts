/** How an argument of iptables, ip6tables or ebtables is said. */
export interface ArgumentWords {
  readonly takes: 'value' | 'nothing';
  /** A condition narrows what is matched; an effect says how the target does its work. */
  readonly about: 'condition' | 'effect';
  readonly words: (value: string, negated: boolean) => string;
}

/** A condition in both forms: "comes from X", "does not come from X". */
function condition(yes: (value: string) => string, no: (value: string) => string): ArgumentWords {
  return { takes: 'value', about: 'condition', words: (value, negated) => (negated ? no(value) : yes(value)) };
}

function only(yes: (value: string) => string): ArgumentWords {
  return condition(yes, (value) => `is not so that it ${yes(value)}`);
}

function flag(yes: string, no: string): ArgumentWords {
  return { takes: 'nothing', about: 'condition', words: (_, negated) => (negated ? no : yes) };
}

function effect(words: (value: string) => string): ArgumentWords {
  return { takes: 'value', about: 'effect', words };
}

const isMac = (value: string): boolean => /^[0-9a-f]{2}(:[0-9a-f]{2}){5}/i.test(value);
const list = (value: string): string => value.replaceAll(':', ' to ').replaceAll(',', ', ');

const ETHERTYPES: Readonly<Record<string, string>> = {
  ARP: 'is ARP',
  IPv4: 'is IPv4',
  IPv6: 'is IPv6',
  '802_1Q': 'carries a VLAN tag (802.1Q)',
  '0x88a8': 'carries a provider VLAN tag (802.1ad)',
};

const ICMP_TYPES: Readonly<Record<string, string>> = {
  '0': 'echo reply (an answered ping)',
  '0/0': 'echo reply (an answered ping)',
  '3': 'destination unreachable',
  '3/4': 'fragmentation needed',
  '8': 'echo request (a ping)',
  '8/0': 'echo request (a ping)',
  '11': 'time exceeded',
  '128': 'echo request (a ping)',
  '129': 'echo reply (an answered ping)',
  '1': 'destination unreachable',
  '2': 'packet too big',
  '130': 'multicast listener query',
  '131': 'multicast listener report (first version)',
  '132': 'multicast listener done',
  '133': 'router solicitation',
  '134': 'router advertisement',
  '135': 'neighbour solicitation',
  '136': 'neighbour advertisement',
  '137': 'redirect',
  '143': 'multicast listener report',
};

const icmp = (value: string): string =>
  value === 'any'
    ? 'is of whatever ICMP type'
    : `is ICMP type ${value}${ICMP_TYPES[value] ? `, ${ICMP_TYPES[value]}` : ''}`;
const icmpv6 = (value: string): string => `is ICMPv6 type ${value}${ICMP_TYPES[value] ? `, ${ICMP_TYPES[value]}` : ''}`;

const STATES: Readonly<Record<string, string>> = {
  NEW: 'opens a connection',
  ESTABLISHED: 'belongs to a connection that is running',
  RELATED: 'belongs to one that a running connection called for',
  INVALID: 'belongs to no connection that is known',
};
const states = (value: string): string =>
  value
    .split(',')
    .map((state) => STATES[state] ?? state)
    .join(' or ');

/** Every argument that the compiler emits, in words; a test reads all golden scripts through it. */
export const ARGUMENT_WORDS: Readonly<Record<string, ArgumentWords>> = {
  '--physdev-in': only((port) => `enters its bridge by port ${port}`),
  '--physdev-out': only((port) => `leaves its bridge by port ${port}`),
  '--physdev-is-bridged': flag('is bridged from port to port', 'is not bridged but routed'),
  '-i': condition(
    (name) => `comes in by ${name}`,
    (name) => `does not come in by ${name}`,
  ),
  '-o': condition(
    (name) => `goes out by ${name}`,
    (name) => `does not go out by ${name}`,
  ),
  '-s': condition(
    (value) => `comes from ${isMac(value) ? 'MAC address ' : ''}${value}`,
    (value) => `does not come from ${isMac(value) ? 'MAC address ' : ''}${value}`,
  ),
  '-d': condition(
    (value) =>
      value === 'Unicast' ? 'is for a single station' : `is for ${isMac(value) ? 'MAC address ' : ''}${value}`,
    (value) => `is not for ${isMac(value) ? 'MAC address ' : ''}${value}`,
  ),
  '--src-range': condition(
    (value) => `comes from one of ${value}`,
    (value) => `comes from none of ${value}`,
  ),
  '--dst-range': condition(
    (value) => `is for one of ${value}`,
    (value) => `is for none of ${value}`,
  ),
  '-p': condition(
    (value) => ETHERTYPES[value] ?? `is ${value === 'ipv6-icmp' ? 'ICMPv6' : value.toUpperCase()}`,
    (value) => `is not ${value}`,
  ),
  '--sport': only((value) => `comes from port ${list(value)}`),
  '--sports': only((value) => `comes from one of the ports ${list(value)}`),
  '--dport': only((value) => `is for port ${list(value)}`),
  '--dports': only((value) => `is for one of the ports ${list(value)}`),
  '--icmp-type': only(icmp),
  '--icmpv6-type': only(icmpv6),
  '--state': condition(states, (value) => `does not do this: ${states(value)}`),
  '--syn': flag('opens a TCP connection (a lone SYN)', 'is TCP that opens no connection'),
  '--uid-owner': only((uid) => `was sent by a program of user ${uid}`),
  '--timestart': only((value) => `comes after ${value}`),
  '--timestop': only((value) => `comes before ${value}`),
  '--weekdays': only((value) => `comes on ${list(value)}`),
  '--contiguous': { ...flag('reaches over midnight as one period', ''), about: 'effect' },
  '--kerneltz': { ...flag('by the clock of the host', ''), about: 'effect' },
  '--limit': only((value) => `is within ${value.replace('/', ' a ')} on average`),
  '--limit-burst': effect((value) => `${value} at once to begin with`),
  '--u32': only(() => 'is a message of neighbour discovery about just this address and MAC address (xt_u32)'),
  '--log-level': effect((value) => `at level ${value}`),
  '--log-prefix': effect((value) => `as “${value.trim()}”`),
  '--reject-with': effect((value) => `with ${value}`),
  '--arp-op': only((value) => `is an ARP ${value.toLowerCase()}`),
  '--arp-ip-src': condition(
    (value) => `says by ARP to be ${value}`,
    (value) => `says by ARP to be another than ${value}`,
  ),
  '--arp-ip-dst': only((value) => `asks by ARP for ${value}`),
  '--arp-mac-src': condition(
    (value) => `says by ARP to have MAC address ${value}`,
    (value) => `says by ARP to have another MAC address than ${value}`,
  ),
  '--ip-proto': only((value) => `is ${value.toUpperCase()}`),
  '--ip6-proto': only((value) => `is ${value === 'ipv6-icmp' ? 'ICMPv6' : value.toUpperCase()}`),
  '--ip-dport': only((value) => `is for port ${list(value)}`),
  '--ip6-dport': only((value) => `is for port ${list(value)}`),
  '--ip6-icmp-type': only(icmpv6),
  '--vlan-id': only((value) => `is in VLAN ${value}`),
};

/** What a verdict does, after "It" or "What comes from X". */
export const TARGET_WORDS: Readonly<Record<string, string>> = {
  ACCEPT: 'is let through',
  DROP: 'is dropped without a word',
  REJECT: 'is refused with an answer to its sender',
  RETURN: 'goes back to where this chain was called',
  LOG: 'is written to the kernel log and goes on',
  CONTINUE: 'goes on with the next line',
};

/** What is probed in the chains that the built-in ones jump to. */
export const CHAIN_WORDS: Readonly<Record<string, string>> = {
  BW_FORWARD: 'what passes through the host, bridged or routed',
  BW_INPUT: 'what is for the host itself',
  BW_OUTPUT: 'what the host sends itself',
  BW_PREROUTING: 'frames before the bridge learns from them',
};

/** Modules need no words of their own where the arguments behind them have some. */
export const MODULE_WORDS: Readonly<Record<string, string>> = {
  physdev: 'Looks at the ports of the bridge (xt_physdev)',
  state: 'Looks at the connection that the packet belongs to (conntrack)',
  multiport: 'Looks at several ports at once',
  iprange: 'Looks at a range of addresses',
  owner: 'Looks at who runs the sending program',
  time: 'Looks at the clock',
  limit: 'Counts, so that only so many match',
  u32: 'Looks into the packet word by word',
  tcp: 'Looks at the TCP header',
  udp: 'Looks at the UDP header',
  icmp: 'Looks at the ICMP header',
  icmp6: 'Looks at the ICMPv6 header',
};
