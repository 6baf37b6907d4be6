import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../document/parse.ts';
import { formatPorts } from '../net/ports.ts';
import { formatRange } from '../net/range.ts';
import { compile } from './compile.ts';
import { type ParsedMatches, type ParsedTable, parseRules } from './prove/parse-rules.ts';
import { verdictLines } from './prove/verdict-lines.ts';
import { SECTIONS, type Section } from './result.ts';

/**
 * The rule sets printed in the articles that the project comes from, against what we compile from the same drawing: the same
 * conditions lead to the same verdicts in the same built-in chain. What the comparison folds away, and why:
 * - names and numbers of chains (ours hang on BW_ twins and count from the safety rules on);
 * - lines that the articles' tool wrote twice;
 * - the connection state of user denials: the articles' tool accepts established packets first of all, which the articles
 *   themselves advise against; ours come last, so our denials of users spare established packets instead.
 */
function compiledTable(name: string): ParsedTable {
  const { document } = parseDocument(readFileSync(`shared/compiler/cases/${name}/document.bridgewarden.json`, 'utf8'));
  if (!document) throw new Error(`${name} does not parse`);
  const [host] = compile(document, { style: 'commands' }).hosts;
  const script = host?.script.text ?? '';
  return parseRules(script.slice(0, script.indexOf('rules_v6()')));
}

/** Every way to a verdict in a built-in chain, as one readable line each, sorted and without repeats. */
function ways(table: ParsedTable, hook: string): string[] {
  const chain = table.chains.has(`BW_${hook}`) ? `BW_${hook}` : hook;
  const lines = (table.chains.get(chain) ?? []).flatMap((entry) => verdictLines(table, entry));
  return [...new Set(lines.map(({ matches, verdict }) => `${spell(matches, verdict)} => ${verdict}`))].sort();
}

function spell(matches: ParsedMatches, verdict: string): string {
  const { source, destination } = matches;
  const states = verdict === 'ACCEPT' ? matches.states : undefined;
  const parts = {
    in: matches.physdevIn,
    // Written or not, only bridged packets have a port out.
    out: matches.physdevOut,
    i: matches.inInterface,
    o: matches.outInterface,
    s: source && `${source.negated ? '! ' : ''}${formatRange(source.range)}`,
    d: destination && `${destination.negated ? '! ' : ''}${formatRange(destination.range)}`,
    p: matches.protocol,
    sports: matches.sourcePorts && sorted(matches.sourcePorts),
    dports: matches.destinationPorts && sorted(matches.destinationPorts),
    icmp: matches.icmpType,
    uid: matches.uid,
    state: states?.join(','),
  };
  return Object.entries(parts)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ');
}

function sorted(ports: NonNullable<ParsedMatches['sourcePorts']>): string {
  return formatPorts([...ports].sort((a, b) => a.first - b.first));
}

const DENY_RULES = `
$IPTABLES -A FORWARD -m physdev --physdev-is-bridged --physdev-out vk63 !  -d 192.168.50.13   -j Out_RULE_2
$IPTABLES -A Out_RULE_2  -j LOG  --log-level info --log-prefix "RULE 2 -- DENY "
$IPTABLES -A Out_RULE_2  -j DROP
$IPTABLES -A FORWARD -m physdev --physdev-is-bridged --physdev-out vk64 !  -d 192.168.50.14   -j Out_RULE_3
$IPTABLES -A Out_RULE_3  -j LOG  --log-level info --log-prefix "RULE 3 -- DENY "
$IPTABLES -A Out_RULE_3  -j DROP
$IPTABLES -A FORWARD -m physdev --physdev-is-bridged --physdev-out vk65 !  -d 192.168.50.15   -j Out_RULE_4
$IPTABLES -A Out_RULE_4  -j LOG  --log-level info --log-prefix "RULE 4 -- DENY "
$IPTABLES -A Out_RULE_4  -j DROP
$IPTABLES -A FORWARD -m physdev --physdev-is-bridged --physdev-out vk63  -s 192.168.50.13   -j Out_RULE_6
$IPTABLES -A Out_RULE_6  -j LOG  --log-level info --log-prefix "RULE 6 -- DENY "
$IPTABLES -A Out_RULE_6  -j DROP
$IPTABLES -A FORWARD -m physdev --physdev-is-bridged --physdev-out vk64  -s 192.168.50.14   -j Out_RULE_7
$IPTABLES -A Out_RULE_7  -j LOG  --log-level info --log-prefix "RULE 7 -- DENY "
$IPTABLES -A Out_RULE_7  -j DROP
$IPTABLES -A FORWARD -m physdev --physdev-is-bridged --physdev-out vk65  -s 192.168.50.15   -j Out_RULE_8
$IPTABLES -A Out_RULE_8  -j LOG  --log-level info --log-prefix "RULE 8 -- DENY "
$IPTABLES -A Out_RULE_8  -j DROP
$IPTABLES -A INPUT -m physdev --physdev-in vk63 !  -s 192.168.50.13   -j In_RULE_11
$IPTABLES -A FORWARD -m physdev --physdev-in vk63 !  -s 192.168.50.13   -j In_RULE_11
$IPTABLES -A In_RULE_11  -j LOG  --log-level info --log-prefix "RULE 11 -- DENY "
$IPTABLES -A In_RULE_11  -j DROP
$IPTABLES -A INPUT -m physdev --physdev-in vk64 !  -s 192.168.50.14   -j In_RULE_12
$IPTABLES -A FORWARD -m physdev --physdev-in vk64 !  -s 192.168.50.14   -j In_RULE_12
$IPTABLES -A In_RULE_12  -j LOG  --log-level info --log-prefix "RULE 12 -- DENY "
$IPTABLES -A In_RULE_12  -j DROP
$IPTABLES -A INPUT -m physdev --physdev-in vk65 !  -s 192.168.50.15   -j In_RULE_13
$IPTABLES -A FORWARD -m physdev --physdev-in vk65 !  -s 192.168.50.15   -j In_RULE_13
$IPTABLES -A In_RULE_13  -j LOG  --log-level info --log-prefix "RULE 13 -- DENY "
$IPTABLES -A In_RULE_13  -j DROP
`;

const ACCEPT_RULE = `
$IPTABLES -A FORWARD -m physdev --physdev-in vk63 -p icmp  -m icmp  -s 192.168.50.13   -d 192.168.50.1   --icmp-type any  -m state --state NEW  -j In_RULE_21
$IPTABLES -A FORWARD -m physdev --physdev-in vk63 -p icmp  -m icmp  -s 192.168.50.13   --icmp-type any  -m state --state NEW  -j Cid8093X19506.0
$IPTABLES -A Cid8093X19506.0  -d 192.168.50.12   -j In_RULE_21
$IPTABLES -A Cid8093X19506.0  -d 192.168.50.14   -j In_RULE_21
$IPTABLES -A Cid8093X19506.0  -d 192.168.50.15   -j In_RULE_21
$IPTABLES -A In_RULE_21  -j LOG  --log-level info --log-prefix "RULE 21 -- ACCEPT "
$IPTABLES -A In_RULE_21  -j ACCEPT
`;

const USER_RULES = `
$IPTABLES -A INPUT  -p tcp -m tcp  -s 192.168.44.12/32  --dport 22  -m state --state NEW,ESTABLISHED -j  ACCEPT
$IPTABLES -A OUTPUT  -p tcp -m tcp  -d 192.168.44.12/32  --sport 22  -m state --state ESTABLISHED,RELATED -j ACCEPT
$IPTABLES -A Spice_VM_1 -o eth0  -p tcp -m tcp  -d 192.168.2.2   --dport 20002  -m state --state NEW  -j Cid40091X30615.0
$IPTABLES -A Cid40091X30615.0  -s 192.168.2.22   -j ACCEPT
$IPTABLES -A Cid40091X30615.0  -s 192.168.2.22   -j ACCEPT
$IPTABLES -A Spice_VM_2 -o eth0  -p tcp -m tcp  -d 192.168.2.2   --dport 20004  -m state --state NEW  -j Cid40661X30615.0
$IPTABLES -A Cid40661X30615.0  -s 192.168.2.22   -j ACCEPT
$IPTABLES -A INPUT -i eth0   -s 192.168.2.22   -j In_Main_Policy_0
$IPTABLES -A INPUT -i eth0   -s 192.168.4.22   -j In_Main_Policy_0
$IPTABLES -A FORWARD -i eth0   -s 192.168.2.22   -j In_Main_Policy_0
$IPTABLES -A FORWARD -i eth0   -s 192.168.4.22   -j In_Main_Policy_0
$IPTABLES -A In_Main_Policy_0  -j LOG  --log-level info --log-prefix "RULE 0 -- DENY "
$IPTABLES -A In_Main_Policy_0  -j DROP
$IPTABLES -A INPUT -i lo   -m state --state NEW  -j ACCEPT
$IPTABLES -A OUTPUT -o lo   -m state --state NEW  -j ACCEPT
$IPTABLES -A OUTPUT -p icmp  -m icmp  --icmp-type 3  -m state --state NEW  -j ACCEPT
$IPTABLES -A OUTPUT -p icmp  -m icmp  --icmp-type 0/0   -m state --state NEW  -j ACCEPT
$IPTABLES -A OUTPUT -p icmp  -m icmp  --icmp-type 8/0   -m state --state NEW  -j ACCEPT
$IPTABLES -A OUTPUT -p icmp  -m icmp  --icmp-type 11/0   -m state --state NEW  -j ACCEPT
$IPTABLES -A OUTPUT -p icmp  -m icmp  --icmp-type 11/1   -m state --state NEW  -j ACCEPT
$IPTABLES -A OUTPUT -p tcp -m tcp  --dport 53  -m state --state NEW  -j ACCEPT
$IPTABLES -A OUTPUT -p udp -m udp  -m multiport  --dports 68,67,53  -m state --state NEW  -j ACCEPT
$IPTABLES -A OUTPUT -p udp -m udp  --dport 123  -m state --state NEW  -j ACCEPT
$IPTABLES -A OUTPUT -m owner --uid-owner 1021  -j Spice_VM_1
$IPTABLES -A OUTPUT -m owner --uid-owner 1022  -j Spice_VM_2
$IPTABLES -A OUTPUT -p tcp -m tcp  --dport 20001:20010  -j Out_Main_Policy_6
$IPTABLES -A Out_Main_Policy_6  -j LOG  --log-level info --log-prefix "RULE 6 -- DENY "
$IPTABLES -A Out_Main_Policy_6  -j DROP
`;

/** What ours has besides, in these chains, and the articles' listings do not print. */
const ours = (way: string) =>
  !/state=ESTABLISHED,RELATED/.test(way) && !/^(i|o)=(eth0|lo) => /.test(way) && !/^o=eth0 => DROP/.test(way);

describe('the articles', () => {
  test('article I, DENY rules 2-13: every derived denial of the three guest ports, and no other', () => {
    const table = compiledTable('single-bridge');
    const article = parseRules(DENY_RULES);
    const guestPort = /^(in|out)=vk6[345] /;
    for (const hook of ['FORWARD', 'INPUT']) {
      const denials = ways(table, hook).filter((way) => guestPort.test(way) && way.endsWith('DROP'));
      expect(ways(article, hook).length).toBeGreaterThan(0);
      expect(denials).toEqual(ways(article, hook));
    }
  });

  test('article I, ACCEPT rule 21, with its helper chain for several destinations', () => {
    const table = compiledTable('single-bridge');
    const accepts = ways(table, 'FORWARD').filter((way) => way.startsWith('in=vk63 ') && way.endsWith('ACCEPT'));
    expect(accepts).toEqual(ways(parseRules(ACCEPT_RULE), 'FORWARD'));
    // The article's INPUT line asks for vk63, which a packet that came by vmh2 never has; ours asks for vmh2.
    expect(ways(table, 'INPUT')).toContain('i=vmh2 s=192.168.50.13 d=192.168.50.1 p=icmp icmp=any state=NEW => ACCEPT');
  });

  test('the user rules: branch policies, denied port range, antispoofing with two addresses', () => {
    const table = compiledTable('office-consoles');
    const article = parseRules(USER_RULES);
    for (const hook of ['INPUT', 'OUTPUT', 'FORWARD']) {
      expect(ways(article, hook).length).toBeGreaterThan(0);
      expect(ways(table, hook).filter(ours)).toEqual(ways(article, hook).filter(ours));
    }
    expect([...table.chains.keys()]).toEqual(expect.arrayContaining(['Spice_VM_1', 'Spice_VM_2']));
  });

  describe('article II, the two-bridge set in its seven groups', () => {
    const table = groupedTable();
    const [host, ...guests] = [1, 12, 13, 14, 15].map((last) => `192.168.50.${last}`);
    const [kali2 = '', ...br6] = guests;
    const ports = { vk42: kali2, vk63: br6[0], vk64: br6[1], vk65: br6[2] };
    const atPorts = (way: (port: string, own: string) => string[]) =>
      Object.entries(ports).flatMap(([port, own = '']) => way(port, own));
    const deny = (place: string, side: 's' | 'd', addresses: readonly (string | undefined)[]) =>
      addresses.map((address) => `${place} ${side}=${address} => DROP`);
    const ping = (place: string, from: readonly string[], to: readonly (string | undefined)[]) =>
      from.flatMap((s) => to.map((d) => `${place} s=${s} d=${d} p=icmp icmp=any state=NEW => ACCEPT`));
    /** Who is inside and outside of each border port, as the article's groups 1 to 3 of stations. */
    const borders: Readonly<Record<string, { inside: (string | undefined)[]; outside: (string | undefined)[] }>> = {
      vmh1: { inside: guests, outside: [host] },
      vethb1: { inside: [kali2, host], outside: br6 },
      vethb2: { inside: br6, outside: [kali2, host] },
    };
    const atBorders = (
      way: (port: string, inside: (string | undefined)[], outside: (string | undefined)[]) => string[],
    ) => Object.entries(borders).flatMap(([port, { inside, outside }]) => way(port, inside, outside));

    test.each<[string, Section, 'FORWARD' | 'INPUT' | 'OUTPUT', string[]]>([
      [
        '1: OUT DENY rules for all guest ports of all bridges',
        'out-deny-guest-ports',
        'FORWARD',
        atPorts((port, own) => [`out=${port} d=! ${own} => DROP`, `out=${port} s=${own} => DROP`]),
      ],
      [
        '2: OUT DENY rules for border ports',
        'out-deny-border-ports',
        'FORWARD',
        atBorders((port, inside, outside) => [
          ...deny(`out=${port}`, 'd', inside),
          ...deny(`out=${port}`, 's', outside),
        ]),
      ],
      [
        '3: IN DENY rules for packets over border ports, and over guest ports (article I, rules 11-13)',
        'in-deny-ports',
        'FORWARD',
        [
          ...atBorders((port, inside, outside) => [
            ...deny(`in=${port}`, 's', inside),
            ...deny(`in=${port}`, 'd', outside),
          ]),
          ...atPorts((port, own) => [`in=${port} s=! ${own} => DROP`]),
        ],
      ],
      [
        '4: DENY rules for Ethernet devices of the host, IN',
        'deny-host-interfaces',
        'FORWARD',
        [`i=vmh2 s=${host} => DROP`],
      ],
      [
        '4: DENY rules for Ethernet devices of the host, OUT, and bridges without an address',
        'deny-host-interfaces',
        'OUTPUT',
        [`o=vmh2 s=! ${host} => DROP`, 'o=virbr4 => DROP', 'o=virbr6 => DROP'],
      ],
      [
        '5: IN ACCEPT rules on individual guest ports',
        'in-accept-guest-ports',
        'FORWARD',
        // A rule about groups leaves each guest itself among the destinations: its packets to itself cross no port.
        atPorts((port, own) => ping(`in=${port}`, [own], [...guests, host])),
      ],
      [
        '6: IN ACCEPT rules on border ports, for what passes a bridge',
        'in-accept-border-ports',
        'FORWARD',
        [...ping('in=vethb1', br6, [kali2, host]), ...ping('in=vethb2', [kali2], br6)],
      ],
      ["7: IN ACCEPT rules for the host's Ethernet interfaces", 'accept-host', 'INPUT', ping('i=vmh2', guests, [host])],
    ])('group %s', (_name, section, hook, expected) => {
      expect(waysOfSection(table, hook, section)).toEqual([...expected].sort());
    });

    test('stand in this order, before what is established and the drop of all the rest', () => {
      for (const hook of ['FORWARD', 'INPUT', 'OUTPUT']) {
        const sections = (table.chains.get(`BW_${hook}`) ?? []).map(({ section }) =>
          SECTIONS.indexOf(section ?? 'default'),
        );
        expect(sections).toEqual([...sections].sort((a, b) => a - b));
        expect(sections.at(-1)).toBe(SECTIONS.indexOf('default'));
      }
    });
  });
});

/** The article's drawing and policy: everybody may ping everybody, the host included. */
function groupedTable(): ParsedTable {
  const { document } = parseDocument(readFileSync('assets/examples/two-bridges.bridgewarden.json', 'utf8'));
  if (!document) throw new Error('the example does not parse');
  const policies = document.policies.map((policy) => ({
    ...policy,
    rules: policy.rules.map((rule) => ({ ...rule, destination: [...(rule.destination ?? []), 'mytux'] })),
  }));
  const [host] = compile({ ...document, policies }).hosts;
  return parseRules(host?.listings['rules.v4']?.text ?? '');
}

function waysOfSection(table: ParsedTable, hook: string, section: Section): string[] {
  const lines = (table.chains.get(`BW_${hook}`) ?? []).filter((line) => line.section === section);
  const ways = lines.flatMap((entry) => verdictLines(table, entry));
  return [...new Set(ways.map(({ matches, verdict }) => `${spell(matches, verdict)} => ${verdict}`))].sort();
}
