import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatAddress, parseAddress } from '../../net/address.ts';
import { mayOverlap } from './overlap.ts';
import { type ParsedMatches, parseRules } from './parse-rules.ts';
import { type ProbedPacket, probeText } from './probe-text.ts';

const CHAIN = 'BW_FORWARD';

function table(conditions: string) {
  return parseRules(`-A ${CHAIN} ${conditions} -j ACCEPT`);
}

function matchesOf(conditions: string): ParsedMatches {
  return table(conditions).chains.get(CHAIN)?.[0]?.matches ?? {};
}

describe('two lines that one packet can meet are never told apart', () => {
  test.each([
    ['a type of ICMP and the same with its code', '-p icmp -m icmp --icmp-type 8', '-p icmp -m icmp --icmp-type 8/0'],
    ['a protocol by its name and by its number', '-p tcp', '-p 6'],
    ['both names of ICMPv6', '-p ipv6-icmp', '-p icmpv6'],
    ["iptables' number for all protocols", '-p 0', '-p tcp -m tcp --dport 22'],
    ["iptables' number for all types of ICMP", '-p icmp -m icmp --icmp-type 255', '-p icmp -m icmp --icmp-type 8/0'],
    [
      'the port that a routed packet came in by',
      '-m physdev --physdev-in vnet1',
      '-i br0 -o eth0 -m physdev ! --physdev-is-bridged',
    ],
    ['the beginning of interface names', '-i br+', '-i br0'],
    ['states in common', '-m state --state NEW,ESTABLISHED', '-m state ! --state NEW'],
  ])('%s', (_what, one, other) => {
    expect(mayOverlap(matchesOf(one), matchesOf(other))).toBe(true);
    expect(mayOverlap(matchesOf(other), matchesOf(one))).toBe(true);
  });

  test('whatever packet it is: what matches both, overlaps', () => {
    let both = 0;
    fc.assert(
      fc.property(packet, choices, choices, (probed, first, second) => {
        const [one, other] = [line(probed, first), line(probed, second)];
        const meets = (conditions: string) => probeText(table(conditions), CHAIN, probed).verdict === 'ACCEPT';
        if (!meets(one) || !meets(other)) return;
        both += 1;
        expect(mayOverlap(matchesOf(one), matchesOf(other)), `${one}\n${other}`).toBe(true);
      }),
      { numRuns: 4000 },
    );
    expect(both).toBeGreaterThan(300);
  });
});

describe('two lines that no packet can meet are told apart', () => {
  test.each([
    ['ports of a bridge', '-m physdev --physdev-in vk63', '-m physdev --physdev-in vk64'],
    ['beginnings of names', '-m physdev --physdev-in vk4+', '-m physdev --physdev-in vk63'],
    [
      'a port out, and being routed',
      '-m physdev --physdev-is-bridged --physdev-out vk63',
      '-m physdev ! --physdev-is-bridged',
    ],
    ['bridged and routed', '-m physdev --physdev-is-bridged', '-m physdev ! --physdev-is-bridged'],
    ['interfaces', '-i eth0', '-i eth1'],
    ['addresses', '-s 192.168.50.13', '! -s 192.168.50.13'],
    ['an address and a network without it', '-d 192.168.50.13', '-d 192.168.51.0/24'],
    ['protocols', '-p udp', '-p 6'],
    ['types of ICMP', '-p icmp -m icmp --icmp-type 8', '-p icmp -m icmp --icmp-type 0/0'],
    ['codes of ICMP', '-p icmp -m icmp --icmp-type 11/0', '-p icmp -m icmp --icmp-type 11/1'],
    ['TCP or UDP ports', '-p tcp -m tcp --dport 22', '-p tcp -m tcp -m multiport --dports 80,443'],
    ['states', '-m state --state NEW', '-m state --state ESTABLISHED,RELATED'],
    ['users', '-m owner --uid-owner 1021', '-m owner --uid-owner 1022'],
    ['opening a connection and not', '-p tcp -m tcp --syn', '-p tcp -m tcp ! --syn'],
  ])('%s', (_what, one, other) => {
    expect(mayOverlap(matchesOf(one), matchesOf(other))).toBe(false);
    expect(mayOverlap(matchesOf(other), matchesOf(one))).toBe(false);
  });
});

test.each([
  ['-p foo', 'foo'],
  ['-p icmp -m icmp --icmp-type echo-request', 'echo-request'],
  ['-m owner --uid-owner root', 'root'],
  ['-m state --state SNAT', 'SNAT'],
  ['-m socket', 'socket'],
])('a line that is not understood is refused: %s', (conditions, word) => {
  expect(() => table(conditions)).toThrow(word);
});

const ADDRESSES = { 4: ['10.0.0.1', '10.0.0.2', '10.0.1.9'], 6: ['fd00::1', 'fd00::2', 'fd01::9'] } as const;
const STATES = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'] as const;
const ICMP_TYPES = ['8/0', '0/0', '3/1', '3/3', '128/0', '136/0'];

const places: fc.Arbitrary<Partial<ProbedPacket>> = fc.constantFrom<Partial<ProbedPacket>>(
  { physdevIn: 'vk63', physdevOut: 'vk64', inInterface: 'br0', outInterface: 'br0' },
  { physdevIn: 'vk64', physdevOut: 'vmh1', inInterface: 'br0', outInterface: 'br0' },
  { physdevIn: 'vk63', inInterface: 'br0', outInterface: 'eth0' },
  { inInterface: 'eth0', outInterface: 'br1' },
  { physdevIn: 'vk64', inInterface: 'br0' },
  { inInterface: 'eth0' },
  { outInterface: 'eth0', uid: 1021 },
);

const services: fc.Arbitrary<Partial<ProbedPacket> & { protocol: string }> = fc.oneof(
  fc.record({
    protocol: fc.constantFrom('tcp', '6'),
    sourcePort: fc.constantFrom(22, 40000),
    destinationPort: fc.constantFrom(22, 80, 8001),
    syn: fc.boolean(),
  }),
  fc.record({
    protocol: fc.constantFrom('udp', '17'),
    sourcePort: fc.constantFrom(53, 67),
    destinationPort: fc.constantFrom(53, 68),
  }),
  fc.record({ protocol: fc.constantFrom('icmp', '1', 'ipv6-icmp', '58'), icmpType: fc.constantFrom(...ICMP_TYPES) }),
  fc.record({ protocol: fc.constantFrom('47', 'sctp') }),
);

const packet: fc.Arbitrary<ProbedPacket> = fc
  .record({
    place: places,
    service: services,
    family: fc.constantFrom(4 as const, 6 as const),
    ends: fc.tuple(fc.nat(2), fc.nat(2)),
    state: fc.constantFrom(...STATES),
  })
  .map(({ place, service, family, ends, state }) => ({
    ...place,
    ...service,
    source: address(ADDRESSES[family][ends[0]] ?? ''),
    destination: address(ADDRESSES[family][ends[1]] ?? ''),
    state,
  }));

function address(text: string) {
  const parsed = parseAddress(text);
  if (!parsed) throw new Error(text);
  return parsed;
}

/** What a line says about each part of a packet, as numbers: most of them say nothing about it. */
const choices = fc.array(fc.nat(47), { minLength: 14, maxLength: 14 });

/** A line of iptables about a packet: mostly what is true of it, in one of its spellings, and sometimes not. */
function line(packet: ProbedPacket, choices: readonly number[]): string {
  const port = (name: string | undefined) => (name === undefined ? ['vk63'] : [name, `${name.slice(0, 2)}+`, 'vk+']);
  const interfaces = (name: string | undefined) =>
    name === undefined ? ['eth0'] : [name, `${name.slice(0, 2)}+`, 'eth0'];
  const ends = ({ family, value }: ProbedPacket['source'], flag: string, rangeFlag: string) => {
    const own = formatAddress({ family, value });
    const [first, second, far] = ADDRESSES[family];
    return [
      `${flag} ${own}`,
      `${flag} ${own}/${family === 4 ? 24 : 64}`,
      `${flag} ${first}`,
      `! ${flag} ${far}`,
      `! ${flag} ${second}`,
      `-m iprange ${rangeFlag} ${first}-${second}`,
      `-m iprange ! ${rangeFlag} ${first}-${second}`,
    ];
  };
  const numbers = (flag: string, is: number | undefined) =>
    is === undefined ? [] : [`--${flag} ${is}`, `-m multiport --${flag}s 80,${is}`, `--${flag} 20:9000`];
  const [type = '', code = ''] = packet.icmpType?.split('/') ?? [];
  const types = packet.icmpType === undefined ? [] : ['any', '255', type, `${type}/${code}`, `${type}/1`, '8'];
  const protocols = [
    ...['tcp', 'udp', 'icmp', 'ipv6-icmp'].flatMap((name, at) => {
      const number = ['6', '17', '1', '58'][at] ?? '';
      return packet.protocol === name || packet.protocol === number ? [name, number] : [];
    }),
    '0',
    'all',
    '47',
    '6',
  ];
  const wanted: (readonly string[])[] = [
    port(packet.physdevIn).map((name) => `-m physdev --physdev-in ${name}`),
    port(packet.physdevOut).map((name) => `-m physdev --physdev-is-bridged --physdev-out ${name}`),
    ['-m physdev --physdev-is-bridged', '-m physdev ! --physdev-is-bridged'],
    interfaces(packet.inInterface).map((name) => `-i ${name}`),
    interfaces(packet.outInterface).map((name) => `-o ${name}`),
    ends(packet.source, '-s', '--src-range'),
    ends(packet.destination, '-d', '--dst-range'),
    protocols.map((protocol) => `-p ${protocol}`),
    numbers('sport', packet.sourcePort),
    numbers('dport', packet.destinationPort),
    types.map((one) => `--icmp-type ${one}`),
    [
      `-m state --state ${packet.state}`,
      `-m state --state NEW,${packet.state}`,
      '-m state ! --state ESTABLISHED,RELATED',
    ],
    packet.syn === undefined ? [] : [packet.syn ? '--syn' : '! --syn', '! --syn'],
    [packet.uid === undefined ? '-m limit --limit 5/second' : `-m owner --uid-owner ${packet.uid}`],
  ];
  return wanted
    .flatMap((spellings, at) => {
      const choice = choices[at] ?? 0;
      return choice % 4 === 3 ? (spellings[(choice >> 2) % spellings.length] ?? []) : [];
    })
    .join(' ');
}
